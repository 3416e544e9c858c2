/** An import step by step, as api/intake/import_service.ts takes them, each timed. */
import { asOwner } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { ensureDataset } from '#api/incidents/dataset_queries.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { insertImport, previewStaged, readJob } from '#api/intake/import_queries.ts';
import { inspectFile } from '#api/intake/understand/inspect_file.ts';
import { readIncidents } from '#api/intake/stage/read_incidents.ts';
import {
  insertDeliveries,
  insertIncidents,
  reconcile,
  sweepStage,
  withdrawRestated,
} from '#api/intake/stage/reconcile_queries.ts';
import { cellCache, stageRow } from '#api/intake/stage/stage_row.ts';
import { stageFile } from '#api/intake/stage/stage_file.ts';
import { took } from './ratios.ts';

/** @returns milliseconds by the step's name, in order */
export async function stagesOf(
  database: Database,
  agencyId: number,
  { path, name }: { path: string; name: string },
): Promise<Record<string, number>> {
  const ms: Record<string, number> = {};
  const look = await inspectFile(path, { name });
  ms['inspect'] = await took(() => inspectFile(path, { name }));
  const now = Date.now();
  ms['read and check'] = await took(async () => {
    const batches = readIncidents(path, { now, name, format: 'police-street' });
    while (!(await batches.next()).done);
  });
  const cellAt = cellCache();
  ms['read, check, cells and hashes'] = await took(async () => {
    for await (const { rows } of readIncidents(path, { now, name, format: 'police-street' }))
      for (const row of rows) stageRow(row, 1, cellAt);
  });
  const { dataset, job } = await asOwner(database, async (tx) => {
    const dataset = await ensureDataset(tx, agencyId, { slug: 'police', name: 'Police' });
    const id = await insertImport(tx, {
      accountId: null,
      agencyId,
      datasetId: dataset,
      fileName: name,
      sha256: '',
      bytes: 1,
      format: look.format,
      mapping: look.mapping,
      dryRun: false,
      sensitivity: 1,
      inspection: look,
    });
    return { dataset, job: await readJob(tx, id) };
  });
  const { id } = job;
  ms['all of that, and into the stage'] = await took(() =>
    stageFile(database, job, { path, now, grid: 'helmert', stopped: () => false }),
  );
  ms['reconcile'] = await took(() => asOwner(database, (tx) => reconcile(tx, id, dataset)));
  ms['preview'] = await took(() => asOwner(database, (tx) => previewStaged(tx, id, 8)));
  await asOwner(database, async (tx) => {
    ms['insert'] = await took(() => insertIncidents(tx, id, agencyId, dataset));
    ms['deliveries'] = await took(() => insertDeliveries(tx, id, dataset));
    ms['change log'] = await took(async () => {
      const version = await recordChange(tx, { kind: 'import', importId: id, incidentId: null });
      await withdrawRestated(tx, id, version);
    });
  });
  ms['sweep'] = await took(() => asOwner(database, (tx) => sweepStage(tx, id)));
  return ms;
}
