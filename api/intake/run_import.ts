/** The work on one import, stage by stage: check its rows, stage them, reconcile, then commit or wait for a person. */
import { rmSync } from 'node:fs';
import type { Logger } from 'pino';
import { FormatName } from '../contract/intake.ts';
import { asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { OutOfRoom } from '../db/out_of_room.ts';
import { ANYWHERE } from './check/allowed_area.ts';
import { checkFile } from './check/check_file.ts';
import { FileRefused } from './read/file_problem.ts';
import { commitImport, StagedRowsLost } from './stage/commit_import.ts';
import { clearCounts, setCounts, setPreview } from './stage/count_queries.ts';
import { gridMethod } from './stage/grid_conversion.ts';
import {
  BUSY_STATES,
  moveImport,
  readInspection,
  readJob,
  rereadAsImport,
  type ImportJob,
} from './stage/import_queries.ts';
import { reconcile } from './stage/reconcile_queries.ts';
import { clearStage, previewStaged } from './stage/stage_queries.ts';
import { stageRows } from './stage/stage_rows.ts';
import { isTemporary } from './temporary.ts';
import { mayBeCorrected, settledMapping } from './understand/questions.ts';

const PREVIEW_RESOLUTION = 8;

export interface ImportContext {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'error'>;
  /** Where an import's file lies. */
  readonly pathOf: (id: number) => string;
  /** Aborted when the server stops: the import goes on at the next start. */
  readonly stopping: AbortSignal;
  /** Called when an import has changed the records. */
  readonly changed: () => void;
}

/** Takes an import as far as its state allows. Throws only where the database is unavailable or out of room, and the reason of
 *  `calledOff`: the import is discarded then, and its stage is cleared here. */
export async function runImport(
  context: ImportContext,
  id: number,
  calledOff: AbortSignal,
  rereading = false,
): Promise<void> {
  const { database } = context;
  const job = await asOwner(database, (tx) => readJob(tx, id));
  if (database.storage.room !== 'enough') throw new OutOfRoom();
  try {
    if (job.state === 'received' || job.state === 'reading')
      await stageImport(context, job, calledOff);
    await commitStaged(context, id);
  } catch (error) {
    if (calledOff.aborted) {
      await asOwner(database, (tx) => clearStage(tx, id));
      throw calledOff.reason;
    }
    if (isTemporary(error)) throw error;
    if (!(error instanceof StagedRowsLost) || rereading) return refuseImport(context, job, error);
    // the database crashed between staging and commit, and unlogged rows do not survive that
    await asOwner(database, (tx) => rereadAsImport(tx, id));
    return runImport(context, id, calledOff, true);
  }
}

async function stageImport(
  context: ImportContext,
  job: ImportJob,
  calledOff: AbortSignal,
): Promise<void> {
  const { database, stopping } = context;
  const { id } = job;
  const inspection = await asOwner(database, async (tx) => {
    if (!(await moveImport(tx, id, ['received', 'reading'], 'reading'))) return null;
    await clearStage(tx, id);
    await clearCounts(tx, id);
    return readInspection(tx, id);
  });
  // called off before its turn
  if (!inspection) return;
  const rows = checkFile(context.pathOf(id), {
    mapping: settledMapping(inspection),
    format: FormatName.nullable().parse(job.format),
    now: context.now().getTime(),
    name: job.file_name,
    signal: calledOff,
    // a test format from abroad; every other file must lie in the United Kingdom
    area: job.format === 'boston-311' ? ANYWHERE : undefined,
  });
  const grid = await gridMethod(database);
  const staged = await stageRows(database, id, rows, { grid, stopped: () => stopping.aborted });
  if (staged === 'stopped') return;
  calledOff.throwIfAborted();
  await asOwner(database, async (tx) => {
    const found = await reconcile(tx, id, job.dataset_id);
    await setCounts(tx, id, staged, found);
    const preview = await previewStaged(tx, id, PREVIEW_RESOLUTION);
    await setPreview(tx, id, { ...preview, skipped: inspection.skipped });
    const next = job.dry_run ? 'previewed' : 'committing';
    // called off meanwhile
    if (!(await moveImport(tx, id, ['reading'], next))) await clearStage(tx, id);
  });
}

async function commitStaged({ database, pathOf, changed }: ImportContext, id: number) {
  const job = await asOwner(database, (tx) => readJob(tx, id));
  if (job.state !== 'committing') return;
  await commitImport(database, job);
  changed();
  rmSync(pathOf(id), { force: true });
  await asOwner(database, (tx) => clearStage(tx, id));
}

async function refuseImport(context: ImportContext, job: ImportJob, error: unknown): Promise<void> {
  const refused = error instanceof FileRefused ? error.problem : null;
  if (!refused) context.log.error({ err: error, import: job.id }, 'import failed');
  // a dry run that another mapping may save stays open for it; every other import has ended
  const stays = job.dry_run && refused !== null && mayBeCorrected(refused, job.mapping);
  const problem = refused ?? {
    code: 'internal',
    sentence: 'The server could not finish reading this file. Nothing was added; send it again.',
  };
  await asOwner(context.database, async (tx) => {
    await moveImport(tx, job.id, BUSY_STATES, stays ? 'previewed' : 'failed', problem);
    await clearStage(tx, job.id);
  });
  if (!stays) rmSync(context.pathOf(job.id), { force: true });
}

/** Ends an import that cannot go on: its dry run is too old, or its file is missing. */
export async function abandonImport(
  { database, pathOf }: Pick<ImportContext, 'database' | 'pathOf'>,
  { id, state }: Pick<ImportJob, 'id' | 'state'>,
): Promise<void> {
  const sentence =
    'The server stopped before this file was read. Nothing was added; send it again.';
  await asOwner(database, async (tx) => {
    if (state === 'previewed') await moveImport(tx, id, [state], 'discarded');
    else await moveImport(tx, id, [state], 'failed', { code: 'interrupted', sentence });
    await clearStage(tx, id);
  });
  rmSync(pathOf(id), { force: true });
}
