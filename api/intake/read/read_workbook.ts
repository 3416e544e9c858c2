/** One sheet of an .xlsx as the same table a CSV gives, read in a thread with its own limits of memory and time. */
import { Worker } from 'node:worker_threads';
import { FileRefused, refuse } from './file_problem.ts';
import type { Table, TableBatch } from './read_csv.ts';
import { storedZip } from '../../files/zip.ts';
import type { WorkbookMessage, WorkbookRequest } from './workbook_worker.ts';

export interface WorkbookTable extends Table {
  /** Names of all sheets, in order. */
  readonly sheets: readonly string[];
}

export interface WorkbookLimits {
  /** What the largest workbook that is taken needs, and a little more. */
  readonly megabytes: number;
  /** For one answer of the thread: opening takes longest, 50,000 rows a second. */
  readonly ms: number;
}

export const WORKBOOK_LIMITS: WorkbookLimits = { megabytes: 1536, ms: 120_000 };

/** Reads a sheet by name, or the first that holds a table. `markup`: what workbook_parts.ts has let through. Throws
 *  FileRefused. */
export async function readWorkbook(
  markup: ReadonlyMap<string, Buffer>,
  sheet: string | null = null,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): Promise<WorkbookTable> {
  const request: WorkbookRequest = { zip: storedZip(markup), sheet };
  const worker = new Worker(new URL('./workbook_worker.ts', import.meta.url), {
    workerData: request,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  // between two messages nothing listens, and an unhandled error would end the server
  worker.on('error', () => undefined);
  try {
    const opened = await nextMessage(worker, limits.ms);
    if (!('header' in opened)) throw new Error('a workbook begins with its header');
    const { header, sheets } = opened;
    const close = async () => void (await worker.terminate());
    return { header, delimiter: null, sheets, batches: inBatches(worker, limits.ms), close };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

async function* inBatches(worker: Worker, ms: number): AsyncGenerator<TableBatch> {
  try {
    for (;;) {
      const answer = nextMessage(worker, ms);
      worker.postMessage('next');
      const message = await answer;
      if (!('batch' in message) || message.batch === null) return;
      yield message.batch;
    }
  } finally {
    await worker.terminate();
  }
}

/** The thread's next message. Throws FileRefused for its refusal, and for a thread that took too much memory or time. */
function nextMessage(
  worker: Worker,
  ms: number,
): Promise<Exclude<WorkbookMessage, { refused: unknown }>> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => gone(), ms);
    const received = (message: WorkbookMessage) =>
      end(() =>
        'refused' in message
          ? reject(new FileRefused(message.refused, message.sheets))
          : resolve(message),
      );
    const failed = (error: NodeJS.ErrnoException) => {
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(() => reject(full ? refuse('workbook-too-much') : error));
    };
    const gone = () => end(() => reject(refuse('workbook-too-much')));
    const end = (settle: () => void) => {
      clearTimeout(late);
      worker.off('message', received).off('error', failed).off('exit', gone);
      settle();
    };
    worker.once('message', received).once('error', failed).once('exit', gone);
  });
}
