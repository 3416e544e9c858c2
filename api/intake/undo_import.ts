/** Undoes a committed import, or discards a dry run. */
import type { OwnerTx } from '../db/as_agency.ts';
import { lockDataset } from '../incidents/dataset_queries.ts';
import { recordChange } from '../incidents/change_queries.ts';
import { Problem } from '../http/problem.ts';
import { BUSY_STATES, lockJob, moveImport } from './stage/import_queries.ts';
import { clearStage } from './stage/stage_queries.ts';
import { laterImport, revertImport } from './stage/undo_queries.ts';

/** Throws Problems `import_busy`, `import_not_done`, `import_built_upon`. */
export async function undoImport(tx: OwnerTx, id: number): Promise<'discarded' | 'undone'> {
  const job = await lockJob(tx, id);
  if (BUSY_STATES.includes(job.state)) throw new Problem('import_busy');
  if (job.state === 'previewed') {
    await moveImport(tx, id, ['previewed'], 'discarded');
    await clearStage(tx, id);
    return 'discarded';
  }
  if (job.state !== 'done') throw new Problem('import_not_done');
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
