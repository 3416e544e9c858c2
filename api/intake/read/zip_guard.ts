/** Limits for archives, checked on what the directory claims and again on what really comes out. */
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FileRefused, refuse } from './file_problem.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries, unpacked. */
  readonly total: number;
  /** Unpacked ÷ packed, for an entry above `ratioFrom` bytes. Police CSVs pack about 5 to 1, repetitive ones 30. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** The same of all entries together, where they are more than `ratioFrom`: many small ones hide behind it. */
  readonly wholeRatio: number;
}

export const ZIP_LIMITS: ZipLimits = {
  entries: 2000,
  total: 2 * 1024 ** 3,
  ratio: 200,
  ratioFrom: 1024 ** 2,
  wholeRatio: 120,
};

const NESTED = /\.(zip|gz|tgz|7z|rar|tar|bz2|xz|zst|jar)$/i;
const NESTED_START = ['504b0304', '1f8b08', '377abcaf', '52617221'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

export interface OpenedZip {
  readonly entries: readonly Entry[];
  /** The bytes of one entry, never more than it claimed. */
  readonly read: (entry: Entry) => AsyncGenerator<Buffer>;
  readonly close: () => void;
}

/** Opens an archive and reads its directory. Throws FileRefused before anything is unpacked if a claim is too large,
 *  an entry is encrypted or an archive itself; the archive must be closed by whoever opened it. */
export async function openZip(path: string, limits: ZipLimits = ZIP_LIMITS): Promise<OpenedZip> {
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true });
    const opened = zip;
    if (opened.entryCount > limits.entries) throw refuse('zip-too-many', limits.entries);
    const entries: Entry[] = [];
    let total = 0;
    let packed = 0;
    for await (const entry of opened.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted()) throw refuse('zip-encrypted');
      if (NESTED.test(entry.fileName)) throw refuse('zip-nested', entry.fileName);
      total += entry.uncompressedSize;
      packed += entry.compressedSize;
      if (total > limits.total) throw refuse('zip-too-large', gigabytes(limits.total));
      checkRatio(entry, entry.uncompressedSize, limits);
      entries.push(entry);
    }
    if (total > limits.ratioFrom && total > limits.wholeRatio * packed)
      throw refuse('zip-bomb', 'It');
    return {
      entries,
      read: (entry) => inflate(opened, entry, limits),
      close: () => opened.close(),
    };
  } catch (error) {
    zip?.close();
    throw error instanceof FileRefused ? error : refuse('zip-broken');
  }
}

const gigabytes = (bytes: number) =>
  bytes >= 1024 ** 3
    ? `${Math.round(bytes / 1024 ** 3)} GB`
    : `${Math.round(bytes / 1024 ** 2)} MB`;

function checkRatio(entry: Entry, unpacked: number, limits: ZipLimits): void {
  if (unpacked > limits.ratioFrom && unpacked > limits.ratio * entry.compressedSize) {
    throw refuse('zip-bomb', entry.fileName);
  }
}

async function* inflate(zip: ZipFile, entry: Entry, limits: ZipLimits): AsyncGenerator<Buffer> {
  let stream: Readable | undefined;
  let unpacked = 0;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer> /* no encoding is set on it */) {
      if (
        unpacked === 0 &&
        NESTED_START.some((start) => chunk.subarray(0, start.length).equals(start))
      ) {
        throw refuse('zip-nested', entry.fileName);
      }
      unpacked += chunk.length;
      // The directory may lie: what has come out counts, not what was claimed.
      if (unpacked > entry.uncompressedSize) throw refuse('zip-bomb', entry.fileName);
      checkRatio(entry, unpacked, limits);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : refuse('zip-broken');
  } finally {
    stream?.destroy();
  }
}
