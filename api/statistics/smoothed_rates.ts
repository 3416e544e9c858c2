/** Rates for a test: each place's own, drawn towards the whole's the more, the fewer people it is of (empirical Bayes: Marshall
 *  1991, Applied Statistics 40:283; R's spdep::EBest, family poisson). Three incidents among 102 residents are 29 per 1,000, and
 *  say next to nothing. */

/** Incidents a resident. counts, residents: of the same places; NaN in either takes a place out, and its rate is NaN. All are
 *  the whole's rate where rates differ by no more than chance makes them. */
export function smoothedRates(counts: Float64Array, residents: Float64Array): Float64Array {
  const known = Array.from(counts.keys()).filter(
    (i) => !Number.isNaN(counts[i]) && (residents[i] ?? NaN) > 0,
  );
  const sum = (of: (i: number) => number): number => known.reduce((all, i) => all + of(i), 0);
  const people = sum((i) => residents[i] ?? 0);
  const whole = sum((i) => counts[i] ?? 0) / people;
  const rate = (i: number): number => (counts[i] ?? 0) / (residents[i] ?? 0);
  const variance = sum((i) => (residents[i] ?? 0) * (rate(i) - whole) ** 2) / people;
  // what is left of it when chance is taken out
  const between = Math.max(0, variance - whole / (people / known.length));
  const smoothed = new Float64Array(counts.length).fill(NaN);
  for (const i of known) {
    const own = between + whole / (residents[i] ?? 0);
    smoothed[i] = own > 0 ? whole + (between / own) * (rate(i) - whole) : whole;
  }
  return smoothed;
}
