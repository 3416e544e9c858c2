/** Knox's table, worked out beside the server. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { KnoxAsked, KnoxTold } from './knox_worker.ts';

/** What a million pairs need, and a little more. */
const MEGABYTES = 512;

/** Ends the thread when it has answered, and when the caller goes away. Throws what the thread threw, and an AbortError. */
export async function knoxBeside(asked: KnoxAsked, signal: AbortSignal): Promise<KnoxTold> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./knox_worker.ts', import.meta.url), {
    workerData: asked,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  try {
    // an error of the thread rejects this
    const [told] = await once(worker, 'message', { signal });
    return told as KnoxTold; // as: knox_worker.ts says nothing else
  } finally {
    // said while it is ended, an error would end the server
    worker.on('error', () => undefined);
    await worker.terminate();
  }
}
