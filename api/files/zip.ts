/** ZIP archives, written by fflate; deflated by Node, off the event loop's thread and only as fast as the caller reads.
 *  fflate writes no ZIP64: an entry, and the whole, may have 4 GiB. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, zipSync, type ZipInputFile } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly chunks: AsyncIterable<string> | Iterable<string>;
}

const LARGEST = 0xffff_ffff;
const DEFLATED = 8;

/** Holds one piece at a time: an entry's sizes follow it. @throws RangeError where it would have more than 4 GiB. */
export async function* zipStream(
  entries: Iterable<ZipEntry>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  let total = 0;
  const take = () => {
    const pieces = made.splice(0);
    total += pieces.reduce((sum, { length }) => sum + length, 0);
    return pieces;
  };
  for (const { name, chunks } of entries) {
    const entry: ZipInputFile = {
      filename: name,
      mtime: utcClock(at),
      compression: DEFLATED,
      size: 0,
      crc: 0,
    };
    zip.add(entry);
    for await (const piece of deflated(chunks, entry)) {
      entry.ondata?.(null, piece, false);
      yield* take();
    }
    if (entry.size > LARGEST || total > LARGEST)
      throw new RangeError('the archive has more than 4 GiB');
    entry.ondata?.(null, new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}

/** An archive of parts as they are, uncompressed. */
export const storedZip = (parts: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(parts), { level: 0, mtime: utcClock(new Date(EPOCH)) });

/** The earliest time that the format can write. */
const EPOCH = '1980-01-01T00:00:00Z';

/** The format knows no time zone, and fflate writes the machine's clock: a time whose local reading is `at` in UTC. */
const utcClock = (at: Date): Date => {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return new Date(year, month, day, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds());
};

async function* deflated(
  chunks: ZipEntry['chunks'],
  entry: { size: number; crc: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  async function* counted() {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      yield bytes;
    }
  }
  const deflate = createDeflateRaw();
  // a failure of either destroys both, and the loop below throws it
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => undefined);
  yield* deflate;
}
