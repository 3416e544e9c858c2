/** Tails of the normal distribution. */

/** Two-sided p of a z-score: erfc(|z| / √2). NaN stays NaN.
 *  erfc by W. J. Cody's rational Chebyshev approximations (Math. Comp. 23:631, 1969), relative error below 1e-15. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

const SQRPI = 0.5641895835477563;

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const A = [
  0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694,
];
const B = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const C = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163,
  298.6351381974001, 881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const D = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903,
  3290.7992357334597, 4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const P = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926,
  0.016083785148742275, 0.0006587491615298378,
];
const Q = [
  1, 2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132,
  0.0023352049762686918,
];

/** For x ≥ 0. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0.46875) return 1 - (x * polynomial(x * x, A)) / polynomial(x * x, B);
  // exp(-x²) in two steps, because x² rounded loses digits that the exponential multiplies
  const near = Math.floor(x * 16) / 16;
  const power = Math.exp(-near * near) * Math.exp(-(x - near) * (x + near));
  if (x <= 4) return (power * polynomial(x, C)) / polynomial(x, D);
  if (x > 27) return 0;
  const inverse = 1 / (x * x);
  const tail = (inverse * polynomial(inverse, P)) / polynomial(inverse, Q);
  return (power * (SQRPI - tail)) / x;
}
