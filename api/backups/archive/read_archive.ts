/** Reads an archive, in a stream. What it yields is not yet to be trusted: an alteration may be found at its end. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { createTarDecoder } from 'modern-tar';
import { webStream } from './web_stream.ts';
import { checkTrailer } from './digest_trailer.ts';
import {
  ALTERED,
  BackupRefused,
  entryOf,
  FOREIGN,
  FORMAT,
  Header,
  HEADER,
  LARGEST_JSON_BYTES,
  LARGEST_PART_BYTES,
  Manifest,
  MANIFEST,
  NEEDS_PASSPHRASE,
  NEWER,
  Origin,
  TRUNCATED,
  WRONG_PASSPHRASE,
} from './archive_format.ts';

export interface ArchiveReader {
  header(header: Header): Promise<void>;
  part(table: string, lines: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The body must be read to its end. */
  file(path: string, body: AsyncIterable<Uint8Array>): Promise<void>;
}

/** Reads a body to its end, and returns its bytes. */
export async function sizeOf(body: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  return bytes;
}

const AGE = 'age-encryption.org/';
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(AGE.length), 0, AGE.length, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}

/** Hands over everything in order, and returns the manifest, which all of it agrees with. Throws BackupRefused; what the
 *  reader throws goes through. */
export async function readArchive(
  path: string,
  passphrase: string | null,
  reader: ArchiveReader,
): Promise<{ readonly header: Header; readonly manifest: Manifest }> {
  const beginning = await firstBytes(path);
  const encrypted = beginning.startsWith(AGE);
  if (!encrypted && !beginning.startsWith(ZSTD.toString('latin1')))
    throw new BackupRefused(beginning.length < 4 ? TRUNCATED : FOREIGN);
  if (encrypted && passphrase === null) throw new BackupRefused(NEEDS_PASSPHRASE);
  let read: { header: Header; manifest: Manifest } | null = null;
  let fault: unknown = null;
  const trailer = checkTrailer();
  // what a stream behind it says ("Unknown frame descriptor") says less than what it finds
  trailer.on('error', (error) => (fault ??= error));
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 2 ** 20 }),
      (bytes: AsyncIterable<Uint8Array>) =>
        passphrase !== null && encrypted ? decrypt(bytes, passphrase) : bytes,
      trailer,
      createZstdDecompress(),
      async (tar: AsyncIterable<Uint8Array>) => {
        const entries = webStream(tar).pipeThrough(createTarDecoder({ strict: true }));
        read = await readEntries(entries as unknown as AsyncIterable<TarEntry>, reader); // as unknown: lib.dom does not know that Node's streams are iterable
      },
    );
  } catch (error) {
    if (error instanceof FromReader) throw error.cause;
    if (fault instanceof BackupRefused) throw fault;
    if (error instanceof BackupRefused) throw error;
    throw new BackupRefused(isEnd(error) ? TRUNCATED : ALTERED, { cause: error });
  }
  if (!read) throw new BackupRefused(TRUNCATED);
  return read;
}

/** Of the caller, not of the archive. */
class FromReader extends Error {}

const ofReader = (work: Promise<void>): Promise<void> =>
  work.catch((cause: unknown) => {
    throw cause instanceof BackupRefused ? cause : new FromReader('reader', { cause });
  });

const isEnd = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'Z_BUF_ERROR') ||
    /unexpected end|truncated/i.test(error.message));

interface TarEntry {
  readonly header: { readonly name: string; readonly size: number; readonly type?: string };
  readonly body: ReadableStream<Uint8Array>;
}

async function readEntries(
  entries: AsyncIterable<TarEntry>,
  reader: ArchiveReader,
): Promise<{ header: Header; manifest: Manifest }> {
  let header: Header | null = null;
  let manifest: Manifest | null = null;
  const met: Manifest['entries'] = [];
  for await (const { header: entry, body } of entries) {
    if (manifest) throw new BackupRefused(ALTERED);
    if (!header) {
      if (entry.name !== HEADER) throw new BackupRefused(FOREIGN);
      header = readHeader(await readJson(entry.size, body));
      await ofReader(reader.header(header));
      continue;
    }
    if (entry.name === MANIFEST) {
      const read = Manifest.safeParse(await readJson(entry.size, body));
      if (!read.success) throw new BackupRefused(ALTERED);
      manifest = read.data;
      continue;
    }
    const what = entry.type === 'file' || entry.type === undefined ? entryOf(entry.name) : null;
    if (!what) throw new BackupRefused(ALTERED);
    const hash = createHash('sha256');
    const chunks = hashing(body, hash);
    if (what.kind === 'part') {
      const lines = await readWhole(entry.size, LARGEST_PART_BYTES, chunks);
      await ofReader(reader.part(what.table, lines));
    } else await ofReader(reader.file(what.path, chunks));
    met.push({ name: entry.name, bytes: entry.size, sha256: hash.digest('hex') });
  }
  if (!header || !manifest) throw new BackupRefused(TRUNCATED);
  if (JSON.stringify(met) !== JSON.stringify(manifest.entries)) throw new BackupRefused(ALTERED);
  return { header, manifest };
}

function readHeader(value: unknown): Header {
  const origin = Origin.safeParse(value);
  if (!origin.success) throw new BackupRefused(FOREIGN);
  if (origin.data.format > FORMAT) throw new BackupRefused(NEWER);
  const header = Header.safeParse(value);
  if (!header.success) throw new BackupRefused(ALTERED);
  return header.data;
}

async function* hashing(
  body: ReadableStream<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    // as unknown: lib.dom does not know that Node's streams are iterable
    hash.update(chunk);
    yield chunk;
  }
}

async function readWhole(
  size: number,
  most: number,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (size > most) throw new BackupRefused(ALTERED);
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function readJson(size: number, body: ReadableStream<Uint8Array>): Promise<unknown> {
  const bytes = await readWhole(
    size,
    LARGEST_JSON_BYTES,
    body as unknown as AsyncIterable<Uint8Array>,
  ); // as unknown: as above
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new BackupRefused(ALTERED);
  }
}

/** Throws BackupRefused. age authenticates each 64 KB, their order and the end. */
async function* decrypt(
  bytes: AsyncIterable<Uint8Array>,
  passphrase: string,
): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const web = webStream(bytes);
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decrypter.decrypt(web);
  } catch (error) {
    throw new BackupRefused(WRONG_PASSPHRASE, { cause: error });
  }
  try {
    yield* plain as unknown as AsyncIterable<Uint8Array>; // as unknown: as above
  } catch (error) {
    throw new BackupRefused(ALTERED, { cause: error });
  }
}
