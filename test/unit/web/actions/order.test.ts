import { describe, expect, it } from 'vitest';
import { daysBetween, dueFirst, dueOn, headline } from '#web/screens/actions/order.ts';
import { anAction } from './an_action.ts';

describe('what Alice sees first', () => {
  it('is what is longest overdue, then what is due next, and what has ended last', () => {
    const list = [
      anAction({ id: 1, due_on: '2026-06-01' }),
      anAction({ id: 2, due_on: '2026-01-01', state: 'done', updated_at: '2026-01-02T00:00:00Z' }),
      anAction({ id: 3, due_on: '2026-02-01' }),
      anAction({
        id: 4,
        due_on: '2026-03-01',
        state: 'cancelled',
        updated_at: '2026-03-09T00:00:00Z',
      }),
      anAction({ id: 5, due_on: '2026-02-01', state: 'blocked' }),
    ];
    expect(dueFirst(list).map(({ id }) => id)).toEqual([3, 5, 1, 4, 2]);
  });

  it('says in words how the deadline stands', () => {
    const due = anAction({ due_on: '2026-03-29' });
    expect(dueOn(due, '2026-03-28')).toEqual({ words: 'due in 1 day', tone: 'soon' });
    expect(dueOn(due, '2026-03-29')).toEqual({ words: 'due today', tone: 'soon' });
    expect(dueOn(due, '2026-03-31')).toEqual({ words: '2 days overdue', tone: 'late' });
    expect(dueOn(due, '2026-03-01')).toEqual({ words: 'due in 28 days', tone: 'calm' });
    expect(dueOn({ ...due, state: 'done' }, '2026-12-01').words).toBe('finished');
  });

  it('counts whole days across the change of the clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
  });
});

describe('an action as a headline', () => {
  it('is cut at the first colon or full stop that comes soon enough', () => {
    expect(headline('Close the car park at night: barriers from 20:00.')).toEqual({
      head: 'Close the car park at night',
      rest: 'barriers from 20:00.',
    });
    expect(headline('Light the alley. Cut the hedge.').head).toBe('Light the alley');
  });

  it('is whole where there is nothing to cut', () => {
    expect(headline(' Light the alley behind the market. ')).toEqual({
      head: 'Light the alley behind the market.',
      rest: '',
    });
    const long = `${'long words '.repeat(20)}: end`;
    expect(headline(long).rest).toBe('');
  });
});
