/** Of Gi*, how surely: the p that a map goes by.
 *
 *  Two questions, and a place must pass both: does its neighbourhood stand out among the others (z as a normal deviate,
 *  the published p), and would so many incidents come together by chance alone (the binomial tail)? Each errs where the other
 *  does not. Of counties without any hotspot the normal p finds one in 84 % of those with an incident for each five hexagons, because
 *  sums of few incidents are not normal; the binomial p calls every town hot, because towns are not chance. Dealing out the
 *  hexagons' own counts at random, instead, cannot see a place that is one hexagon: whoever holds it holds the most there is.
 *
 *  Where counts vary as they do in towns the larger of the two is the normal p, to the last digit. */
import { betaTails } from './beta.ts';
import type { Neighbours } from './gi_star.ts';

/** Two-sided p of each neighbourhood's sum, were all incidents dealt among the cells one by one, each as likely (or by
 *  exposures, such as residents): twice the binomial tail on its side of the mean, 1 at most. counts: whole, NaN leaves the
 *  test, as in giStar, and stays NaN; so does a neighbourhood that is the whole area. psi: how many times as much as by chance they
 *  vary (poisson_change.ts): as if only one in ψ had been counted. */
export function chanceP(
  counts: Float64Array,
  { starts, of }: Neighbours,
  exposures: Float64Array | null = null,
  psi = 1,
): Float64Array {
  const exposure = (i: number): number =>
    Number.isNaN(counts[i]) ? 0 : exposures === null ? 1 : (exposures[i] ?? 0);
  let all = 0;
  let exposed = 0;
  for (const [i, count] of counts.entries())
    if (!Number.isNaN(count)) {
      all += count;
      exposed += exposure(i);
    }
  const known = new Map<string, number>();
  return counts.map((own, i) => {
    if (Number.isNaN(own)) return NaN;
    let here = 0;
    let share = 0;
    for (let at = starts[i] ?? 0; at < (starts[i + 1] ?? 0); at++) {
      const j = of[at] ?? 0;
      const count = counts[j] ?? NaN;
      if (Number.isNaN(count)) continue;
      here += count;
      share += exposure(j);
    }
    if (!(share > 0) || share >= exposed) return NaN;
    const name = `${share} ${here}`;
    const p = known.get(name) ?? twoSided(here / psi, all / psi, share / exposed);
    known.set(name, p);
    return p;
  });
}

/** Of `all` trials with this chance, `here` or further from the mean on its side, doubled. */
function twoSided(here: number, all: number, chance: number): number {
  if (here > all * chance) return Math.min(1, 2 * betaTails(chance, here, all - here + 1).lower);
  if (here === all) return 1;
  return Math.min(1, 2 * betaTails(chance, here + 1, all - here).upper);
}

/** The larger of two lists' p, one by one; NaN where either is. */
export const largerP = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((one, i) => Math.max(one, b[i] ?? NaN));
