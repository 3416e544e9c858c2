/** What is due of a feed, and when it is late. */
import { describe, expect, it } from 'vitest';
import { quarterOf, quartersDue } from '#api/deliveries/due.ts';

const NOTHING = new Map<string, number>();
/** Months of a feed that has come here since March 2024, each on a day. */
const due = (months: Readonly<Record<string, string>>, today: string, most = 8) =>
  quartersDue(
    new Map(Object.entries({ '2024-01-01': '2024-03-01', ...months })),
    today,
    most,
    NOTHING,
  );
const Q2 = { '2025-04-01': '2025-08-01', '2025-06-01': '2025-09-02' };
const secondOf = (months: Readonly<Record<string, string>>, today: string) =>
  due(months, today).find(({ quarter }) => quarter === '2025-Q2');

describe('A quarter', () => {
  it('is three months, expected by the end of the next', () => {
    expect(secondOf({}, '2025-07-01')).toMatchObject({
      quarter: '2025-Q2',
      from: '2025-04-01',
      to: '2025-06-30',
      expected_by: '2025-09-30',
    });
    const ends = due({}, '2026-01-01').map(({ quarter, to, expected_by }) => [
      quarter,
      to,
      expected_by,
    ]);
    expect(ends.slice(0, 4)).toEqual([
      ['2024-Q1', '2024-03-31', '2024-06-30'],
      ['2024-Q2', '2024-06-30', '2024-09-30'],
      ['2024-Q3', '2024-09-30', '2024-12-31'],
      ['2024-Q4', '2024-12-31', '2025-03-31'],
    ]);
  });

  it('is due once it has ended', () => {
    const last = (today: string) => due({}, today).at(-1)?.quarter;
    expect([last('2025-06-30'), last('2025-07-01')]).toEqual(['2025-Q1', '2025-Q2']);
  });

  it('is due until that day has passed, and missing after, with the months that lack', () => {
    expect(secondOf(Q2, '2025-09-30')).toMatchObject({ state: 'due', received_on: null });
    expect(secondOf(Q2, '2025-10-01')).toMatchObject({
      state: 'missing',
      received_on: null,
      months_missing: ['2025-05-01'],
    });
  });

  it('is received with the last of its months, and late when that was after the day', () => {
    const whole = (day: string) => secondOf({ ...Q2, '2025-05-01': day }, '2025-12-01');
    expect(whole('2025-09-30')).toMatchObject({ state: 'received', received_on: '2025-09-30' });
    expect(whole('2025-10-01')).toMatchObject({ state: 'late', received_on: '2025-10-01' });
    expect(whole('2025-07-15')).toMatchObject({ state: 'received', received_on: '2025-09-02' });
  });

  it('of before the feed came here is never late: it was not due here', () => {
    const [first] = due({ '2024-02-01': '2024-03-01', '2024-03-01': '2024-04-10' }, '2025-07-01');
    expect(first).toMatchObject({ quarter: '2024-Q1', state: 'received' });
    const delivered = new Map([
      ['2020-01-01', '2024-03-01'],
      ['2020-02-01', '2024-03-01'],
      ['2020-03-01', '2024-03-01'],
    ]);
    expect(quartersDue(delivered, '2024-03-02', 40, NOTHING)[0]).toMatchObject({
      state: 'received',
    });
    // what it did not deliver is missing all the same: that is what the map hatches
    expect(quartersDue(delivered, '2024-03-02', 40, NOTHING)[1]).toMatchObject({
      state: 'missing',
    });
  });

  it('in which the feed begins is due from its first month on', () => {
    const begun = new Map([
      ['2023-11-01', '2024-01-05'],
      ['2023-12-01', '2024-01-05'],
    ]);
    const [first] = quartersDue(begun, '2024-02-01', 8, NOTHING);
    expect(first).toMatchObject({ quarter: '2023-Q4', state: 'received', months_missing: [] });
  });

  it('is shown with those before it, as many as are requested', () => {
    expect(due({}, '2025-07-01', 3).map(({ quarter }) => quarter)).toEqual([
      '2024-Q4',
      '2025-Q1',
      '2025-Q2',
    ]);
    expect(quartersDue(new Map(), '2025-07-01', 3, NOTHING)).toEqual([]);
    expect(['2025-01-31', '2025-12-31'].map(quarterOf)).toEqual(['2025-01-01', '2025-10-01']);
  });
});
