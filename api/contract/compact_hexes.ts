/** The map's compact answer: cells as ascending deltas, counts as varints, column by column.
 *  Imports nothing, because the server writes it and the browser reads it.
 *
 *  A cell travels as its key: the H3 index's base cell (7 bits) and digits (3 bits a resolution) alone,
 *  a whole number below 2^52 that sorts as the cells do.
 *
 *  Layout: 0xC6 · version · resolution · number of count columns · varint cells ·
 *  varint left out without a place · varint left out of cut months ·
 *  varints: first key, then differences · each column's varints. */

export const COMPACT_MEDIA_TYPE = 'application/vnd.common-ground.hexes';

const MAGIC = 0xc6;
const VERSION = 1;

export interface CompactHexes {
  readonly resolution: number;
  /** Ascending, each once. */
  readonly keys: Float64Array;
  /** One column a kind, in the order of KINDS; each as long as `keys`. */
  readonly byKind: readonly Uint32Array[];
  readonly leftOut?: { readonly noPlace: number; readonly monthOnlyCut: number };
}

export interface DecodedHexes {
  readonly resolution: number;
  readonly keys: Float64Array;
  /** H3 indexes as h3-js writes them. */
  readonly cells: string[];
  readonly counts: Uint32Array[];
  /** Per cell, over all columns. */
  readonly total: Uint32Array;
  readonly leftOut: { readonly noPlace: number; readonly monthOnlyCut: number };
}

/** Three hexadecimal digits for each of 4,096 values: five look-ups make an H3 index, without a bigint. */
const HEX3 = Array.from({ length: 4096 }, (_, value) => value.toString(16).padStart(3, '0'));

/** The H3 index of a key, as h3-js writes it: 15 hexadecimal digits. */
export function cellName(key: number, resolution: number): string {
  const unit = 2 ** (45 - 3 * resolution);
  const digits = (key + 1) * unit - 1; // 52 bits, the digits finer than the resolution all ones
  const high = Math.floor(digits / 0x1000000); // 28 bits
  const low = digits - high * 0x1000000; // 24 bits
  return (
    (HEX3[0x800 | (resolution << 4) | (high >>> 24)] ?? '') +
    (HEX3[(high >>> 12) & 0xfff] ?? '') +
    (HEX3[high & 0xfff] ?? '') +
    (HEX3[low >>> 12] ?? '') +
    (HEX3[low & 0xfff] ?? '')
  );
}

/** @throws RangeError when keys do not ascend or a column's length differs. */
export function encodeCompact(hexes: CompactHexes): Uint8Array {
  const { keys, byKind } = hexes;
  // A key's varint takes 8 bytes at most, a count's 5; the header below 40.
  const bytes = new Uint8Array(40 + keys.length * (8 + 5 * byKind.length));
  bytes[0] = MAGIC;
  bytes[1] = VERSION;
  bytes[2] = hexes.resolution;
  bytes[3] = byKind.length;
  let at = 4;
  const write = (value: number): void => {
    while (value >= 0x80) {
      // Keys pass 32 bits, so the first steps divide; bit operations would cut them.
      const rest = Math.floor(value / 0x80);
      bytes[at++] = (value - rest * 0x80) | 0x80;
      value = rest;
    }
    bytes[at++] = value;
  };
  write(keys.length);
  write(hexes.leftOut?.noPlace ?? 0);
  write(hexes.leftOut?.monthOnlyCut ?? 0);
  let previous = -1;
  for (const key of keys) {
    if (!(key > previous)) throw new RangeError('Keys must ascend, each once.');
    write(previous < 0 ? key : key - previous);
    previous = key;
  }
  for (const column of byKind) {
    if (column.length !== keys.length) throw new RangeError('Each column needs one count a cell.');
    for (const count of column) write(count);
  }
  return bytes.slice(0, at);
}

/** @throws RangeError with a sentence, when the bytes are not a whole compact answer of this version. */
export function decodeCompact(bytes: Uint8Array): DecodedHexes {
  if (bytes[0] !== MAGIC) {
    throw new RangeError('This is not a compact hex answer; perhaps a page or an error came back.');
  }
  if (bytes[1] !== VERSION) {
    throw new RangeError(
      `This compact hex answer has version ${bytes[1] ?? 'none'}, and this page reads version ${VERSION}. Reload the page.`,
    );
  }
  const resolution = bytes[2] ?? 16;
  const columns = bytes[3] ?? 0;
  if (resolution > 15) throw damaged();
  let at = 4;
  const read = (): number => {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined || unit > 2 ** 49) throw damaged();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
  };
  const length = read();
  const leftOut = { noPlace: read(), monthOnlyCut: read() };
  // Every cell takes a byte at least: refused before a hostile length asks for memory.
  if (length * (1 + columns) > bytes.length - at) throw damaged();
  const keys = new Float64Array(length);
  const cells: string[] = new Array<string>(length);
  let key = 0;
  for (let i = 0; i < length; i++) {
    key += read();
    keys[i] = key;
    cells[i] = cellName(key, resolution);
  }
  if (key >= 2 ** (7 + 3 * resolution)) throw damaged();
  const total = new Uint32Array(length);
  const counts: Uint32Array[] = [];
  for (let column = 0; column < columns; column++) {
    const ofKind = new Uint32Array(length);
    for (let i = 0; i < length; i++) {
      const count = read();
      ofKind[i] = count;
      total[i] = (total[i] ?? 0) + count;
    }
    counts.push(ofKind);
  }
  if (at !== bytes.length) throw damaged();
  return { resolution, keys, cells, counts, total, leftOut };
}

const damaged = (): RangeError =>
  new RangeError('The compact hex answer is cut short or damaged. Ask for it again.');
