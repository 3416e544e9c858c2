/** Benjamini & Hochberg 1995 (JRSS B 57:289): of many tests at once, the share of false ones among those called
 *  significant is held to a level. */

/** Adjusted p-values (q): a test is significant at level α exactly where q ≤ α. They rise with p, and equal p have equal
 *  q. NaN takes no part and stays NaN. */
export function adjustedP(p: Float64Array): Float64Array {
  // a typed array sorts numbers as numbers, faster than a list with a rule
  const sorted = p.filter((one) => !Number.isNaN(one)).sort();
  const q = new Float64Array(sorted.length);
  let least = 1;
  for (let i = sorted.length - 1; i >= 0; i--) {
    least = Math.min(least, (sorted[i] ?? 1) * (sorted.length / (i + 1))); // never below p itself
    q[i] = least;
  }
  return p.map((one) => (Number.isNaN(one) ? NaN : (q[placeOf(one, sorted)] ?? NaN)));
}

/** A place in an ascending list where `one` stands. */
function placeOf(one: number, sorted: Float64Array): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < one) low = middle + 1;
    else high = middle;
  }
  return low;
}
