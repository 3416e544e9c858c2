/** What a killed process left behind: files and staged rows of imports that are over. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnerTx } from '../db/as_agency.ts';

/** Removes all but the open imports' files. Nothing may be arriving: one process holds the folder, and it has not
 *  begun to listen. */
export function sweepFiles(folder: string, openIds: ReadonlySet<number>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      for (const half of readdirSync(join(folder, entry.name)))
        rmSync(join(folder, entry.name, half), { force: true });
    } else if (!openIds.has(Number(entry.name))) rmSync(join(folder, entry.name), { force: true });
  }
}

export async function sweepStages(tx: OwnerTx): Promise<void> {
  await tx`
    delete from import_row
    where import_id not in (
      select id
      from import
      where state in ('received', 'reading', 'previewed', 'committing')
    )`;
  await tx`
    delete from import_match
    where import_id not in (
      select id
      from import
      where state in ('received', 'reading', 'previewed', 'committing')
    )`;
}
