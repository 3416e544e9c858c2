/** Tails of the normal distribution. */

/** Two-sided p of a z-score: erfc(|z| / √2). NaN stays NaN.
 *  erfc by W. J. Cody's rational Chebyshev approximations (Math. Comp. 23:631, 1969), relative error below 1e-15. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

const SQRPI = 0.5641895835477563;

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const A = [
  1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2,
  3.20937758913846947e3,
];
const B = [
  1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3,
];
const C = [
  2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1,
  2.98635138197400131e2, 8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3,
  1.23033935479799725e3,
];
const D = [
  1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
  3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
];
const P = [
  1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
  1.60837851487422766e-2, 6.58749161529837803e-4,
];
const Q = [
  1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2,
  2.33520497626869185e-3,
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
