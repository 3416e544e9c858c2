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
  const sum = columns(a.keys.length + b.keys.length);
  let cells = 0;
  let i = 0;
  let j = 0;
  const add = (from: CellCounts, at: number): void => {
    sum.keys[cells] = from.keys[at] ?? 0;
    sum.total[cells] = (sum.total[cells] ?? 0) + (from.total[at] ?? 0);
    for (let kind = 0; kind < 4; kind++) {
      const counts = sum.byKind[kind];
      if (counts) counts[cells] = (counts[cells] ?? 0) + (from.byKind[kind]?.[at] ?? 0);
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

/** all − minus + plus, in one pass. Each cell of `minus` counts as much or more in `all`. Most cells are in `all` alone. */
export function correctCells(all: CellCounts, minus: CellCounts, plus: CellCounts): CellCounts {
  if (minus.keys.length + plus.keys.length === 0) return all;
  const sum = columns(all.keys.length + plus.keys.length);
  const { keys, total, byKind } = sum;
  const [sum0, sum1, sum2, sum3] = byKind;
  const [all0, all1, all2, all3] = all.byKind;
  const allKeys = all.keys;
  const length = allKeys.length;
  let cells = 0;
  let i = 0;
  let p = 0;
  let m = 0;
  while (i < length || p < plus.keys.length) {
    const nextPlus = p < plus.keys.length ? (plus.keys[p] ?? 0) : Infinity;
    const nextMinus = m < minus.keys.length ? (minus.keys[m] ?? 0) : Infinity;
    const next = Math.min(nextPlus, nextMinus);
    for (; i < length; i++) {
      const key = allKeys[i] ?? 0;
      if (key >= next) break;
      keys[cells] = key;
      total[cells] = all.total[i] ?? 0;
      sum0[cells] = all0[i] ?? 0;
      sum1[cells] = all1[i] ?? 0;
      sum2[cells] = all2[i] ?? 0;
      sum3[cells] = all3[i] ?? 0;
      cells++;
    }
    if (next === Infinity) break;
    keys[cells] = next;
    total[cells] = sum0[cells] = sum1[cells] = sum2[cells] = sum3[cells] = 0;
    if (i < length && allKeys[i] === next) addTo(sum, cells, all, i++, 1);
    if (nextPlus === next) addTo(sum, cells, plus, p++, 1);
    if (nextMinus === next) addTo(sum, cells, minus, m++, -1);
    if ((total[cells] ?? 0) > 0) cells++;
  }
  return cut(sum, cells);
}

function addTo(sum: CellCounts, at: number, from: CellCounts, i: number, sign: 1 | -1): void {
  sum.total[at] = (sum.total[at] ?? 0) + sign * (from.total[i] ?? 0);
  for (const [kind, counts] of sum.byKind.entries())
    counts[at] = (counts[at] ?? 0) + sign * (from.byKind[kind]?.[i] ?? 0);
}
