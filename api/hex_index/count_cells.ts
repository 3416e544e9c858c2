/** Counts by cell and kind: the one pass over the rows for which the map waits.
 *
 *  The inner step is a look-up and an addition. A row class's value in `steps` is 0 or a 1 in one of four bytes, one
 *  a kind, so that one 32-bit addition counts four kinds at once and never waits for memory; before a byte can
 *  overflow, at 255 rows, the four are added up. Only a window's first and last bucket look at days. */
import { type CellCounts, columns, cut } from './cell_counts.ts';
import { type Bounds, NO_MONTH } from './hex_query.ts';
import { bucketOf, firstRangeFrom, RANGES_A_CELL, type SortedRows } from './sorted_rows.ts';

export interface CountPlan {
  /** From selectRanges. */
  readonly runs: readonly number[];
  /** From rangeSpan. */
  readonly span: number;
  readonly bounds: readonly [Bounds, Bounds];
  /** By row class: 0, or stepOf its kind. */
  readonly steps: Int32Array;
}

export const stepOf = (kind: number): number => 1 << (8 * kind);

const AT_MOST = 255;

/** Rows of a range below which one loop that reads each row's day beats three. */
const FEW = 40;

/** Kept between calls: to zero the columns for every cell of a county takes longer than to count some of them. */
let scratch = columns(1024);

export function countCells(
  sorted: SortedRows,
  { runs, span, bounds, steps }: CountPlan,
): CellCounts & { monthOnlyCut: number } {
  const { rangeKeys, starts, rows, buckets } = sorted;
  let most = 0;
  for (let r = 0; r < runs.length; r += 2) most += (runs[r + 1] ?? 0) - (runs[r] ?? 0);
  if (scratch.keys.length < most) scratch = columns(most);
  const { keys, total, byKind } = scratch;
  const [kind0, kind1, kind2, kind3] = byKind;
  const precise = reachOf(sorted, bounds[0]);
  const months = reachOf(sorted, bounds[1]);
  const perSpan = 1 / span; // a power of two: multiplying by it is exact
  const { cutStart, cutEnd } = bounds[1];
  const cutLow = bucketOf(sorted, cutStart);
  const cutHigh = bucketOf(sorted, cutEnd);
  let monthOnlyCut = 0;
  let cells = 0;
  for (let r = 0; r < runs.length; r += 2) {
    const past = runs[r + 1] ?? 0;
    for (let range = runs[r] ?? 0; range < past;) {
      const cell = Math.floor((rangeKeys[range] ?? 0) * perSpan);
      const limit = (cell + 1) * span;
      let n0 = 0;
      let n1 = 0;
      let n2 = 0;
      let n3 = 0;
      let packed = 0;
      let pending = 0;
      for (; range < past; range++) {
        const rangeKey = rangeKeys[range] ?? 0;
        if (rangeKey >= limit) break;
        const { from, last, low, high, head, tail } = (rangeKey & 1) === 0 ? precise : months;
        const bucket = range * buckets;
        if ((rangeKey & 1) === 1) {
          if (cutStart !== NO_MONTH) {
            const begin = starts[bucket + cutLow] ?? 0;
            const stop = starts[bucket + cutLow + 1] ?? 0;
            monthOnlyCut += countDay(rows, begin, stop, cutStart, steps);
          }
          if (cutEnd !== NO_MONTH) {
            const begin = starts[bucket + cutHigh] ?? 0;
            const stop = starts[bucket + cutHigh + 1] ?? 0;
            monthOnlyCut += countDay(rows, begin, stop, cutEnd, steps);
          }
        }
        let i = starts[bucket + low] ?? 0;
        const end = starts[bucket + high] ?? 0;
        const few = end - i <= FEW;
        const headEnd = few ? end : (starts[bucket + head] ?? 0);
        const plainEnd = few ? end : (starts[bucket + tail] ?? 0);
        while (i < end) {
          const pause = Math.min(end, i + AT_MOST - pending);
          pending += pause - i;
          const headPause = Math.min(headEnd, pause);
          for (; i < headPause; i++) {
            const row = rows[i] ?? 0;
            const outside = (((row >> 16) - from) | (last - (row >> 16))) >> 31;
            packed = (packed + ((steps[row & 0xffff] ?? 0) & ~outside)) | 0;
          }
          const plainPause = Math.min(plainEnd, pause);
          for (; i < plainPause - 3; i += 4) {
            const one =
              (steps[(rows[i] ?? 0) & 0xffff] ?? 0) + (steps[(rows[i + 1] ?? 0) & 0xffff] ?? 0);
            const two =
              (steps[(rows[i + 2] ?? 0) & 0xffff] ?? 0) + (steps[(rows[i + 3] ?? 0) & 0xffff] ?? 0);
            packed = (packed + ((one | 0) + (two | 0))) | 0;
          }
          for (; i < plainPause; i++) packed = (packed + (steps[(rows[i] ?? 0) & 0xffff] ?? 0)) | 0;
          for (; i < pause; i++) {
            const row = rows[i] ?? 0;
            const outside = (((row >> 16) - from) | (last - (row >> 16))) >> 31;
            packed = (packed + ((steps[row & 0xffff] ?? 0) & ~outside)) | 0;
          }
          if (pending === AT_MOST) {
            n0 += packed & 0xff;
            n1 += (packed >>> 8) & 0xff;
            n2 += (packed >>> 16) & 0xff;
            n3 += packed >>> 24;
            packed = 0;
            pending = 0;
          }
        }
      }
      n0 += packed & 0xff;
      n1 += (packed >>> 8) & 0xff;
      n2 += (packed >>> 16) & 0xff;
      n3 += packed >>> 24;
      const sum = n0 + n1 + n2 + n3;
      if (sum === 0) continue;
      // of a cell that an outline cuts: another part of it came before
      if (cells > 0 && keys[cells - 1] === cell) {
        const same = cells - 1;
        total[same] = (total[same] ?? 0) + sum;
        kind0[same] = (kind0[same] ?? 0) + n0;
        kind1[same] = (kind1[same] ?? 0) + n1;
        kind2[same] = (kind2[same] ?? 0) + n2;
        kind3[same] = (kind3[same] ?? 0) + n3;
        continue;
      }
      keys[cells] = cell;
      total[cells] = sum;
      kind0[cells] = n0;
      kind1[cells] = n1;
      kind2[cells] = n2;
      kind3[cells] = n3;
      cells++;
    }
  }
  return { ...cut(scratch, cells), monthOnlyCut };
}

/** Rows without a place that pass, and those of the months the window cuts. */
export function countUnplaced(
  sorted: SortedRows,
  plan: Omit<CountPlan, 'runs' | 'span'>,
): { noPlace: number; monthOnlyCut: number } {
  const runs = [0, firstRangeFrom(sorted.rangeKeys, 0)];
  const { total, monthOnlyCut } = countCells(sorted, { ...plan, runs, span: RANGES_A_CELL });
  return { noPlace: total[0] ?? 0, monthOnlyCut };
}

interface Reach {
  /** Days from MIDDLE_DAY, both inclusive. */
  readonly from: number;
  readonly last: number;
  /** Offsets among a range's starts: where its rows may begin and must end, and between which no day is read. */
  readonly low: number;
  readonly high: number;
  readonly head: number;
  readonly tail: number;
}

function reachOf(sorted: SortedRows, { from, until }: Bounds): Reach {
  const low = bucketOf(sorted, from);
  const high = Math.max(low, bucketOf(sorted, until - 1));
  const { buckets, firstDay, bucketDays } = sorted;
  const wholeHead = from <= firstDay + low * bucketDays;
  const wholeTail = until >= firstDay + (high + 1) * bucketDays;
  const head = wholeHead && (low < high || wholeTail) ? low : low + 1;
  const tail = wholeTail ? high + 1 : Math.max(head, high);
  return { from, last: until - 1, low, high: high + 1, head, tail: Math.min(tail, buckets) };
}

/** Rows of `day` that pass, among rows[from..to): one bucket, every row of it. */
function countDay(
  rows: Int32Array,
  from: number,
  to: number,
  day: number,
  steps: Int32Array,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i] ?? 0;
    const step = steps[row & 0xffff] ?? 0;
    const apart = (row >> 16) - day;
    count += ((step | -step) >>> 31) & ~((apart | -apart) >> 31);
  }
  return count;
}
