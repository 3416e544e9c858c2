/** Counts over time for the time brush: a bar a day for day-precise rows, a bar a month for month-only ones. */
import { firstOfNextMonth, type Window } from '../time/local_day.ts';
import { boundsOf } from './hex_query.ts';
import { FIRST_DAY, LAST_DAY, MIDDLE_DAY } from './sorted_rows.ts';
import { eachWindowRange, type Part, signOf } from './window_ranges.ts';

export type ByKind = readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

export interface Timeline {
  /** Days since 1970-01-01. */
  readonly firstDay: number;
  /** Day-precise rows: the i-th count is of day firstDay + i. */
  readonly days: ByKind;
  /** First days of consecutive months. */
  readonly months: Int32Array;
  /** Month-only rows, as long as `months`: only months that lie wholly inside the window. */
  readonly byMonth: ByKind;
}

/** Rows that do not pass are counted in a fifth column that nobody reads: no branch. */
export const NOT_COUNTED = 4;

/** Counts a day takes up: four kinds, the one not counted, and padding so that it is a shift. */
const STRIDE = 8;

/** @param kinds by row class: a kind's place in KINDS, or NOT_COUNTED
 *  @param window null for the days from the first to the last row that counts */
export function timelineOf(
  parts: readonly Part[],
  kinds: Uint8Array,
  window: Window | null,
): Timeline {
  const reach = window ?? { from: FIRST_DAY, to: LAST_DAY };
  const bounds = boundsOf(reach);
  const first = Math.max(FIRST_DAY, reach.from);
  const until = Math.min(LAST_DAY, reach.to) + 1;
  const length = Math.max(0, until - first);
  const origin = first - MIDDLE_DAY;
  const counts = [new Uint32Array(length * STRIDE), new Uint32Array(length * STRIDE)] as const;
  for (const part of parts) {
    const sign = signOf(part.set);
    const { rows } = part.sorted;
    eachWindowRange(part, bounds, (from, until, monthOnly) => {
      const column = counts[monthOnly ? 1 : 0];
      for (let i = from; i < until; i++) {
        const row = rows[i] ?? 0;
        const at = (((row >> 16) - origin) << 3) | (kinds[row & 0xffff] ?? NOT_COUNTED);
        column[at] = (column[at] ?? 0) + sign;
      }
    });
  }
  const [byDay, byMonthStart] = counts;
  const [start, end] = window === null ? extentOf(counts, length) : [0, length];
  const dayAt = Int32Array.from({ length: end - start }, (_, i) => start + i);
  const monthAt = monthStarts(first + start, Math.min(first + end, MIDDLE_DAY + bounds[1].until));
  return {
    firstDay: first + start,
    days: pick(byDay, dayAt),
    months: monthAt,
    byMonth: pick(
      byMonthStart,
      monthAt.map((day) => day - first),
    ),
  };
}

/** From the first to past the last index that counts something in a kind. */
function extentOf(columns: readonly Uint32Array[], length: number): readonly [number, number] {
  const counted = (index: number): boolean => {
    for (const column of columns) {
      for (let kind = 0; kind < NOT_COUNTED; kind++) {
        if ((column[index * STRIDE + kind] ?? 0) > 0) return true;
      }
    }
    return false;
  };
  let start = 0;
  let end = length;
  while (start < end && !counted(start)) start++;
  while (end > start && !counted(end - 1)) end--;
  return [start, end];
}

/** First days of months from `from` to before `until`. */
function monthStarts(from: number, until: number): Int32Array {
  const starts: number[] = [];
  for (let day = firstOfNextMonth(from - 1); day < until; day = firstOfNextMonth(day)) {
    starts.push(day);
  }
  return Int32Array.from(starts);
}

function pick(column: Uint32Array, at: Int32Array): ByKind {
  const ofKind = (kind: number): Uint32Array =>
    Uint32Array.from(at, (index) => column[index * STRIDE + kind] ?? 0);
  return [ofKind(0), ofKind(1), ofKind(2), ofKind(3)];
}
