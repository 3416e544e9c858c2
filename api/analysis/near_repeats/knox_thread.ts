/** Knox's table, computed in a thread of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { KnoxInput, KnoxResult } from './knox_worker.ts';

/** What a million pairs need, and a little more. */
const MEGABYTES = 512;

/** Ends the thread when it has a result, and when the caller disconnects. Throws what the thread threw, and an AbortError. */
export async function knoxInThread(input: KnoxInput, signal: AbortSignal): Promise<KnoxResult> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./knox_worker.ts', import.meta.url), {
    workerData: input,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  try {
    // an error of the thread rejects this
    const [result] = await once(worker, 'message', { signal });
    return result as KnoxResult; // as: knox_worker.ts sends nothing else
  } finally {
    // an error while the thread ends would end the server
    worker.on('error', () => undefined);
    await worker.terminate();
  }
}
