/** Counts by cell and kind, column-wise, and their sums. */

export interface CellCounts {
  /** Ascending cell keys at the query's resolution; only cells that count something. */
  readonly keys: Float64Array;
  readonly total: Uint32Array;
  /** In the order of KINDS. */
  readonly byKind: readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
}

export function columns(length: number): CellCounts {
  const column = (): Uint32Array => new Uint32Array(length);
  const byKind = [column(), column(), column(), column()] as const;
  return { keys: new Float64Array(length), total: column(), byKind };
}

/** A copy of the first `length` cells. */
export function cut({ keys, total, byKind: [a, b, c, d] }: CellCounts, length: number): CellCounts {
  return {
    keys: keys.slice(0, length),
    total: total.slice(0, length),
    byKind: [a.slice(0, length), b.slice(0, length), c.slice(0, length), d.slice(0, length)],
  };
}

/** Two sorted sets of cells as one, equal cells added. */
export function addCells(a: CellCounts, b: CellCounts): CellCounts {
  if (b.keys.length === 0) return a;
  if (a.keys.length === 0) return b;
  return combine(a, b, 1);
}

/** `b` taken away from `a`, in which each of its cells counts as much or more. */
export const withoutCells = (a: CellCounts, b: CellCounts): CellCounts =>
  b.keys.length === 0 ? a : combine(a, b, -1);

function combine(a: CellCounts, b: CellCounts, sign: 1 | -1): CellCounts {
  const sum = columns(a.keys.length + b.keys.length);
  let cells = 0;
  let i = 0;
  let j = 0;
  const add = (from: CellCounts, at: number, times: 1 | -1): void => {
    sum.keys[cells] = from.keys[at] ?? 0;
    sum.total[cells] = (sum.total[cells] ?? 0) + times * (from.total[at] ?? 0);
    for (let kind = 0; kind < 4; kind++) {
      const counts = sum.byKind[kind];
      if (counts) counts[cells] = (counts[cells] ?? 0) + times * (from.byKind[kind]?.[at] ?? 0);
    }
  };
  while (i < a.keys.length || j < b.keys.length) {
    const ka = a.keys[i] ?? Infinity;
    const kb = b.keys[j] ?? Infinity;
    if (ka <= kb) add(a, i++, 1);
    if (kb <= ka) add(b, j++, sign);
    // a cell of which all is taken away is written over by the next: its columns are zero
    if ((sum.total[cells] ?? 0) > 0) cells++;
  }
  return cut(sum, cells);
}
