/** Bounds of whole numbers that are tied together by sums, narrowed until nothing moves. */

/** The total is the sum of its parts. Numbers are places in the bounds; the same part may stand in many sums. */
export interface Identity {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Least and greatest value of each figure. Finite: Infinity could not be taken from itself. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** For each figure, the identities in which it stands. */
export function identitiesOf(figures: number, identities: readonly Identity[]): number[][] {
  const of: number[][] = Array.from({ length: figures }, () => []);
  identities.forEach(({ total, parts }, i) => {
    for (const figure of new Set([total, ...parts])) of[figure]?.push(i);
  });
  return of;
}

/** Bound propagation to the fixed point, in place: each figure of a sum is what the others leave it.
 *  @param begin the identities to look at first; all of them when left out
 *  @returns false when no whole numbers fit; the bounds then mean nothing */
export function narrow(
  { low, high }: Bounds,
  identities: readonly Identity[],
  of: readonly (readonly number[])[],
  begin: Iterable<number> = identities.keys(),
): boolean {
  const queue = [...begin];
  const queued = new Set(queue);
  let fits = true;
  const bring = (figure: number, least: number, most: number): void => {
    const [l = 0, h = 0] = [low[figure], high[figure]];
    if (least <= l && most >= h) return;
    low[figure] = Math.max(l, least);
    high[figure] = Math.min(h, most);
    if (Math.max(l, least) > Math.min(h, most)) fits = false;
    for (const i of of[figure] ?? [])
      if (!queued.has(i)) {
        queued.add(i);
        queue.push(i);
      }
  };
  for (let next = 0; fits && next < queue.length; next++) {
    const i = queue[next] ?? 0;
    const identity = identities[i];
    queued.delete(i);
    if (!identity) continue;
    const { total, parts } = identity;
    let [least, most] = [0, 0];
    for (const part of parts) {
      least += low[part] ?? 0;
      most += high[part] ?? 0;
    }
    bring(total, least, most);
    const [totalLow = 0, totalHigh = 0] = [low[total], high[total]];
    for (const part of parts) {
      const [l = 0, h = 0] = [low[part], high[part]];
      bring(part, totalLow - (most - h), totalHigh - (least - l));
    }
  }
  return fits;
}
