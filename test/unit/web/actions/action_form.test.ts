import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placeErrors,
  readActionForm,
  readNumber,
  textOf,
} from '#web/screens/actions/action_form.ts';
import { anAction } from './an_action.ts';

describe('the action form', () => {
  it('gives back the action it was filled from', () => {
    const action = anAction({ hours: 1.5, baseline: -3 });
    const read = readActionForm(textOf(action));
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    expect(action).toMatchObject(read.body);
    expect(Object.keys(read.body)).toHaveLength(10);
  });

  it('says beside each box what is missing', () => {
    const read = readActionForm({ ...textOf(anAction()), person: '  ', target: 'fewer' });
    expect(read).toEqual({
      ok: false,
      errors: {
        person: 'Name the person who will do it.',
        target: 'Write the figure aimed for as a number.',
      },
    });
  });

  it.each([
    ['1,200', 1200],
    ['£50', 50],
    [' 3.5 ', 3.5],
    ['-2', -2],
    ['.5', 0.5],
    ['', null],
    ['ten', null],
    ['1e9', null],
    ['5-6', null],
  ])('reads %j as %s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it('reads every whole number it wrote', () => {
    fc.assert(
      fc.property(fc.integer(), (n) => {
        expect(readNumber(String(n))).toBe(n);
      }),
    );
  });

  it('puts the server’s words beside their boxes and keeps the rest as sentences', () => {
    const placed = placeErrors([
      { path: 'due_on', message: 'The deadline is before the start.' },
      { path: 'milestones.0.title', message: 'Say what the step is.' },
    ]);
    expect(placed.errors).toEqual({ due_on: 'The deadline is before the start.' });
    expect(placed.others).toEqual(['Say what the step is.']);
  });
});
