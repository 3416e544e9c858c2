/** Which days of one series are unusual enough for an alert. Days are whole numbers (time/local_day.ts). */
import type { Look } from '../contract/alerts.ts';
import { needleSpikeOf } from '../statistics/needle_spike.ts';
import { spikeOf, upperTail, WEEKS, type Spike } from '../statistics/spike.ts';

import { weekdayOf } from '../time/bank_holidays.ts';

/** What a day is held to. */
export const HISTORY_DAYS = WEEKS * 7;
const WEEKEND = [5, 6];

/** One area's days, from `from` on. */
export interface DaySeries {
  readonly from: number;
  readonly counts: Float64Array;
  /** Needles of each find, by day; days without any are left out. */
  readonly needles: ReadonlyMap<number, readonly number[]>;
}

export interface Alarm {
  readonly look: Look;
  readonly signal: 'incidents' | 'needles';
  /** The first and the last day of what is unusual. */
  readonly since: number;
  readonly day: number;
  readonly n: number;
  readonly finds: number | null;
  readonly usual: number;
  readonly held_to: number;
  readonly p: number;
}

/** Counts, and NaN for a day that was not delivered. */
export const knownDays = ({ counts }: DaySeries, delivered: Uint8Array): Float64Array =>
  counts.map((count, i) => (delivered[i] === 1 ? count : NaN));

/** Days from first to last (both included) that alert at the level. known: of the series; a day is held to the 56 before
 *  it, holidays left out. holidays: 1 for each such day from the series' first on. */
export function dayAlarms(
  { from, needles }: DaySeries,
  known: Float64Array,
  holidays: Uint8Array,
  days: { readonly first: number; readonly last: number },
  level: number,
): Alarm[] {
  const alarms = incidentAlarms({ from, known }, holidays, days, level);
  for (let day = days.first; day <= days.last; day++)
    if (!Number.isNaN(known[day - from])) alarms.push(...unusualNeedles(needles, day, level));
  return alarms;
}

/** The same of how many incidents there were, without what they hold. */
export function incidentAlarms(
  { from, known }: { readonly from: number; readonly known: Float64Array },
  holidays: Uint8Array,
  { first, last }: { readonly first: number; readonly last: number },
  level: number,
): Alarm[] {
  // with eight days like it, n of n have this chance at least: most days need no more arithmetic
  const least = Math.max(2, -Math.log(level) / Math.log(WEEKS + 1));
  const alarms: Alarm[] = [];
  const usual = known.map((n, i) => (holidays[i] === 1 ? NaN : n));
  for (let day = Math.max(first, from + HISTORY_DAYS); day <= last; day++) {
    const at = day - from;
    const n = known[at] ?? NaN;
    if (!(n >= least)) continue;
    const weekday = weekdayOf(day);
    const like = holidays[at] === 1 ? WEEKEND.map((one) => (one - weekday + 7) % 7) : [];
    const spike = leastUnusual(n, usual.slice(at - HISTORY_DAYS, at), [0, ...like], level);
    if (spike && spike.p !== null && spike.p <= level)
      alarms.push({
        ...{ look: 'day', signal: 'incidents', since: day, day, n, finds: null },
        ...{ usual: spike.usual, held_to: spike.days, p: spike.p },
      });
  }
  return alarms;
}

/** A holiday is like its weekday, a Saturday or a Sunday: it must be unusual beside each. null: it cannot be unusual. */
function leastUnusual(
  n: number,
  past: Float64Array,
  likes: readonly number[],
  level: number,
): Spike | null {
  // overdispersed tails are longer than the binomial one, and dearer
  if (likes.some((like) => binomialTail(n, past, like) > level)) return null;
  const spikes = likes.map((like) => spikeOf(n, past, like));
  return spikes.toSorted((a, b) => (b.p ?? 1) - (a.p ?? 1))[0] ?? null;
}

function binomialTail(n: number, past: Float64Array, like: number): number {
  let [before, days] = [0, 0];
  for (let i = like; i < past.length; i += 7) {
    const count = past[i] ?? NaN;
    if (Number.isNaN(count)) continue;
    before += count;
    days += 1;
  }
  return n * days <= before ? 1 : upperTail(n, n + before, days, 0);
}

function unusualNeedles(needles: DaySeries['needles'], day: number, level: number): Alarm[] {
  const today = needles.get(day);
  if (!today) return [];
  const before = Array.from(
    { length: HISTORY_DAYS },
    (_, i) => needles.get(day - HISTORY_DAYS + i) ?? [],
  ).flat();
  const spike = needleSpikeOf(today, before);
  if (spike.p === null || spike.p > level) return [];
  const n = today.reduce((sum, one) => sum + one, 0);
  return [
    {
      ...{ look: 'day', signal: 'needles', since: day, day, n, finds: today.length },
      ...{ usual: spike.usual, held_to: spike.finds, p: spike.p },
    },
  ];
}
