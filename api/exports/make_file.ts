/** Files of incidents and of the action log, made whole and then handed over: rows in one transaction, the audit in the
 *  next, and only then a first byte to the caller. */
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

/** @param prepare reads what the export is made of; its chunks are read in the same transaction, which sees one moment
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
    const ready = await asViewer(
      services,
      c,
      async (tx) => {
        const found = await prepare(tx);
        held.file = await spool(folder, found.chunks, signal);
        return found;
      },
      'isolation level repeatable read',
    );
    // in a transaction of its own: the audit's last line may be newer than the moment that the rows were read at
    await asViewer(services, c, (tx) => auditExport(tx, ready.marking, ready.file));
    if (!held.file) throw new Error('no file was made');
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
