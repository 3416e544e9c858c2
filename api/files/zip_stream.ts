/** A ZIP archive that is written while it is made (PKWARE APPNOTE 6.3.3): an entry's sizes follow it (4.3.9), so
 *  none has to be held. Without ZIP64: an entry, and the whole, may have 4 GiB. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly chunks: AsyncIterable<string> | Iterable<string>;
}

const LARGEST = 0xffff_ffff;
/** Names are UTF-8 (bit 11); sizes come after (bit 3). */
const FLAGS = 0x0808;
const DEFLATED = 8;

/** @throws RangeError where it would have more than 4 GiB. */
export async function* zipStream(
  entries: Iterable<ZipEntry>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, chunks } of entries) {
    const title = Buffer.from(name);
    const start = offset;
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts(at, title), title]);
    yield head;
    const size = { crc: 0, before: 0, after: 0 };
    for await (const piece of deflated(chunks, size)) {
      size.after += piece.length;
      yield piece;
    }
    offset += head.length + size.after + 16;
    if (size.before > LARGEST || offset > LARGEST)
      throw new RangeError('the archive has more than 4 GiB');
    yield Buffer.concat([Buffer.from('PK\u0007\u0008'), sizes(size)]);
    // made by 2.0, external attributes none, and where the entry began
    const place = Buffer.alloc(14);
    place.writeUInt32LE(start, 10);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002\u0014\u0000'),
        facts(at, title, size),
        place,
        title,
      ]),
    );
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([index, end]);
}

interface Sizes {
  crc: number;
  /** Bytes before and after deflating. */
  before: number;
  after: number;
}

function sizes({ crc, before, after }: Sizes): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32LE(crc, 0);
  bytes.writeUInt32LE(after, 4);
  bytes.writeUInt32LE(before, 8);
  return bytes;
}

/** What the entry's own head and the directory say alike. The time is UTC: the format knows no zone. */
function facts(at: Date, title: Buffer, size: Sizes = { crc: 0, before: 0, after: 0 }): Buffer {
  const bytes = Buffer.alloc(14);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(FLAGS, 2);
  bytes.writeUInt16LE(DEFLATED, 4);
  const [hours, minutes, seconds] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  bytes.writeUInt16LE((hours << 11) | (minutes << 5) | (seconds >> 1), 6);
  const [year, month, day] = [at.getUTCFullYear() - 1980, at.getUTCMonth() + 1, at.getUTCDate()];
  bytes.writeUInt16LE((year << 9) | (month << 5) | day, 8);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(title.length, 0);
  return Buffer.concat([bytes.subarray(0, 10), sizes(size), lengths]);
}

/** Deflated off the event loop's thread. */
async function* deflated(chunks: ZipEntry['chunks'], size: Sizes): AsyncGenerator<Uint8Array> {
  async function* counted() {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      size.crc = crc32(bytes, size.crc);
      size.before += bytes.length;
      yield bytes;
    }
  }
  const deflate = createDeflateRaw();
  // a failure of either destroys both, and the loop below throws it
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => undefined);
  yield* deflate;
}
