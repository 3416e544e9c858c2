/** Counts by cell and kind: the one pass over the rows that the map waits for.
 *
 *  The inner step is a look-up and an addition. A combo's value in `steps` is 0 or a 1 in one of four bytes, one
 *  a kind, so that one 32-bit addition counts four kinds at once and never waits for memory; before a byte can
 *  overflow, at 255 rows, the four are added up. */
import { firstDayFrom, firstSlotFrom, type SortedRows } from './sorted_rows.ts';
import type { Bounds } from './hex_query.ts';

export interface CellCounts {
  /** Ascending cell keys at the query's resolution; only cells that count something. */
  readonly keys: Float64Array;
  readonly total: Uint32Array;
  /** In the order of KINDS. */
  readonly byKind: readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
}

export interface CountPlan {
  /** From selectSlots. */
  readonly ranges: readonly number[];
  /** From slotSpan. */
  readonly span: number;
  readonly bounds: readonly [Bounds, Bounds];
  /** By combo: 0, or 1 in the byte of its kind. */
  readonly steps: Int32Array;
}

const AT_MOST = 255;

export const stepOf = (kind: number): number => 1 << (8 * kind);

/** Kept between calls: zeroing room for every cell of a county takes longer than counting some of them. */
let room = columns(1024);

export function countCells(
  { slotKeys, starts, days, combos }: SortedRows,
  { ranges, span, bounds, steps }: CountPlan,
): CellCounts & { monthOnlyCut: number } {
  let most = 0;
  for (let r = 0; r < ranges.length; r += 2) most += (ranges[r + 1] ?? 0) - (ranges[r] ?? 0);
  if (room.keys.length < most) room = columns(most);
  const { keys, total, byKind } = room;
  const [kind0, kind1, kind2, kind3] = byKind;
  const [precise, monthOnly] = bounds;
  const perSpan = 1 / span; // a power of two: multiplying by it is exact
  let cells = 0;
  let monthOnlyCut = 0;
  for (let r = 0; r < ranges.length; r += 2) {
    const past = ranges[r + 1] ?? 0;
    for (let slot = ranges[r] ?? 0; slot < past;) {
      const cell = Math.floor((slotKeys[slot] ?? 0) * perSpan);
      const limit = (cell + 1) * span;
      let [n0, n1, n2, n3] = [0, 0, 0, 0];
      let packed = 0;
      let pending = 0;
      for (; slot < past; slot++) {
        const slotKey = slotKeys[slot] ?? 0;
        if (slotKey >= limit) break;
        const bound = (slotKey & 1) === 0 ? precise : monthOnly;
        const start = starts[slot] ?? 0;
        const end = starts[slot + 1] ?? 0;
        const from = firstDayFrom(days, start, end, bound.from);
        const until = firstDayFrom(days, from, end, bound.until);
        for (let i = from; i < until;) {
          const stop = Math.min(until, i + AT_MOST - pending);
          pending += stop - i;
          for (; i < stop; i++) packed = (packed + (steps[combos[i] ?? 0] ?? 0)) | 0;
          if (pending === AT_MOST) {
            n0 += packed & 0xff;
            n1 += (packed >>> 8) & 0xff;
            n2 += (packed >>> 16) & 0xff;
            n3 += packed >>> 24;
            packed = 0;
            pending = 0;
          }
        }
        if (bound.cutStart >= 0) {
          for (let i = from - 1; i >= start && days[i] === bound.cutStart; i--) {
            monthOnlyCut += steps[combos[i] ?? 0] === 0 ? 0 : 1;
          }
        }
        if (bound.cutEnd >= 0) {
          for (let i = until; i < end && days[i] === bound.cutEnd; i++) {
            monthOnlyCut += steps[combos[i] ?? 0] === 0 ? 0 : 1;
          }
        }
      }
      n0 += packed & 0xff;
      n1 += (packed >>> 8) & 0xff;
      n2 += (packed >>> 16) & 0xff;
      n3 += packed >>> 24;
      const sum = n0 + n1 + n2 + n3;
      if (sum === 0) continue;
      keys[cells] = cell;
      total[cells] = sum;
      kind0[cells] = n0;
      kind1[cells] = n1;
      kind2[cells] = n2;
      kind3[cells] = n3;
      cells++;
    }
  }
  return { ...cut(room, cells), monthOnlyCut };
}

/** Rows without a place that pass, and those of the months the window cuts. */
export function countUnplaced(
  rows: SortedRows,
  plan: Omit<CountPlan, 'ranges' | 'span'>,
): { noPlace: number; monthOnlyCut: number } {
  const ranges = [0, firstSlotFrom(rows.slotKeys, 0)];
  const { total, monthOnlyCut } = countCells(rows, { ...plan, ranges, span: 2 });
  return { noPlace: total[0] ?? 0, monthOnlyCut };
}

/** Two sorted sets of cells as one, equal cells added. */
export function addCells(a: CellCounts, b: CellCounts): CellCounts {
  if (b.keys.length === 0) return a;
  if (a.keys.length === 0) return b;
  const sum = columns(a.keys.length + b.keys.length);
  let cells = 0;
  let i = 0;
  let j = 0;
  const add = (from: CellCounts, at: number): void => {
    sum.keys[cells] = from.keys[at] ?? 0;
    sum.total[cells] = (sum.total[cells] ?? 0) + (from.total[at] ?? 0);
    for (const [kind, counts] of sum.byKind.entries()) {
      counts[cells] = (counts[cells] ?? 0) + (from.byKind[kind]?.[at] ?? 0);
    }
  };
  while (i < a.keys.length || j < b.keys.length) {
    const ka = a.keys[i] ?? Infinity;
    const kb = b.keys[j] ?? Infinity;
    if (ka <= kb) add(a, i++);
    if (kb <= ka) add(b, j++);
    cells++;
  }
  return cut(sum, cells);
}

function columns(length: number): CellCounts {
  const column = (): Uint32Array => new Uint32Array(length);
  const byKind = [column(), column(), column(), column()] as const;
  return { keys: new Float64Array(length), total: column(), byKind };
}

function cut({ keys, total, byKind: [a, b, c, d] }: CellCounts, length: number): CellCounts {
  return {
    keys: keys.slice(0, length),
    total: total.slice(0, length),
    byKind: [a.slice(0, length), b.slice(0, length), c.slice(0, length), d.slice(0, length)],
  };
}
