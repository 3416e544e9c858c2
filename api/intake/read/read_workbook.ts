/** One sheet of an .xlsx as the same table a CSV gives, read in a process with its own limits of memory and time. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FileRefused, refuse } from './file_problem.ts';
import type { Table, TableBatch } from './read_csv.ts';
import { storedZip } from '../../files/zip.ts';
import type { WorkbookMessage, WorkbookRequest } from './workbook_process.ts';

export interface WorkbookTable extends Table {
  /** Names of all sheets, in order. */
  readonly sheets: readonly string[];
}

export interface WorkbookLimits {
  /** What the largest workbook that is taken needs, and a little more. */
  readonly megabytes: number;
  /** For one response of the process: opening takes longest, 50,000 rows a second. */
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
  const reader = fork(fileURLToPath(new URL('./workbook_process.ts', import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${limits.megabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // none of the server's settings and secrets
    env: {},
  });
  // between two messages nothing listens, and an unhandled error would end the server
  reader.on('error', () => undefined);
  try {
    const opened = await nextMessage(reader, limits.ms, request);
    if (!('header' in opened)) throw new Error('a workbook begins with its header');
    const { header, sheets } = opened;
    const close = () => Promise.resolve(void reader.kill('SIGKILL'));
    return { header, delimiter: null, sheets, batches: inBatches(reader, limits.ms), close };
  } catch (error) {
    reader.kill('SIGKILL');
    throw error;
  }
}

async function* inBatches(reader: ChildProcess, ms: number): AsyncGenerator<TableBatch> {
  try {
    for (;;) {
      const message = await nextMessage(reader, ms, 'next');
      if (!('batch' in message) || message.batch === null) return;
      yield message.batch;
    }
  } finally {
    reader.kill('SIGKILL');
  }
}

/** What the process sends for a message to it. Throws FileRefused for its refusal, and for a process that took too much
 *  memory or time: running out of memory ends it by a signal, an error of ours by exit code 1. */
function nextMessage(
  reader: ChildProcess,
  ms: number,
  message: WorkbookRequest | 'next',
): Promise<Exclude<WorkbookMessage, { refused: unknown }>> {
  return new Promise((resolve, reject) => {
    const tooMuch = () => end(() => reject(refuse('workbook-too-much')));
    const late = setTimeout(tooMuch, ms);
    const received = (response: unknown) =>
      end(() => {
        const known = response as WorkbookMessage; // as: workbook_process.ts sends it
        if ('refused' in known) reject(new FileRefused(known.refused, known.sheets));
        else resolve(known);
      });
    const failed = (error: Error) => end(() => reject(error));
    const exited = (code: number | null) =>
      code === 1 ? failed(new Error('the reader of workbooks failed')) : tooMuch();
    const end = (settle: () => void) => {
      clearTimeout(late);
      reader.off('message', received).off('error', failed).off('exit', exited);
      settle();
    };
    reader.once('message', received).once('error', failed).once('exit', exited);
    if (reader.exitCode !== null || reader.signalCode !== null) exited(reader.exitCode);
    // a process that has ended is reported by its exit
    else reader.send(message, () => undefined);
  });
}
