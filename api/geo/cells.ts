/** H3 cells as the database has them (bigint) and as typed arrays have them (a number, the "key").
 *
 *  An H3 index is 64 bits: mode (1) · resolution (4 bits, from bit 52) · base cell (7 bits, from bit 45) ·
 *  fifteen digits of 3 bits, those finer than the resolution all ones. A cell's key is its base cell and
 *  its own digits alone: 7 + 3·resolution bits, at most 52, so exact in a JS number; keys of one resolution
 *  sort as the cells do, and a coarser key is a division by a power of eight. Source: h3geo.org, "H3Index bits". */
import { isValidCell, latLngToCell } from 'h3-js';
import { cellName } from '#api/contract/compact_hexes.ts';

/** The resolution at which incidents are stored. */
export const STORED_RESOLUTION = 12;

const RESOLUTION_BITS = 0xfn << 52n;

/** The cell of a point (WGS84 degrees). @throws Error from h3-js when the point is not on Earth. */
export const cellOf = (lon: number, lat: number, res = STORED_RESOLUTION): bigint =>
  BigInt(`0x${latLngToCell(lat, lon, res)}`);

/** An H3 index as h3-js writes it. */
export const cellToString = (cell: bigint): string => cell.toString(16);

/** @throws RangeError, in words, when the text is not an H3 cell. */
export function parseCell(text: string): bigint {
  if (!/^8[0-9a-f]{14}$/i.test(text) || !isValidCell(text)) {
    throw new RangeError(
      `"${text}" is not an H3 cell: 15 hexadecimal digits, such as 89195da49b7ffff.`,
    );
  }
  return BigInt(`0x${text}`);
}

export const resolutionOf = (cell: bigint): number => Number((cell >> 52n) & 0xfn);

/** The ancestor of `cell` at `res`. @throws RangeError when the cell is coarser than that already. */
export function coarser(cell: bigint, res: number): bigint {
  mustReach(cell, res);
  const finer = (1n << BigInt(45 - 3 * res)) - 1n;
  return (cell & ~RESOLUTION_BITS) | (BigInt(res) << 52n) | finer;
}

/** The least and greatest descendant of `cell` at `res`: a descendant is exactly a cell of that resolution
 *  between them, so a btree on the cell serves every coarser cell. */
export function childRange(cell: bigint, res = STORED_RESOLUTION): { first: bigint; last: bigint } {
  const own = resolutionOf(cell);
  if (res < own) throw new RangeError(`A cell of resolution ${own} has no children at ${res}.`);
  const unit = BigInt(45 - 3 * res);
  const key = (cell & 0xf_ffff_ffff_ffffn) >> BigInt(45 - 3 * own);
  const steps = BigInt(3 * (res - own));
  const base = cell & ~(RESOLUTION_BITS | 0xf_ffff_ffff_ffffn);
  const of = (digits: bigint): bigint =>
    base | (BigInt(res) << 52n) | (((key << steps) | digits) << unit) | ((1n << unit) - 1n);
  // Digits run from 0 to 6: 0o666… is six sevenths of 0o777….
  return { first: of(0n), last: of((((1n << steps) - 1n) / 7n) * 6n) };
}

/** The key of `cell`'s ancestor (or itself) at `res`. @throws RangeError when the cell is coarser. */
export function toKey(cell: bigint, res: number): number {
  mustReach(cell, res);
  return Number((cell & 0xf_ffff_ffff_ffffn) >> BigInt(45 - 3 * res));
}

/** The cell of a key: `fromKey(toKey(cell, r), r)` is `coarser(cell, r)`. */
export function fromKey(key: number, res: number): bigint {
  const unit = BigInt(45 - 3 * res);
  return (1n << 59n) | (BigInt(res) << 52n) | (BigInt(key) << unit) | ((1n << unit) - 1n);
}

/** The H3 index of a key, as h3-js writes it. */
export const keyToString = cellName;

/** The key of an H3 index as h3-js writes it, at `res` or coarser than the cell itself; it trusts the text. */
export const keyOfString = (text: string, res: number): number =>
  Math.floor(Number.parseInt(text.slice(2), 16) / 2 ** (45 - 3 * res));

/** The key, `steps` resolutions coarser. */
export const coarserKey = (key: number, steps: number): number => Math.floor(key / 8 ** steps);

/** The key of the next cell: a digit of three bits goes to 6, and then the one before it counts on. */
export function nextKey(key: number): number {
  let next = key + 1;
  for (let unit = 1; Math.floor(next / unit) % 8 === 7; unit *= 8) next += unit;
  return next;
}

function mustReach(cell: bigint, res: number): void {
  const own = resolutionOf(cell);
  if (!Number.isInteger(res) || res < 0 || res > own) {
    throw new RangeError(`A cell of resolution ${own} has no ancestor at ${res}.`);
  }
}
