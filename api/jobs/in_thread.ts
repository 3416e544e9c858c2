/** One piece of work in a thread of its own, with a limit of memory. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs a module that sends one message, and returns it. Ends the thread when it has a result, and when the caller
 *  disconnects. Throws what the thread threw, and an AbortError. */
export async function inThread(
  module: URL,
  workerData: unknown,
  megabytes: number,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const worker = new Worker(module, {
    workerData,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  try {
    // an error of the thread rejects this
    const [result] = (await once(worker, 'message', { signal })) as unknown[]; // as: any
    return result;
  } finally {
    // an error while the thread ends would end the server
    worker.on('error', () => undefined);
    await worker.terminate();
  }
}
