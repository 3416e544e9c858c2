/** Did a place change within twelve months? Hot or not, month after month, is mostly chance where volumes are small: of places
 *  whose rate never changed many are hot in some months and not in the last ones. So a name that says that something changed
 *  needs a test that says so too, of the neighbourhood's own counts, with the overdispersion of places of like size, over all
 *  places at 5 % (Benjamini & Hochberg). */
import { adjustedP } from './benjamini_hochberg.ts';
import { gammaTails } from './gamma.ts';
import type { Neighbours } from './gi_star.ts';
import { LEAST_EVER, usualTail, type CountedWindow } from './more_than_usual.ts';
import { overdispersionBySize, type OverdispersionBySize } from './overdispersion.ts';

/** The last fifth of twelve, whole months. */
export const RECENT = 2;
const LEVEL = 0.05;
/** X² is χ² only where about as many are expected in each month. */
const LEAST_A_MONTH = 2;

/** What is certain of a place's twelve months. */
export interface Changed {
  /** More in the last two than before; more in the last one. */
  readonly rose: boolean;
  readonly roseLast: boolean;
  /** Fewer in the last two. */
  readonly fell: boolean;
  /** Unlike each other, in whatever order. */
  readonly varied: boolean;
}

export const UNCHANGED: Changed = { rose: false, roseLast: false, fell: false, varied: false };

/** months: oldest first; NaN where a place was not delivered or not tested. One of each per place. */
export function changedLately(
  months: readonly CountedWindow[],
  neighbours: Neighbours,
): readonly Changed[] {
  const places = months[0]?.counts.length ?? 0;
  const sums = months.map(({ counts }) => wholeSums(counts, neighbours));
  const days = months.map((one) => one.days);
  const known = sums.map((_, m) => m).filter((m) => sums[m]?.some((n) => !Number.isNaN(n)));
  const psi = overdispersionBySize(
    known.map((m) => sums[m] ?? new Float64Array(places)),
    known.map((m) => days[m] ?? 0),
  );
  const p = { rose: [], roseLast: [], fell: [], varied: [] } as Record<keyof Changed, number[]>; // as: filled below
  for (let i = 0; i < places; i++) {
    const counts = sums.map((one) => one[i] ?? NaN);
    const lately = split(counts, days, months.length - RECENT, psi);
    p.rose.push(lately.more);
    p.fell.push(lately.fewer);
    p.roseLast.push(split(counts, days, months.length - 1, psi).more);
    p.varied.push(variedP(counts, days, psi));
  }
  const sure = (of: readonly number[]) =>
    adjustedP(Float64Array.from(of)).map((q) => +(q <= LEVEL));
  const [rose, roseLast, fell, varied] = [p.rose, p.roseLast, p.fell, p.varied].map(sure);
  return Array.from({ length: places }, (_, i) => ({
    rose: rose?.[i] === 1,
    roseLast: roseLast?.[i] === 1,
    fell: fell?.[i] === 1,
    varied: varied?.[i] === 1,
  }));
}

/** The months from `at` on against those before: the chance of as many or more, and of as few or fewer. Each is doubled where
 *  both are asked. NaN: nothing on one side, or too few together. */
function split(
  counts: readonly number[],
  days: readonly number[],
  at: number,
  psi: OverdispersionBySize,
): { readonly more: number; readonly fewer: number } {
  let [now, before, daysNow, daysBefore, months] = [0, 0, 0, 0, 0];
  for (const [m, n] of counts.entries()) {
    if (Number.isNaN(n)) continue;
    months++;
    if (m >= at) [now, daysNow] = [now + n, daysNow + (days[m] ?? 0)];
    else [before, daysBefore] = [before + n, daysBefore + (days[m] ?? 0)];
  }
  if (daysNow === 0 || daysBefore === 0 || now + before < LEAST_EVER)
    return { more: NaN, fewer: NaN };
  const own = psi((now + before) / months);
  const ratio = daysBefore / daysNow;
  return {
    more: Math.min(1, 2 * usualTail(now, before, ratio, () => own)),
    fewer: Math.min(1, 2 * usualTail(before, now, 1 / ratio, () => own)),
  };
}

/** X² of the months about the place's own mean, by ψ, as χ². */
function variedP(
  counts: readonly number[],
  days: readonly number[],
  psi: OverdispersionBySize,
): number {
  const known = counts.flatMap((n, m) => (Number.isNaN(n) ? [] : [{ n, days: days[m] ?? 0 }]));
  const total = known.reduce((sum, one) => sum + one.n, 0);
  const exposed = known.reduce((sum, one) => sum + one.days, 0);
  if (known.length < 2 || total < LEAST_A_MONTH * known.length) return NaN;
  const x2 = known.reduce((sum, one) => {
    const expected = (total * one.days) / exposed;
    return sum + (one.n - expected) ** 2 / expected;
  }, 0);
  return gammaTails((known.length - 1) / 2, x2 / psi(total / known.length) / 2).upper;
}

/** The sum over each neighbourhood; NaN where any of it is, so that months are of the same places. */
const wholeSums = (counts: Float64Array, { starts, of }: Neighbours): Float64Array =>
  counts.map((_, i) => {
    let sum = 0;
    for (let at = starts[i] ?? 0; at < (starts[i + 1] ?? 0); at++)
      sum += counts[of[at] ?? 0] ?? NaN;
    return sum;
  });
