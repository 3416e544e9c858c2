/** Classes for counts: natural breaks, found on the whole history and scaled to the window's length,
 *  so that every window of one length has the same legend, whether it plays or stands. */

/** Upper ends of classes are implied: class i holds counts from breaks[i] to breaks[i + 1] − 1; the last is open. */
export type Breaks = readonly number[];

export const CLASSES = 6;

/** More distinct values than this are thinned first: the search below is quadratic in them. */
const DISTINCT = 240;

/** Fisher's natural breaks (Fisher 1958, "On grouping for maximum homogeneity"): the partition of the values into at
 *  most `classes` runs with the least squared deviation. Returns each run's least value, ascending. */
export function naturalBreaks(values: ArrayLike<number>, classes: number): number[] {
  const tally = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value > 0) tally.set(value, (tally.get(value) ?? 0) + 1);
  }
  const all = [...tally].sort((a, b) => a[0] - b[0]);
  const thinned = thin(all);
  const n = thinned.length;
  if (n <= classes) return thinned.map(([value]) => value);

  const weight = new Float64Array(n + 1);
  const sum = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  thinned.forEach(([value, times], i) => {
    weight[i + 1] = (weight[i] ?? 0) + times;
    sum[i + 1] = (sum[i] ?? 0) + value * times;
    squares[i + 1] = (squares[i] ?? 0) + value * value * times;
  });
  const spread = (from: number, until: number): number => {
    const w = (weight[until] ?? 0) - (weight[from] ?? 0);
    const s = (sum[until] ?? 0) - (sum[from] ?? 0);
    return (squares[until] ?? 0) - (squares[from] ?? 0) - (s * s) / w;
  };
  let cost = Float64Array.from({ length: n + 1 }, (_, i) => (i ? spread(0, i) : 0));
  const cuts: Int32Array[] = [];
  for (let k = 2; k <= classes; k++) {
    const next = new Float64Array(n + 1).fill(Infinity);
    const cut = new Int32Array(n + 1);
    for (let until = k; until <= n; until++) {
      for (let from = k - 1; from < until; from++) {
        const total = (cost[from] ?? 0) + spread(from, until);
        if (total < (next[until] ?? 0)) {
          next[until] = total;
          cut[until] = from;
        }
      }
    }
    cost = next;
    cuts.push(cut);
  }
  const starts: number[] = [];
  let until = n;
  for (const cut of cuts.reverse()) {
    until = cut[until] ?? 0;
    starts.unshift(thinned[until]?.[0] ?? 0);
  }
  return [thinned[0]?.[0] ?? 0, ...starts];
}

/** Neighbouring values of a long list share one place, as their least; the greatest keeps its own. */
function thin(all: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  if (all.length <= DISTINCT) return all;
  const step = (all.length - 1) / (DISTINCT - 1);
  const thinned: [number, number][] = [];
  for (let bin = 0; bin < DISTINCT; bin++) {
    const start = Math.floor(bin * step);
    const end = bin === DISTINCT - 1 ? all.length : Math.floor((bin + 1) * step);
    const times = all.slice(start, end).reduce((total, [, n]) => total + n, 0);
    thinned.push([all[start]?.[0] ?? 0, times]);
  }
  return thinned;
}

/** Breaks for a window that is `share` (0 to 1) of the history the counts come from: whole numbers, the first 1, each
 *  greater than the one before. */
export function windowBreaks(
  historyCounts: ArrayLike<number>,
  share: number,
  classes = CLASSES,
): number[] {
  const breaks: number[] = [];
  // Counts are skewed as a rule: on their roots the low classes are not swallowed by one busy cell.
  const roots = Float64Array.from({ length: historyCounts.length }, (_, i) =>
    Math.sqrt(historyCounts[i] ?? 0),
  );
  for (const root of naturalBreaks(roots, classes)) {
    const least = Math.max(1, Math.round(root * root * share));
    breaks.push(Math.max(least, (breaks.at(-1) ?? 0) + 1));
  }
  if (breaks.length) breaks[0] = 1;
  return breaks;
}

/** 0 for no incident, otherwise 1 to breaks.length. */
export function classOf(count: number, breaks: Breaks): number {
  if (count <= 0) return 0;
  let at = 0;
  while (at < breaks.length && count >= (breaks[at] ?? 0)) at++;
  return at;
}

/** `1`, `2–4`, `5–11`, `12 or more` */
export function classLabels(breaks: Breaks, more: (least: number) => string): string[] {
  return breaks.map((least, i) => {
    const next = breaks[i + 1];
    if (next === undefined) return more(least);
    return next - 1 === least ? String(least) : `${least}–${next - 1}`;
  });
}
