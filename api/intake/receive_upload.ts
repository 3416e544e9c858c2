/** A multipart body to a file on disk and its fields, without holding the file in memory. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { visible } from '../contract/visible.ts';
import type { Storage } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';

export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Bytes of a file: how many this server takes, and for how many it has room. */
export interface UploadLimits {
  readonly most: number;
  readonly room: Pick<Storage, 'spare'>;
}

/** Counts and hashes what passes, and stops at the limits. */
function meter({ most, room }: UploadLimits) {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > most) done(new Problem('file_too_large', { detail: tooLarge(most) }));
      // of a chunked body nobody knew the size
      else if (room.spare !== null && bytes > room.spare) done(new Problem('no_room_for_file'));
      else done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, sha256: () => hash.digest('hex') };
}

const ONE_FILE = 'Send one file at a time, and at most 20 fields beside it.';
const tooLarge = (limit: number) =>
  `The file is larger than ${Math.round(limit / 2 ** 20)} MB, the most this server takes. Split it and send the parts.`;

/** A file on its way to disk. */
interface Arriving {
  readonly name: string;
  /** Rejects with what stopped it. */
  readonly saved: Promise<void>;
  bytes(): number;
  sha256(): string;
  /** Gives up, and resolves when nothing writes any more: only then can the file be removed for good. */
  stop(): Promise<void>;
}

function save(source: Readable, path: string, name: string, limits: UploadLimits): Arriving {
  const { stream: metered, bytes, sha256 } = meter(limits);
  const target = createWriteStream(path, { mode: 0o600 });
  // not events.once: that rejects at an error, before the file is closed
  const closed = new Promise<void>((resolve) => target.once('close', () => resolve()));
  const saved = pipeline(source, metered, target);
  saved.catch(() => undefined);
  return {
    name: printable(name),
    saved,
    bytes,
    sha256,
    async stop() {
      source.destroy();
      target.destroy();
      await closed;
    },
  };
}

/** The last part of whatever path the sender's system names the file by. */
const printable = (name: string): string =>
  visible(
    // eslint-disable-next-line no-control-regex -- those are what is taken out
    basename(name.replace(/[\u0000-\u001f\u007f]/g, ' ').replaceAll('\\', '/')),
  ).slice(0, 300) || 'file';

/** Throws Problems `no_file`, `file_too_large`, `no_room_for_file`, `bad_request`; then nothing stays on disk. */
export async function receiveUpload(
  request: Request,
  folder: string,
  limits: UploadLimits,
): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) throw new Problem('no_file');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `incoming-${randomUUID()}`);
  const fields: Record<string, string> = {};
  const files: Arriving[] = [];
  try {
    const parser = new Busboy({
      headers: { 'content-type': type } satisfies BusboyHeaders,
      limits: { files: 1, fields: 20, parts: 21, fieldSize: 300_000 },
    });
    // without these the parser drops the rest in silence
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
      parser.once(limit, () => parser.destroy(new Problem('bad_request', { detail: ONE_FILE })));
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (_field, stream, name) => {
      const file = save(stream, path, name, limits);
      file.saved.catch((error: Error) => parser.destroy(error));
      files.push(file);
    });
    // as: the web and Node declare the same stream twice
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser);
    const [file] = files;
    if (!file) throw new Problem('no_file');
    await file.saved;
    const { name: fileName, bytes, sha256 } = file;
    return { path, fileName, bytes: bytes(), sha256: sha256(), fields };
  } catch (error) {
    for (const file of files) await file.stop();
    rmSync(path, { force: true });
    if (error instanceof Problem) throw error;
    if (error instanceof Error && /multipart|form|boundary/i.test(error.message))
      throw new Problem('bad_request');
    throw error;
  }
}
