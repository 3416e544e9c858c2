/** A multipart body to a file on disk and its fields, without holding the file in memory. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { Problem } from '../problem.ts';

export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Counts and hashes what passes, and stops at the limit. */
export function meter(limit: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > limit) done(new Problem('file_too_large', { detail: tooLarge(limit) }));
      else done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, sha256: () => hash.digest('hex') };
}

const tooLarge = (limit: number) =>
  `The file is larger than ${Math.round(limit / 2 ** 20)} MB, the most this server takes. Split it and send the parts.`;

/** Throws Problems `no_file`, `file_too_large`, `bad_request`; then nothing stays on disk. */
export async function receiveUpload(
  request: Request,
  folder: string,
  limit: number,
): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) throw new Problem('no_file');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `incoming-${randomUUID()}`);
  const fields: Record<string, string> = {};
  let file: {
    name: string;
    saved: Promise<void>;
    bytes: () => number;
    sha256: () => string;
  } | null = null;
  const parser = new Busboy({
    headers: { 'content-type': type } satisfies BusboyHeaders,
    limits: { files: 1, fields: 20, fieldSize: 300_000 },
  });
  parser.on('field', (name, value) => {
    fields[name] = value;
  });
  parser.on('file', (_field, stream, name) => {
    const { stream: metered, bytes, sha256 } = meter(limit);
    const saved = pipeline(stream, metered, createWriteStream(path, { mode: 0o600 }));
    saved.catch((error: Error) => parser.destroy(error));
    file = {
      name: basename((name || 'file').replaceAll('\\', '/')).slice(0, 300),
      saved,
      bytes,
      sha256,
    };
  });
  try {
    // as: the web and Node declare the same stream twice
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser);
    const received = file as {
      name: string;
      saved: Promise<void>;
      bytes: () => number;
      sha256: () => string;
    } | null; // as: set in a callback the compiler does not follow
    if (!received) throw new Problem('no_file');
    await received.saved;
    return {
      path,
      fileName: received.name,
      bytes: received.bytes(),
      sha256: received.sha256(),
      fields,
    };
  } catch (error) {
    rmSync(path, { force: true });
    if (error instanceof Problem) throw error;
    if (error instanceof Error && /multipart|form/i.test(error.message))
      throw new Problem('bad_request');
    throw error;
  }
}
