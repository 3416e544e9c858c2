/** One sheet of an .xlsx as the same table a CSV gives, unpacked and read in a process with limits of its own. */
import { limitedProcess, TookTooMuch, type ProcessLimits } from '../../jobs/limited_process.ts';
import { FileRefused, refuse } from './file_problem.ts';
import type { Table, TableBatch } from './read_csv.ts';
import type { WorkbookMessage, WorkbookRequest } from './workbook_process.ts';

export interface WorkbookTable extends Table {
  /** Names of all sheets, in order. */
  readonly sheets: readonly string[];
}

/** What a workbook of so many unpacked bytes needs, and a little more: 20 bytes for each of its own, 50,000 rows a
 *  second. A small one that needs more is made to hurt. */
export const workbookLimits = (bytes: number): ProcessLimits => {
  const unpacked = Math.ceil(bytes / 2 ** 20);
  return { megabytes: 160 + 22 * unpacked, ms: 20_000 + 1_500 * unpacked };
};

/** Reads a sheet by name, or the first that holds a table. path: of the archive. Throws FileRefused, and the signal's
 *  reason. */
export async function readWorkbook(
  path: string,
  sheet: string | null,
  limits: ProcessLimits,
  signal?: AbortSignal,
): Promise<WorkbookTable> {
  const module = new URL('./workbook_process.ts', import.meta.url);
  const reader = limitedProcess<WorkbookRequest | 'next', WorkbookMessage>(module, limits, signal);
  const ask = async (message: WorkbookRequest | 'next') => {
    const answer = await reader.ask(message).catch((error: unknown) => {
      throw error instanceof TookTooMuch ? refuse('workbook-too-much') : error;
    });
    if (!('refused' in answer)) return answer;
    reader.kill();
    throw new FileRefused(answer.refused, answer.sheets);
  };
  async function* batches(): AsyncGenerator<TableBatch> {
    try {
      for (;;) {
        const message = await ask('next');
        if (!('batch' in message) || message.batch === null) return;
        yield message.batch;
      }
    } finally {
      reader.kill();
    }
  }
  const opened = await ask({ path, sheet });
  if (!('header' in opened)) throw new Error('a workbook begins with its header');
  const { header, sheets } = opened;
  const close = () => Promise.resolve(reader.kill());
  return { header, delimiter: null, sheets, batches: batches(), close };
}
