/** Undoes a committed import, discards a dry run, or calls off one that is waiting or being read. */
import type { OwnerTx } from '../db/as_agency.ts';
import { lockDataset } from '../incidents/dataset_queries.ts';
import { recordChange } from '../incidents/change_queries.ts';
import { Problem } from '../http/problem.ts';
import { lockJob, moveImport, type ImportState } from './stage/import_queries.ts';
import { clearStage } from './stage/stage_queries.ts';
import { laterImport, revertImport } from './stage/undo_queries.ts';

/** Nothing of them is among the records yet. */
const OPEN_STATES: readonly ImportState[] = ['received', 'reading', 'previewed'];

/** @param mayUndo false: there is room to call one off only, since an undo writes as much as the import did
 *  Throws Problems `import_busy`, `import_not_done`, `import_built_upon`, `read_only`. */
export async function undoImport(
  tx: OwnerTx,
  id: number,
  mayUndo: boolean,
): Promise<'discarded' | 'undone'> {
  const job = await lockJob(tx, id);
  if (job.state === 'committing') throw new Problem('import_busy');
  if (OPEN_STATES.includes(job.state)) {
    // whoever works on it finds it gone (run_import.ts)
    await moveImport(tx, id, [job.state], 'discarded');
    await clearStage(tx, id);
    return 'discarded';
  }
  if (job.state !== 'done') throw new Problem('import_not_done');
  if (!mayUndo) throw new Problem('read_only');
  await lockDataset(tx, job.dataset_id);
  const [blocking] = await laterImport(tx, id);
  if (blocking)
    throw new Problem('import_built_upon', {
      detail: `“${blocking.file_name}” (import ${blocking.id}) came later and builds on this one. Undo that one first.`,
    });
  await moveImport(tx, id, ['done'], 'undone');
  const version = await recordChange(tx, { kind: 'undo', importId: id, incidentId: null });
  await revertImport(tx, id, version);
  return 'undone';
}
