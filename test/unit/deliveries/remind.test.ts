/** When an agency is reminded, and what it reads. */
import { describe, expect, it } from 'vitest';
import type { ReminderReason } from '#api/contract/deliveries.ts';
import { quartersDue } from '#api/deliveries/due.ts';
import {
  reminderRefusal,
  reminderText,
  remindersDue,
  type Reminded,
} from '#api/deliveries/remind.ts';

/** A feed that has sent all but May of the second quarter, and nothing of the third. */
const quarters = (today: string) =>
  quartersDue(
    new Map(
      ['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01', '2025-06-01'].map((month) => [
        month,
        '2025-07-08',
      ]),
    ),
    today,
    8,
    new Map(),
  );
const due = (today: string, reminded: readonly Reminded[] = []) =>
  remindersDue(quarters(today), reminded, today).map(({ quarter, why }) => [quarter.quarter, why]);
const sent = (why: ReminderReason, on = '2025-09-20', quarter = '2025-04-01'): Reminded => ({
  quarter,
  why,
  on,
});

describe('By the calendar', () => {
  it('a fortnight before it is due, once', () => {
    expect(due('2025-09-15')).toEqual([]);
    expect(due('2025-09-16')).toEqual([['2025-Q2', 'due_soon']]);
    expect(due('2025-09-30')).toEqual([['2025-Q2', 'due_soon']]);
    expect(due('2025-09-30', [sent('due_soon')])).toEqual([]);
  });

  it('and once more when it is missing, also where a partner has sent one', () => {
    expect(due('2025-10-01', [sent('due_soon'), sent('asked')])).toEqual([['2025-Q2', 'missing']]);
    expect(due('2025-10-02', [sent('missing')])).toEqual([]);
    // a reminder of another quarter is none of this one
    expect(due('2025-10-02', [sent('missing', '2025-07-02', '2025-01-01')])).toEqual([
      ['2025-Q2', 'missing'],
    ]);
  });

  it('but not of what was missing long before anybody looked', () => {
    expect(due('2025-10-31')).toEqual([['2025-Q2', 'missing']]);
    expect(due('2025-11-01')).toEqual([]);
  });
});

describe('By hand', () => {
  const q2 = quarters('2025-11-20').find(({ quarter }) => quarter === '2025-Q2');
  const q1 = quarters('2025-11-20').find(({ quarter }) => quarter === '2025-Q1');

  it('at any time, for what has not come', () => {
    expect(reminderRefusal(q2, [], '2025-11-20')).toBeNull();
    expect(reminderRefusal(q1, [], '2025-11-20')).toBe('nothing_owed');
    expect(reminderRefusal(undefined, [], '2025-11-20')).toBe('nothing_owed');
  });

  it('once a week, whoever reminded', () => {
    for (const why of ['asked', 'missing', 'due_soon'] as const) {
      expect(reminderRefusal(q2, [sent(why, '2025-11-14')], '2025-11-20')).toBe('reminded_already');
      expect(reminderRefusal(q2, [sent(why, '2025-11-13')], '2025-11-20')).toBeNull();
    }
    expect(
      reminderRefusal(q2, [sent('asked', '2025-11-19', '2025-07-01')], '2025-11-20'),
    ).toBeNull();
  });
});

describe('The reminder', () => {
  const of = (name: string, today: string) => {
    const found = quarters(today).find(({ quarter }) => quarter === name);
    if (!found) throw new Error('no such quarter');
    return found;
  };

  it('names what is missing, when it was expected, and what that does to the map', () => {
    const { subject, text } = reminderText('Noise log', of('2025-Q2', '2025-10-05'), null);
    expect(subject).toBe('Noise log, 2025-Q2: not received');
    expect(text).toContain(
      'Of “Noise log”, May 2025 has not arrived. It was expected by 30 September 2025 (SI 2007/1831).',
    );
    expect(text).toContain('hatches these months');
  });

  it('names the agency that sends it, and is not late before the day', () => {
    const { subject, text } = reminderText(
      'Noise log',
      of('2025-Q3', '2025-10-05'),
      'Sabrina Police',
    );
    expect(subject).toBe('Noise log, 2025-Q3: not received yet');
    expect(text).toMatch(
      /^Sabrina Police asks for your data\. Of “Noise log”, July, August and September 2025 have not arrived\. It is expected by 31 December 2025/,
    );
  });
});
