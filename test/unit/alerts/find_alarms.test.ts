/** From counts to alerts: which days are tested, what they are compared with, and how many series share the false alarms. */
import { describe, expect, it } from 'vitest';
import {
  dueFeeds,
  familySize,
  findAlarms,
  levelsOf,
  shareOf,
  windowOf,
} from '#api/alerts/find_alarms.ts';
import type { DayCount, WatchedFeed } from '#api/alerts/watch_queries.ts';
import { daysToTest, NIGHTLY } from '#api/alerts/watched.ts';
import { CALENDAR } from '#api/time/calendar.ts';
import { dayOf, firstOfMonth } from '#api/time/local_day.ts';

const TODAY = dayOf('2026-07-20');
const strand = { dataset: 1, agency: 2, kind: 3, sensitivity: 1 };
const feed = (about: Partial<WatchedFeed> = {}): WatchedFeed => ({
  dataset: 1,
  months: ['2026-04', '2026-05', '2026-06', '2026-07'].map((month) => dayOf(`${month}-01`)),
  first: dayOf('2026-04-01'),
  last: dayOf('2026-07-19'),
  strands: [strand],
  ...about,
});

describe('Days that are tested', () => {
  it('are the newest 35 of a feed, none of which lies more than a quarter back or ahead', () => {
    expect(daysToTest(TODAY - 1, TODAY, NIGHTLY)).toEqual({ first: TODAY - 35, last: TODAY - 1 });
    // a file of last spring that comes today
    expect(daysToTest(TODAY - 80, TODAY, NIGHTLY)).toEqual({
      first: TODAY - 92,
      last: TODAY - 80,
    });
    expect(daysToTest(TODAY - 93, TODAY, NIGHTLY)).toBeNull();
    expect(daysToTest(TODAY + 3, TODAY, NIGHTLY)).toEqual({ first: TODAY - 31, last: TODAY });
  });

  it('of a feed from phones reach to today, whenever its last row was', () => {
    const [phones] = dueFeeds([feed({ months: null, last: TODAY - 5 })], TODAY, NIGHTLY);
    expect(phones?.tested).toEqual({ first: TODAY - 34, last: TODAY });
    const [filed] = dueFeeds([feed({ last: TODAY - 5 })], TODAY, NIGHTLY);
    expect(filed?.tested.last).toBe(TODAY - 5);
    expect(dueFeeds([feed({ last: TODAY - 200 })], TODAY, NIGHTLY)).toEqual([]);
    // a year and a little more: what weeks are held to
    expect(windowOf(phones ? [phones] : [])).toEqual({ from: TODAY - 34 - 427, to: TODAY });
  });
});

describe('The family', () => {
  it('is every kind of every feed, of finds their needles too, whatever has been counted', () => {
    const crime = { ...strand, kind: 0 };
    const secret = { ...crime, sensitivity: 3 };
    const other = feed({ strands: [crime] });
    expect(familySize([feed({ strands: [strand, crime] }), other])).toBe(2 + 1 + 1);
    expect(familySize([feed({ strands: [strand, crime, secret] }), other])).toBe(4);
  });

  it('is shared by sensitivities so that a lower one never depends on a higher', () => {
    const [low, high] = [1, 3].map((sensitivity) => ({ ...strand, sensitivity }));
    if (!low || !high) throw new Error('there are two');
    expect(shareOf(feed({ strands: [low] }), low)).toBe(0.75);
    expect(shareOf(feed({ strands: [low, high] }), low)).toBe(0.75);
    expect(shareOf(feed({ strands: [low, high] }), high)).toBe(0.75 * 0.25);
    const all = [0, 1, 2, 3].map((sensitivity) => ({ ...strand, sensitivity }));
    expect(all.reduce((sum, one) => sum + shareOf(feed({ strands: all }), one), 0)).toBeLessThan(1);
  });

  it('divides what a strand may spend among the areas in which it has anything', () => {
    const { day, week, rise } = levelsOf(12, 0.75, 3);
    expect(day).toBeCloseTo(0.3 / (48 * 30.4375), 12);
    expect(week).toBeCloseTo((7 * day * 2) / 3, 12);
    expect(rise).toBeCloseTo((day * 2) / 3, 12);
  });
});

describe('An alarm', () => {
  const [due] = dueFeeds([feed()], TODAY, NIGHTLY);
  if (!due) throw new Error('the feed is due');
  const window = windowOf([due]);
  /** Every third day one find of two needles; what a test adds comes on top. */
  const quiet: DayCount[] = Array.from({ length: window.to - window.from + 1 }, (_, i) => i)
    .filter((i) => i % 3 === 0)
    .map((i) => ({ ...strand, area: 7, day: window.from + i, n: 1, needles: [1 + (i % 4)] }));
  const rows = Array.from({ length: window.to - window.from + 1 }, (_, i) => ({
    dataset: 1,
    day: window.from + i,
    n: 5,
  }));
  const on = (day: number, n: number, needles: readonly number[] | null): DayCount[] => [
    ...quiet.filter((one) => one.day !== day),
    { ...strand, area: 7, day, n, needles },
  ];
  const findIn = (one: typeof due, counts: readonly DayCount[]) =>
    findAlarms([one], { counts, rows, told: [] }, window, 10, CALENDAR).filter(
      ({ look }) => look === 'day',
    );
  const find = (counts: readonly DayCount[]) => findIn(due, counts);

  it('is raised by nothing in a strand without a row in the days that are read', () => {
    expect(find([])).toEqual([]);
  });

  it('is a day of many finds, against its own weekday in its own area', () => {
    expect(find(quiet)).toEqual([]);
    const day = dayOf('2026-07-18');
    expect(find(on(day, 9, [2, 2, 1, 2, 1, 1, 4, 2, 2]))).toMatchObject([
      { ...strand, area: 7, signal: 'incidents', day, n: 9, finds: null, held_to: 8 },
    ]);
    // the same in another area, in which nothing ever happened
    expect(find([{ ...strand, area: 8, day, n: 9, needles: null }])).toMatchObject([
      { area: 8, usual: 0 },
    ]);
  });

  it('is a find of many needles, and not a second word for many finds', () => {
    const day = dayOf('2026-07-18');
    expect(find(on(day, 1, [150]))).toMatchObject([
      { signal: 'needles', day, n: 150, finds: 1, held_to: 19 },
    ]);
  });

  it('is not raised for a day before those that are due, nor by months that did not come', () => {
    expect(find(on(due.tested.first - 1, 30, null))).toEqual([]);
    expect(find(on(due.tested.first, 30, null))).toHaveLength(1);
    // nothing came in for May: those days are no zeros to be held to
    const may = firstOfMonth(dayOf('2026-05-01'));
    const lost = { ...due, months: (due.months ?? []).filter((month) => month !== may) };
    const day = dayOf('2026-06-20');
    const [held] = findIn(due, on(day, 30, null));
    expect(held?.held_to).toBe(8);
    const [less] = findIn(lost, on(day, 30, null));
    expect(less?.held_to ?? 0).toBeLessThan(8);
  });
});
