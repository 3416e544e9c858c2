/** Files of incidents and of the action log, made whole and then handed over: what they hold is decided in one
 *  transaction, rows are read, then the audit is written, and only then a first byte goes to the caller. */
import type { Context } from 'hono';
import type { AgencyTx } from '../db/as_agency.ts';
import type { HexServices } from '../hexes/services.ts';
import { asViewer } from '../http/transaction.ts';
import { auditExport, type MadeFile } from '../audit/audit_export.ts';
import { attachment, fileName } from '../files/file_name.ts';
import type { Marking } from '../files/marking.ts';
import { spool, type Spooled } from './spool.ts';

export interface Ready {
  readonly marking: Marking;
  readonly file: MadeFile;
  /** What stands in its name between the marking and the agency. */
  readonly about: string;
  readonly mediaType: string;
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

/** @param prepare decides what the export is made of, in one transaction; its chunks are read after that: the embedded
 *  database has one connection, which a file would hold for as long as it is written
 *  @param folder for files on their way */
export async function makeFile(
  services: HexServices,
  c: Context,
  folder: string,
  prepare: (tx: AgencyTx) => Promise<Ready>,
): Promise<Response> {
  const { signal } = c.req.raw;
  const held: { file?: Spooled } = {};
  try {
    const ready = await asViewer(services, c, prepare, 'isolation level repeatable read');
    held.file = await spool(folder, ready.chunks, signal);
    // in a transaction of its own: the audit's last line may be newer than the moment that the rows were chosen at
    await asViewer(services, c, (tx) => auditExport(tx, ready.marking, ready.file));
    return answer(c, ready, held.file);
  } catch (error) {
    await held.file?.discard();
    throw error;
  }
}

function answer(c: Context, { marking, file, about, mediaType }: Ready, spooled: Spooled) {
  return c.body(spooled.stream(), 200, {
    'content-type': mediaType,
    'content-length': String(spooled.bytes),
    'content-disposition': attachment(fileName(marking, about, file.format)),
  });
}
