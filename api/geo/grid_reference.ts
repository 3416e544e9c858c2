/** National Grid references as people write them: `SO 849 548`, `SU372155`, `TQ 12345 67890`. */
import type { GridPoint } from '#api/geo/national_grid.ts';

export interface GridSquare extends GridPoint {
  /** Side of the square the reference names, in metres: 10 km for two digits, 1 m for ten. */
  readonly size: number;
}

/** What is wrong with a grid reference, as a sentence for the person who wrote it. */
export interface GridReferenceProblem {
  readonly reason: string;
}

/** The grid's alphabet has no I. */
const LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';
const HUNDRED_KM = 100_000;
/** The grid of Great Britain: seven squares wide, thirteen high. */
const WIDTH = 700_000;
const HEIGHT = 1_300_000;

/** South-west corner of a two-letter 100 km square, or null where the letters name none of Great Britain's. */
function cornerOf(letters: string): GridPoint | null {
  const first = LETTERS.indexOf(letters.charAt(0));
  const second = LETTERS.indexOf(letters.charAt(1));
  if (first < 0 || second < 0) return null;
  // Squares of 500 km, then of 100 km, each lettered from the north-west; the false origin is in S.
  const easting = (((first % 5) - 2) * 5 + (second % 5)) * HUNDRED_KM;
  const northing = (19 - Math.floor(first / 5) * 5 - Math.floor(second / 5)) * HUNDRED_KM;
  const inside = easting >= 0 && easting < WIDTH && northing >= 0 && northing < HEIGHT;
  return inside ? { easting, northing } : null;
}

/** A reference of 2 to 10 digits, with or without spaces, to the **centre** of the square it names: the point that is
 *  at most half a diagonal wrong, where the south-west corner would push every incident the same way. */
export function parseGridReference(text: string): GridSquare | GridReferenceProblem {
  const tidy = text.trim().toUpperCase();
  const match = /^([A-Z]{2})\s*(?:(\d+)(?:[\s,]+(\d+))?)$/.exec(tidy);
  if (!match) {
    return {
      reason: 'is not a grid reference: write two letters and 2 to 10 digits, as in SO 849 548',
    };
  }
  const [, letters = '', left = '', right] = match;
  const corner = cornerOf(letters);
  if (!corner)
    return { reason: `starts with ${letters}, which is no square of Great Britain's grid` };
  const digits = left + (right ?? '');
  if (digits.length % 2 !== 0 || (right !== undefined && right.length !== left.length)) {
    return { reason: 'needs as many digits for the easting as for the northing, as in SO 849 548' };
  }
  const half = digits.length / 2;
  if (half > 5) return { reason: 'has more than ten digits: a grid reference ends at the metre' };
  const size = 10 ** (5 - half);
  return {
    easting: corner.easting + Number(digits.slice(0, half)) * size + size / 2,
    northing: corner.northing + Number(digits.slice(half)) * size + size / 2,
    size,
  };
}

/** The square of `digits` (2, 4, 6, 8 or 10) figures that holds a point, written `SO 849 548`.
 *  Throws RangeError outside the grid: a caller checks its point first. */
export function formatGridReference(point: GridPoint, digits: 2 | 4 | 6 | 8 | 10 = 6): string {
  const { easting, northing } = point;
  if (!(easting >= 0 && easting < WIDTH && northing >= 0 && northing < HEIGHT)) {
    throw new RangeError(`no National Grid square at ${easting}, ${northing}`);
  }
  const column = Math.floor(easting / HUNDRED_KM) + 10;
  const row = 19 - Math.floor(northing / HUNDRED_KM);
  const letters =
    LETTERS.charAt(Math.floor(row / 5) * 5 + Math.floor(column / 5)) +
    LETTERS.charAt((row % 5) * 5 + (column % 5));
  const half = digits / 2;
  const figures = (metres: number) =>
    String(Math.floor((metres % HUNDRED_KM) / 10 ** (5 - half))).padStart(half, '0');
  return `${letters} ${figures(easting)} ${figures(northing)}`;
}
