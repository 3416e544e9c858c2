/** An import step by step, as api/intake/run_import.ts takes them, each timed. */
import { asOwner } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { ensureDataset } from '#api/incidents/dataset_queries.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { checkFile } from '#api/intake/check/check_file.ts';
import {
  insertDeliveries,
  insertIncidents,
  withdrawRestated,
} from '#api/intake/stage/commit_queries.ts';
import { insertImport, readJob } from '#api/intake/stage/import_queries.ts';
import { reconcile } from '#api/intake/stage/reconcile_queries.ts';
import { clearStage, previewStaged } from '#api/intake/stage/stage_queries.ts';
import { cellCache, stageRow } from '#api/intake/stage/stage_row.ts';
import { stageRows } from '#api/intake/stage/stage_rows.ts';
import { inspectionOf } from '#api/intake/understand/inspection.ts';
import { settledMapping } from '#api/intake/understand/questions.ts';
import { surveyFile } from '#api/intake/understand/survey_file.ts';
import { took } from './ratios.ts';

/** @returns milliseconds by the step's name, in order */
export async function stagesOf(
  database: Database,
  agencyId: number,
  { path, name }: { path: string; name: string },
): Promise<Record<string, number>> {
  const ms: Record<string, number> = {};
  const inspection = inspectionOf(await surveyFile(path, { name }));
  const mapping = settledMapping(inspection);
  ms['inspect'] = await took(async () => inspectionOf(await surveyFile(path, { name })));
  const now = Date.now();
  const checked = () => checkFile(path, { mapping, now, name, format: 'police-street' });
  ms['read and check'] = await took(async () => {
    const batches = checked();
    while (!(await batches.next()).done);
  });
  const cellsAt = cellCache();
  ms['read, check, cells and hashes'] = await took(async () => {
    for await (const { rows } of checked()) for (const row of rows) stageRow(row, 1, cellsAt);
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
      format: inspection.format,
      mapping,
      dryRun: false,
      sensitivity: 1,
      inspection,
    });
    return { dataset, job: await readJob(tx, id) };
  });
  const { id } = job;
  ms['all of that, and into the stage'] = await took(() =>
    stageRows(database, id, checked(), { grid: 'helmert', stopped: () => false }),
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
  ms['sweep'] = await took(() => asOwner(database, (tx) => clearStage(tx, id)));
  return ms;
}
