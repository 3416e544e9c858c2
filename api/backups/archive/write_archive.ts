/** Writes an archive into a file, in a stream: no more than a part of a table is in memory. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import { createTarPacker } from 'modern-tar';
import { addTrailer } from './digest_trailer.ts';
import { webStream } from './web_stream.ts';
import { HEADER, MANIFEST, type Header, type Manifest } from './archive_format.ts';

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** @param size the file is not read beyond it: it may only grow */
  addFile(name: string, path: string, size: number): Promise<void>;
  /** Writes the manifest; the file is whole and on the disk when it resolves. */
  finish(manifest: Omit<Manifest, 'entries'>): Promise<void>;
  abandon(error: unknown): Promise<void>;
}

export interface Encryption {
  readonly passphrase: string;
  /** scrypt's, as base-2 logarithm; age's own is 18: about a second */
  readonly workFactor?: number;
}

/** @param path a new file, that only its owner may read */
export async function writeArchive(
  path: string,
  header: Header,
  encryption: Encryption | null,
): Promise<ArchiveWriter> {
  const { readable, controller } = createTarPacker();
  const entries: Manifest['entries'] = [];
  const written = pipeline(
    Readable.fromWeb(readable as never), // as: the same stream, in the types of Node
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    addTrailer(),
    (plain: AsyncIterable<Uint8Array>) => (encryption ? encrypt(plain, encryption) : plain),
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  );
  // whoever writes an entry is told by the stream; finish() tells of what comes after
  written.catch((error: unknown) => controller.error(error));
  const put = async (name: string, size: number, chunks: AsyncIterable<Uint8Array>) => {
    const hash = createHash('sha256');
    const body = controller.add({ name, size, mode: 0o600, mtime: new Date(header.made_at) });
    const writer = body.getWriter();
    for await (const chunk of chunks) {
      hash.update(chunk);
      await writer.write(chunk);
    }
    await writer.close();
    return { name, bytes: size, sha256: hash.digest('hex') };
  };
  const putBytes = (name: string, bytes: Uint8Array) =>
    put(name, bytes.length, Readable.from([bytes]));
  const putJson = (name: string, value: unknown) =>
    putBytes(name, Buffer.from(`${JSON.stringify(value, null, 1)}\n`));
  await putJson(HEADER, header);
  return {
    async add(name, bytes) {
      entries.push(await putBytes(name, bytes));
    },
    async addFile(name, from, size) {
      const stream = createReadStream(from, { end: Math.max(0, size - 1), highWaterMark: 2 ** 20 });
      entries.push(await put(name, size, size === 0 ? Readable.from([]) : stream));
    },
    async finish(manifest) {
      await putJson(MANIFEST, { ...manifest, entries });
      controller.finalize();
      await written;
    },
    async abandon(error) {
      controller.error(error);
      await written.catch(() => undefined);
    },
  };
}

async function* encrypt(
  plain: AsyncIterable<Uint8Array>,
  { passphrase, workFactor }: Encryption,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  if (workFactor !== undefined) encrypter.setScryptWorkFactor(workFactor);
  yield* (await encrypter.encrypt(webStream(plain))) as unknown as AsyncIterable<Uint8Array>; // as unknown: lib.dom does not know that Node's streams are iterable
}
