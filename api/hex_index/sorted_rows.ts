/** The columns: rows sorted by (cell, precision, day, row class), four bytes a row and some twelve a range.
 *
 *  A range is the rows of a resolution-10 cell that lie in one set of areas, the day-precise or the month-only ones. Its key
 *  (rangeKeyOf) has 37 bits of the cell, 15 of the set and one of the precision: all that a number holds exactly. The rows of a
 *  range share one rule about time, so a window is one part of each range (window_ranges.ts). Rows without a place have the
 *  cell key -1 and come first.
 *
 *  A row is one number, its day in the upper two bytes (signed, from MIDDLE_DAY), its row class in the lower:
 *  to compare rows is to compare numbers, and finding a day fetches what is counted next.
 *
 *  History is cut into equal buckets of days, and each range knows where each bucket begins in it: a window finds
 *  its rows to within a bucket without a search. On 10 million rows the searches took most of the time. */
import { REMOVED } from './row_class.ts';

export interface SortedRows {
  /** Ascending, each once. */
  readonly rangeKeys: Float64Array;
  /** Bucket b of range s has the rows from starts[s * buckets + b] to before the next. */
  readonly starts: Uint32Array;
  readonly buckets: number;
  /** Bucket b begins on day firstDay + b * bucketDays (from MIDDLE_DAY); the first and the last are open-ended. */
  readonly firstDay: number;
  readonly bucketDays: number;
  /** `(day - MIDDLE_DAY) << 16 | row class`; a month-only row has the first day of its month. */
  readonly rows: Int32Array;
  /** Of those rows, how many are marked as removed: they count nowhere and go at the next merge. */
  removed: number;
}

/** 1900-01-01 to 2079-06-06 fit in two bytes. */
export const FIRST_DAY = -25_567;
export const LAST_DAY = FIRST_DAY + 0xffff;
export const MIDDLE_DAY = FIRST_DAY + 0x8000;

export const NO_PLACE = -1;

/** As many sets of areas as fifteen bits number. */
export const AREA_SETS = 0x8000;
/** The distance between the keys of two cells. */
export const RANGES_A_CELL = 2 * AREA_SETS;

export const rangeKeyOf = (cell: number, areaSet: number, monthOnly: number): number =>
  cell * RANGES_A_CELL + areaSet * 2 + monthOnly;

/** The number of the set of areas that a range lies in. */
export const areaSetOf = (rangeKey: number): number => (rangeKey & (RANGES_A_CELL - 1)) >> 1;

/** Few enough that looking at a bucket's rows in vain is cheap, enough that its start costs under a byte a row. */
const ROWS_A_BUCKET = 6;
const MOST_BUCKETS = 64;

/** Sorted rows with their buckets. @param rangeStarts one a range, and the end */
export function withBuckets(
  rangeKeys: Float64Array,
  rangeStarts: Uint32Array,
  rows: Int32Array,
): SortedRows {
  const ranges = rangeKeys.length;
  let [least, most] = [Infinity, -Infinity];
  for (let s = 0; s < ranges; s++) {
    least = Math.min(least, (rows[rangeStarts[s] ?? 0] ?? 0) >> 16);
    most = Math.max(most, (rows[(rangeStarts[s + 1] ?? 0) - 1] ?? 0) >> 16);
  }
  const wanted = Math.round(rows.length / ROWS_A_BUCKET / Math.max(1, ranges));
  const buckets = Math.min(Math.max(1, wanted), MOST_BUCKETS);
  const firstDay = ranges === 0 ? 0 : least;
  const bucketDays = ranges === 0 ? 1 : Math.ceil((most - least + 1) / buckets);
  if (buckets === 1) {
    return { rangeKeys, starts: rangeStarts, buckets, firstDay, bucketDays, rows, removed: 0 };
  }
  const starts = new Uint32Array(ranges * buckets + 1);
  for (let s = 0; s < ranges; s++) {
    const end = rangeStarts[s + 1] ?? 0;
    const past = (s + 1) * buckets;
    let at = s * buckets;
    let i = rangeStarts[s] ?? 0;
    starts[at++] = i;
    let limit = (firstDay + bucketDays) * 0x10000;
    for (; i < end && at < past; i++) {
      while (at < past && (rows[i] ?? 0) >= limit) {
        starts[at++] = i;
        limit += bucketDays * 0x10000;
      }
    }
    while (at < past) starts[at++] = end;
  }
  starts[ranges * buckets] = rows.length;
  return { rangeKeys, starts, buckets, firstDay, bucketDays, rows, removed: 0 };
}

/** Where each range begins, and the end. */
export function rangeStartsOf({ rangeKeys, starts, buckets }: SortedRows): Uint32Array {
  return Uint32Array.from({ length: rangeKeys.length + 1 }, (_, s) => starts[s * buckets] ?? 0);
}

/** The bucket where rows of `day` (from MIDDLE_DAY) lie, if there are any. */
export const bucketOf = ({ buckets, firstDay, bucketDays }: SortedRows, day: number): number =>
  Math.min(Math.max(0, Math.floor((day - firstDay) / bucketDays)), buckets - 1);

export const EMPTY: SortedRows = Object.freeze(
  withBuckets(new Float64Array(0), new Uint32Array(1), new Int32Array(0)),
);

/** The first row of rows[from..to) that is of `day` (from MIDDLE_DAY) or later, or `to`. No branch depends on a
 *  row: a day is as likely before as after, and a wrong guess costs more than the comparison. */
export function seekDay(rows: Int32Array, from: number, to: number, day: number): number {
  let left = to - from;
  if (left <= 0) return from;
  while (left > 1) {
    const half = left >>> 1;
    from += ((((rows[from + half - 1] ?? 0) >> 16) - day) >> 31) & half;
    left -= half;
  }
  return from + ((((rows[from] ?? 0) >> 16) - day) >>> 31);
}

/** The first range whose key is not below `key`, from `from` to `to`. */
export function firstRangeFrom(
  keys: Float64Array,
  key: number,
  from = 0,
  to = keys.length,
): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] ?? 0) < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Two sets of rows as one, removed rows left out: one pass over both, no sorting. */
export function mergeRows(a: SortedRows, b: SortedRows): SortedRows {
  const rows = new Int32Array(a.rows.length - a.removed + b.rows.length - b.removed);
  const rangeKeys = new Float64Array(a.rangeKeys.length + b.rangeKeys.length);
  const rangeStarts = new Uint32Array(rangeKeys.length + 1);
  let ranges = 0;
  let at = 0;
  let sa = 0;
  let sb = 0;
  while (sa < a.rangeKeys.length || sb < b.rangeKeys.length) {
    const ka = a.rangeKeys[sa] ?? Infinity;
    const kb = b.rangeKeys[sb] ?? Infinity;
    const before = at;
    let i = a.starts[sa * a.buckets] ?? 0;
    let j = b.starts[sb * b.buckets] ?? 0;
    if (ka <= kb) sa++;
    if (kb <= ka) sb++;
    const iEnd = a.starts[sa * a.buckets] ?? 0;
    const jEnd = b.starts[sb * b.buckets] ?? 0;
    while (i < iEnd && j < jEnd) {
      const x = a.rows[i] ?? 0;
      const y = b.rows[j] ?? 0;
      const next = x <= y ? x : y;
      if (x <= y) i++;
      else j++;
      rows[at] = next;
      at += (next & 0xffff) === REMOVED ? 0 : 1; // a removed row is written over by the next
    }
    at = copyLive(a.rows, i, iEnd, rows, at);
    at = copyLive(b.rows, j, jEnd, rows, at);
    if (at === before) continue;
    rangeKeys[ranges++] = Math.min(ka, kb);
    rangeStarts[ranges] = at;
  }
  return withBuckets(rangeKeys.slice(0, ranges), rangeStarts.slice(0, ranges + 1), rows);
}

function copyLive(
  source: Int32Array,
  from: number,
  to: number,
  rows: Int32Array,
  at: number,
): number {
  for (let i = from; i < to; i++) {
    const row = source[i] ?? 0;
    rows[at] = row;
    at += (row & 0xffff) === REMOVED ? 0 : 1;
  }
  return at;
}
