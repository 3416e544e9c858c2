/** A workbook's own process, from the archive to the rows. One cell far out makes the reader fill in all those before it:
 *  a kilobyte of workbook can be a gigabyte of rows. What the parts say of themselves is looked at first; what gets past
 *  that is the end of this process and not of the server. */
import readSheets from 'read-excel-file/node';
import type { FileProblem } from '#api/contract/intake.ts';
import { FileRefused, refuse } from './file_problem.ts';
import type { TableBatch } from './read_csv.ts';
import { storedZip } from '../../files/zip.ts';
import { readSheet } from './read_sheet.ts';
import { checkDimensions } from './workbook_dimensions.ts';
import { workbookParts } from './workbook_parts.ts';
import { openZip } from './zip_guard.ts';

export interface WorkbookRequest {
  /** Of the archive on disk. */
  readonly path: string;
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

async function read({ path, sheet }: WorkbookRequest): Promise<void> {
  try {
    const zip = await openZip(path);
    const markup = await workbookParts(zip).finally(zip.close);
    checkDimensions(markup);
    // an archive of our own writing: the reader finds its way by other headers than we do
    const all = await readSheets(Buffer.from(storedZip(markup))).catch(() => null);
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
