/** A file that is made whole before a byte of it leaves: then the transaction it was read in is over (a slow caller
 *  holds no connection), a failure half-way is an answer in words and not half a file, and the audit is written first.
 *  It stands on the disk without a name, so a crash leaves nothing of it behind. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const PIECE = 64 * 1024;

export interface Spooled {
  readonly bytes: number;
  /** The file, once; it is gone when it has been read or called off. */
  stream(): ReadableStream<Uint8Array>;
  /** For whoever does not read it. */
  discard(): Promise<void>;
}

/** @param signal called off when nobody waits for the file any more
 *  @throws what `chunks` throws, the signal's reason, or the disk's error; nothing is left behind then */
export async function spool(
  folder: string,
  chunks: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<Spooled> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    let bytes = 0;
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      bytes += await write(file, Buffer.from(chunk));
    }
    return { bytes, stream: () => streamOf(file), discard: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function write(file: FileHandle, bytes: Buffer): Promise<number> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
  return bytes.length;
}

function streamOf(file: FileHandle): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE), 0, PIECE, at);
      at += bytesRead;
      if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
      else {
        await file.close();
        controller.close();
      }
    },
    cancel: () => file.close(),
  });
}
