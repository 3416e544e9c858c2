/** Benjamini & Hochberg 1995 (JRSS B 57:289): of many tests at once, the share of false ones among those called
 *  significant is held to a level. */

/** Adjusted p-values (q): a test is significant at level α exactly where q ≤ α. NaN takes no part and stays NaN. */
export function adjustedP(p: Float64Array): Float64Array {
  const q = new Float64Array(p.length).fill(NaN);
  const order = Array.from(p.keys())
    .filter((i) => !Number.isNaN(p[i]))
    .sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0));
  let least = 1;
  for (const [place, i] of order.entries()) {
    const rank = order.length - place;
    least = Math.min(least, ((p[i] ?? 1) * order.length) / rank);
    q[i] = least;
  }
  return q;
}

export const CONFIDENCES = [99, 95, 90] as const;
export type Confidence = (typeof CONFIDENCES)[number];
/** `hot_99` … `cold_90`; `none`: cannot be told from chance; `untested`: takes no part. */
export type HeatClass = `${'hot' | 'cold'}_${Confidence}` | 'none' | 'untested';

/** What a map says of a place: by the adjusted p, and the sign of its z. */
export function classOf(z: number, q: number): HeatClass {
  if (Number.isNaN(z) || Number.isNaN(q)) return 'untested';
  const confidence = CONFIDENCES.find((one) => q <= (100 - one) / 100 + 1e-12);
  if (confidence === undefined) return 'none';
  return `${z > 0 ? 'hot' : 'cold'}_${confidence}`;
}
