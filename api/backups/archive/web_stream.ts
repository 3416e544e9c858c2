/** The streams of the libraries for tar and age. */
import { ReadableStream as NodeStream } from 'node:stream/web';

export const webStream = (
  bytes: AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> =>
  NodeStream.from(bytes) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>; // as unknown: Node's type of the same stream; no chunk is shared memory
