/** The index as one run of bytes, so that a restart reads 40 MB instead of 10 million rows. The columns lie in it
 *  as they lie in memory: loading checks them and reads them in place. The file is a copy of what the database has, at
 *  the data version written in it; whoever loads it compares that, and keeps the file as safe as the database. */
import { RowClassTable } from './row_class.ts';
import { HexIndex } from './hex_index.ts';
import { SETS } from './row_sets.ts';
import { rangeStartsOf, withBuckets } from './sorted_rows.ts';

const MAGIC = 0x58454843; // "CHEX" on a machine of this byte order
/** 2: with the rows near edges (row_sets.ts). */
const VERSION = 2;

/** 32-bit words: magic, version, checksum, row classes, data version low and high; then ranges and rows of each set. */
const DATA_VERSION_AT = 16;
const LENGTHS_AT = 24;
const HEADER_BYTES = padded(LENGTHS_AT + SETS * 8);

/** The file is of no use: build from the database. */
export class IndexFileError extends Error {}

/** @param dataVersion the database's, at which the index stands */
export function saveIndex(index: HexIndex, dataVersion: bigint): Uint8Array {
  const { rowClasses, sets } = index.columns();
  const lengths = sets.map(({ rangeKeys, rows }) => ({
    ranges: rangeKeys.length,
    rows: rows.length,
  }));
  const buffer = new ArrayBuffer(bytesFor(lengths, rowClasses.size));
  const columns = columnsIn(buffer, 0, lengths, rowClasses.size);
  columns.codes.set(rowClasses.codes);
  for (const [i, set] of sets.entries()) {
    columns.sets[i]?.rangeKeys.set(set.rangeKeys);
    columns.sets[i]?.rangeStarts.set(rangeStartsOf(set));
    columns.sets[i]?.rows.set(set.rows);
  }
  const header = new Uint32Array(buffer, 0, HEADER_BYTES / 4);
  header.set([MAGIC, VERSION, 0, rowClasses.size]);
  header.set(
    lengths.flatMap(({ ranges, rows }) => [ranges, rows]),
    LENGTHS_AT / 4,
  );
  new BigUint64Array(buffer, DATA_VERSION_AT, 1)[0] = dataVersion;
  header[2] = checksum(new Uint32Array(buffer));
  return new Uint8Array(buffer);
}

/** The index keeps `bytes` and writes in them. @throws IndexFileError, in words. */
export function loadIndex(bytes: Uint8Array): { index: HexIndex; dataVersion: bigint } {
  const refuse = (why: string): never => {
    throw new IndexFileError(`The saved hex index ${why}; it is built again from the database.`);
  };
  if (bytes.byteLength < 8 || bytes.byteLength % 8 !== 0) return refuse('is cut short');
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(buffer, byteOffset, bytes.byteLength / 4);
  const [magic, version, sum, rowClasses = 0] = words;
  if (magic !== MAGIC) return refuse('is another kind of file');
  if (version !== VERSION) return refuse(`has format ${version}, not ${VERSION}`);
  if (bytes.byteLength < HEADER_BYTES) return refuse('is cut short');
  const lengths = Array.from({ length: SETS }, (_, i) => ({
    ranges: words[LENGTHS_AT / 4 + 2 * i] ?? 0,
    rows: words[LENGTHS_AT / 4 + 2 * i + 1] ?? 0,
  }));
  if (bytesFor(lengths, rowClasses) !== bytes.byteLength) return refuse('is cut short');
  words[2] = 0;
  if (checksum(words) !== sum) return refuse('is damaged');
  words[2] = sum;
  const { codes, sets } = columnsIn(buffer, byteOffset, lengths, rowClasses);
  const dataVersion = new BigUint64Array(buffer, byteOffset + DATA_VERSION_AT, 1)[0] ?? 0n;
  try {
    return {
      index: new HexIndex(
        new RowClassTable(codes),
        sets.map(({ rangeKeys, rangeStarts, rows }) => withBuckets(rangeKeys, rangeStarts, rows)),
      ),
      dataVersion,
    };
  } catch (error) {
    // A type this program does not know: the file is a newer one's.
    if (error instanceof RangeError) return refuse(`is of another release (${error.message})`);
    throw error;
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

interface SetLengths {
  readonly ranges: number;
  readonly rows: number;
}

const bytesFor = (lengths: readonly SetLengths[], rowClasses: number): number =>
  lengths.reduce(
    (sum, { ranges, rows }) => sum + ranges * 8 + padded((ranges + 1) * 4) + padded(rows * 4),
    HEADER_BYTES + rowClasses * 8,
  );

function columnsIn(
  buffer: ArrayBufferLike,
  offset: number,
  lengths: readonly SetLengths[],
  rowClasses: number,
) {
  const codes = new Float64Array(buffer, offset + HEADER_BYTES, rowClasses);
  let at = offset + HEADER_BYTES + rowClasses * 8;
  const take = (bytes: number): number => {
    const start = at;
    at += padded(bytes);
    return start;
  };
  const sets = lengths.map(({ ranges, rows }) => ({
    rangeKeys: new Float64Array(buffer, take(ranges * 8), ranges),
    rangeStarts: new Uint32Array(buffer, take((ranges + 1) * 4), ranges + 1),
    rows: new Int32Array(buffer, take(rows * 4), rows),
  }));
  return { codes, sets };
}

/** Against truncation, bad disks and mixed-up writes, not against an enemy. Four lanes, since each step of one
 *  waits for the last: 40 MB in some 10 ms. */
export function checksum(words: Uint32Array): number {
  let [a, b, c, d] = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
  const step = (lane: number, word: number): number => {
    const mixed = Math.imul(lane ^ word, 0x9e3779b1);
    return mixed ^ (mixed >>> 15);
  };
  const whole = words.length - (words.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a = step(a, words[i] ?? 0);
    b = step(b, words[i + 1] ?? 0);
    c = step(c, words[i + 2] ?? 0);
    d = step(d, words[i + 3] ?? 0);
  }
  for (let i = whole; i < words.length; i++) a = step(a, words[i] ?? 0);
  return [b, c, d, words.length].reduce(step, a) >>> 0;
}
