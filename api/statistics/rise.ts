/** Has more come in week by week than before? A week is held to the eight before it; a rise is the sum of the last two to
 *  eight weeks, held to the eight before them: a CUSUM of which the start is searched for (M. Höhle and M. Paul, “Count data
 *  regression charts for the monitoring of surveillance time series”, 2008; T. L. Lai, 1995, for the limited window). A
 *  level that doubles slowly, or in a series of one a day, is in no day, and soon in the sum.
 *
 *  The mean is taken out as in `spike.ts`: given the total, the weeks now are beta-binomial among all, whatever the mean. φ
 *  is taken over a few values, by how well each explains the year before in stretches of eight weeks, each with its own
 *  mean: so seasons and trends are not taken for unevenness. */
import { dispersionsOf, tailOver, type Dispersion, type Overdispersion } from './spike.ts';

/** Weeks that a week or a rise is held to. */
export const BASE_WEEKS = 8;
export const LONGEST_RISE = 8;
/** Weeks that say how uneven weeks are, and what weeks of the same part of the school year are like. */
export const HISTORY_WEEKS = 52;
const LEAST_WEEKS = 4;

/** Weekly sums are rarely Poisson (West Mercia 2025: variance 1.8 times the mean). A seventh and less of the daily values,
 *  because a week takes the mean of its days; up to 6, for series in which whole weeks are empty. */
const UNEVENNESS: readonly Overdispersion[] = [
  { phi: 0, prior: 0.1 },
  ...[0.003, 0.007, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1, 2, 4, 6].map((phi) => ({
    phi,
    prior: 0.9 / 12,
  })),
];

export interface Rise {
  readonly p: number;
  /** So many weeks, the tested one the last. */
  readonly weeks: number;
  readonly n: number;
  /** What as many weeks like those before would hold. */
  readonly usual: number;
  /** Weeks that it is held to. */
  readonly held_to: number;
}

export interface Weeks {
  /** A week's count each, the oldest first; NaN for one that was not delivered as a whole. */
  readonly counts: Float64Array;
  /** 1: school holidays. Weeks are also held to the latest of their own sort; the larger p counts. */
  readonly holidays: Uint8Array;
  /** The first week that is held to: where an earlier rise was told, it begins anew from there. */
  readonly restart: number;
}

/** The week `at`; null where it is below the level nowhere, or cannot be tested. */
export const weekAlarm = (weeks: Weeks, at: number, level: number): Rise | null =>
  riseAlarm(weeks, at, 1, level);

/** The rise that ends with the week `at`, of the length that is most unusual; null where none is. level: for each length. */
export function cusumAlarm(weeks: Weeks, at: number, level: number): Rise | null {
  let most: Rise | null = null;
  for (let length = 2; length <= LONGEST_RISE; length++) {
    const rise = riseAlarm(weeks, at, length, level);
    if (rise && (most === null || rise.p < most.p)) most = rise;
  }
  return most;
}

function riseAlarm(weeks: Weeks, at: number, length: number, level: number): Rise | null {
  const { counts, restart } = weeks;
  const start = at - length + 1;
  if (start < restart) return null;
  const n = sumOf(counts.slice(Math.max(0, start), at + 1));
  // NaN too: a week of it was not delivered
  if (!(n > 1)) return null;
  const before = latest(counts, start, restart, () => true);
  if (before.length < LEAST_WEEKS) return null;
  // the beta-binomial tails of a rise are longer than the binomial one, and dearer
  if (held(n, length, before, [{ phi: 0, weight: 1 }]).p > level) return null;
  const dispersions = dispersionsOf(stretches(counts, start), UNEVENNESS);
  const sort = sortOf(weeks, start, at);
  const alike = latest(counts, start, 0, (week) => weeks.holidays[week] === sort);
  const plain = held(n, length, before, dispersions);
  if (alike.length < LEAST_WEEKS) return plain.p <= level ? plain : null;
  const ofSort = held(n, length, alike, dispersions);
  const least = plain.p >= ofSort.p ? plain : ofSort;
  return least.p <= level ? least : null;
}

function held(
  n: number,
  length: number,
  base: Float64Array,
  dispersions: readonly Dispersion[],
): Rise {
  const before = sumOf(base);
  const usual = (before / base.length) * length;
  const p = n > usual ? tailOver(dispersions, n, n + before, base.length, length) : 1;
  return { p, weeks: length, n, usual, held_to: base.length };
}

/** The latest eight delivered weeks before `start` that are wanted, of at most a year. */
function latest(
  counts: Float64Array,
  start: number,
  from: number,
  wanted: (week: number) => boolean,
): Float64Array {
  const found: number[] = [];
  for (
    let week = start - 1;
    week >= Math.max(from, start - HISTORY_WEEKS, 0) && found.length < BASE_WEEKS;
    week--
  ) {
    const count = counts[week] ?? NaN;
    if (!Number.isNaN(count) && wanted(week)) found.push(count);
  }
  return Float64Array.from(found);
}

/** Stretches of eight weeks before `start`, delivered weeks alone. */
function stretches(counts: Float64Array, start: number): Float64Array[] {
  const all: Float64Array[] = [];
  for (let end = start; end > Math.max(0, start - HISTORY_WEEKS); end -= BASE_WEEKS)
    all.push(counts.slice(Math.max(0, end - BASE_WEEKS), end).filter((n) => !Number.isNaN(n)));
  return all;
}

/** Whether most of the weeks lie in school holidays. */
function sortOf({ holidays }: Weeks, start: number, at: number): number {
  const of = holidays.subarray(start, at + 1);
  return 2 * of.reduce((sum, one) => sum + one, 0) >= of.length && of.length > 0 ? 1 : 0;
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);
