/** The one transaction that commits a staged file. */
import { asOwner } from '../../db/as_agency.ts';
import type { Database } from '../../db/connect.ts';
import { lockDataset, rememberMapping } from '../../incidents/dataset_queries.ts';
import { recordChange } from '../../incidents/change_queries.ts';
import {
  insertDeliveries,
  insertIncidents,
  lockAreas,
  skipReferences,
  withdrawRestated,
} from './commit_queries.ts';
import { readStaged, setCounts } from './count_queries.ts';
import { moveImport, type ImportJob } from './import_queries.ts';
import { reconcile } from './reconcile_queries.ts';

/** Staged rows are unlogged: a database that crashed between staging and commit has lost them. */
export class StagedRowsLost extends Error {}

/** Throws StagedRowsLost when not all of the file's rows are staged. */
export const commitImport = (database: Database, job: ImportJob): Promise<void> =>
  asOwner(database, async (tx) => {
    const { id, agency_id, dataset_id } = job;
    // two files of one feed must not reconcile against the same records
    await lockDataset(tx, dataset_id);
    await lockAreas(tx);
    const found = await reconcile(tx, id, dataset_id);
    const staged = await readStaged(tx, id);
    if (found.staged !== staged.read - staged.rejected) throw new StagedRowsLost();
    if (database.engine === 'embedded') await skipReferences(tx);
    await insertIncidents(tx, id, agency_id, dataset_id);
    await insertDeliveries(tx, id, dataset_id);
    // a police file's header says what its columns are; any other feed's next file is read like this one
    if (job.mapping && job.format !== 'police-street')
      await rememberMapping(tx, dataset_id, job.mapping);
    await setCounts(tx, id, staged, found);
    const version = await recordChange(tx, { kind: 'import', importId: id, incidentId: null });
    await withdrawRestated(tx, id, version);
    await moveImport(tx, id, ['committing'], 'done');
  });
