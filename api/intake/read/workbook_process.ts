/** A workbook's own process. One cell far out makes the reader fill in all those before it: a kilobyte of workbook can
 *  be a gigabyte of rows. Here that is the end of this process and not of the server: a thread that runs out of memory
 *  may end the whole process with it. */
import readSheets from 'read-excel-file/node';
import type { FileProblem } from '#api/contract/intake.ts';
import { FileRefused, refuse } from './file_problem.ts';
import type { TableBatch } from './read_csv.ts';
import { readSheet } from './read_sheet.ts';

export interface WorkbookRequest {
  /** The workbook as an archive that the server has written itself. */
  readonly zip: Uint8Array;
  readonly sheet: string | null;
}

/** First what the sheet is, then a batch for each message, then null. */
export type WorkbookMessage =
  | { readonly header: readonly string[]; readonly sheets: readonly string[] }
  | { readonly batch: TableBatch | null }
  | { readonly refused: FileProblem; readonly sheets: readonly string[] | null };

const send = (message: WorkbookMessage) => {
  process.send?.(message);
};
const sendRefusal = (error: unknown) => {
  if (!(error instanceof FileRefused)) throw error;
  send({ refused: error.problem, sheets: error.sheets });
};

async function read({ zip, sheet }: WorkbookRequest): Promise<void> {
  try {
    const all = await readSheets(Buffer.from(zip)).catch(() => null);
    if (all === null) throw refuse('workbook-broken');
    const { header, sheets, batches } = readSheet(all, sheet);
    process.on('message', () => {
      try {
        const next = batches.next();
        send({ batch: next.done ? null : next.value });
      } catch (error) {
        sendRefusal(error);
      }
    });
    send({ header, sheets });
  } catch (error) {
    sendRefusal(error);
  }
}

process.once('message', (request) => {
  void read(request as WorkbookRequest); // as: read_workbook.ts sends it
});
process.once('disconnect', () => process.exit());
