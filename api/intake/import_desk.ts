/** Where files are handed in. One at a time each is looked at, staged, reconciled, and either shown (dry run) or
 *  brought in by one transaction. The file itself is kept on disk until then, so that a mapping can be corrected
 *  and a killed server reads it again when it is back: all of a file comes in, once, or none of it. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { FormatName, Mapping, type Inspection } from '../contract/intake.ts';
import { asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { ensureDataset, lockDataset, readMapping, rememberMapping } from '../incidents/datasets.ts';
import { recordChange } from '../incidents/record_change.ts';
import { Problem } from '../problem.ts';
import { ANYWHERE } from './allowed_area.ts';
import { datasetFor } from './dataset_name.ts';
import { FileRefused } from './file_problem.ts';
import { gridMethod, type GridMethod } from './grid_conversion.ts';
import {
  bringInAfterReading,
  deleteRejects,
  hasProblem,
  insertImport,
  listJobs,
  moveImport,
  previewStaged,
  readCounts,
  readInspection,
  readJob,
  setCounts,
  setInspection,
  setMapping,
  setPreview,
  type ImportJob,
} from './import_queries.ts';
import { inspectFile } from './inspect_file.ts';
import {
  insertDeliveries,
  insertIncidents,
  laterImport,
  reconcile,
  sweepStage,
  takeBack,
  withdrawRestated,
} from './reconcile_queries.ts';
import { stageFile } from './stage_file.ts';

export interface HandedIn {
  readonly agencyId: number;
  readonly dataset?: string | undefined;
  readonly datasetName?: string | undefined;
  readonly fileName: string;
  /** Where the file is now; it is moved. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format?: string | undefined;
  readonly mapping?: Mapping | undefined;
  readonly dryRun: boolean;
}

/** Dry runs that nobody brought in are swept after a day. */
const PREVIEW_KEPT_MS = 24 * 3600_000;
const PREVIEW_RESOLUTION = 8;

export class ImportDesk {
  readonly #database: Database;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #log: Pick<Logger, 'info' | 'error'>;
  #queue: Promise<void> = Promise.resolve();
  #grid: GridMethod | null = null;
  #closing = false;

  constructor(
    database: Database,
    folder: string,
    now: () => Date,
    log: Pick<Logger, 'info' | 'error'>,
  ) {
    this.#database = database;
    this.#folder = folder;
    this.#now = now;
    this.#log = log;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Takes a file and answers with its import's id; the work goes on behind. */
  async receive(file: HandedIn): Promise<number> {
    const look = await inspectFile(file.path, { ...readingOf(file.mapping), name: file.fileName });
    const dataset = datasetFor(file, look.format);
    const id = await asOwner(this.#database, async (tx) => {
      const datasetId = await ensureDataset(tx, file.agencyId, dataset);
      const remembered = Mapping.nullable()
        .catch(null)
        .parse(await readMapping(tx, file.agencyId, dataset.slug));
      const mapping = file.mapping ?? fitting(remembered, look) ?? look.mapping;
      const known = file.mapping !== undefined || mapping !== look.mapping;
      return insertImport(tx, {
        ...file,
        datasetId,
        format: FormatName.nullable()
          .catch(null)
          .parse(file.format ?? look.format),
        mapping,
        inspection: known ? answered(look, mapping) : look,
      });
    });
    renameSync(file.path, this.#pathOf(id));
    this.#later(id);
    return id;
  }

  /** Reads a dry run's file again under a corrected mapping. */
  async remap(id: number, mapping: Mapping): Promise<void> {
    await asOwner(this.#database, async (tx) => {
      if (!(await moveImport(tx, id, ['previewed'], 'received'))) await this.#mustBe(tx, id);
      await setMapping(tx, id, mapping);
    });
    const { file_name } = await asOwner(this.#database, (tx) => readJob(tx, id));
    const look = await inspectFile(this.#pathOf(id), { ...readingOf(mapping), name: file_name });
    await asOwner(this.#database, (tx) => setInspection(tx, id, answered(look, mapping)));
    this.#later(id);
  }

  /** Brings in what a dry run has shown. */
  async commit(id: number): Promise<void> {
    await asOwner(this.#database, async (tx) => {
      if (await hasProblem(tx, id)) throw new Problem('import_questions_open');
      if (!(await moveImport(tx, id, ['previewed'], 'committing'))) await this.#mustBe(tx, id);
    });
    this.#later(id);
  }

  /** Takes a done import back, or drops a dry run. */
  async undo(id: number): Promise<void> {
    const dropped = await asOwner(this.#database, async (tx) => {
      const job = await readJob(tx, id);
      if (job.state === 'previewed') {
        await moveImport(tx, id, ['previewed'], 'discarded');
        await sweepStage(tx, id);
        return true;
      }
      if (['received', 'reading', 'committing'].includes(job.state))
        throw new Problem('import_busy');
      await lockDataset(tx, job.dataset_id);
      if (!(await moveImport(tx, id, ['done'], 'undone'))) throw new Problem('import_not_done');
      const later = await laterImport(tx, id);
      const [blocking] = later;
      if (blocking)
        throw new Problem('import_built_upon', {
          detail: `“${blocking.file_name}” (import ${blocking.id}) came later and builds on this one. Undo that one first.`,
        });
      const version = await recordChange(tx, { kind: 'undo', importId: id, incidentId: null });
      await takeBack(tx, id, version);
      return false;
    });
    if (dropped) rmSync(this.#pathOf(id), { force: true });
  }

  /** Takes up what a stopped or killed process left. */
  async resume(): Promise<void> {
    for (const job of await asOwner(this.#database, (tx) => listJobs(tx))) {
      const old = this.#now().getTime() - job.created_at.getTime() > PREVIEW_KEPT_MS;
      const gone = !existsSync(this.#pathOf(job.id));
      if (job.state === 'previewed' && !old && !gone) continue;
      // on a shared server the file may lie in another process's folder
      if (gone && !old && this.#database.engine === 'server') continue;
      if (job.state === 'previewed' || gone) await this.#giveUp(job, gone);
      else this.#later(job.id);
    }
  }

  /** Resolves when everything handed in so far has been worked on. */
  settled(): Promise<void> {
    return this.#queue;
  }

  /** Lets the import in hand finish its batch; it is taken up at the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#queue;
  }

  #pathOf(id: number): string {
    return join(this.#folder, String(id));
  }

  #later(id: number): void {
    this.#queue = this.#queue
      .then(() => this.#work(id))
      .catch((error: unknown) => {
        this.#log.error({ err: error, import: id }, 'import failed');
      });
  }

  async #work(id: number): Promise<void> {
    if (this.#closing) return;
    const job = await asOwner(this.#database, (tx) => readJob(tx, id));
    try {
      if (job.state === 'received' || job.state === 'reading') await this.#read(job);
      const now = await asOwner(this.#database, (tx) => readJob(tx, id));
      if (now.state === 'committing') await this.#bringIn(now);
    } catch (error) {
      if (this.#closing) return;
      await this.#refuse(job, error);
    }
  }

  async #read(job: ImportJob): Promise<void> {
    const { id } = job;
    const look = await asOwner(this.#database, async (tx) => {
      await moveImport(tx, id, ['received', 'reading'], 'reading');
      await sweepStage(tx, id);
      await deleteRejects(tx, id);
      return readInspection(tx, id);
    });
    if (look?.problem) throw new FileRefused(look.problem);
    const open = look?.questions.find(({ about }) => about !== 'types');
    if (open) throw new FileRefused({ code: 'unknown-columns', sentence: open.sentence });
    this.#grid ??= await gridMethod(this.#database);
    const staged = await stageFile(this.#database, job, {
      path: this.#pathOf(id),
      now: this.#now().getTime(),
      grid: this.#grid,
      // a known test format from abroad; every other file must lie in the United Kingdom
      ...(job.format === 'boston-311' ? { area: ANYWHERE } : {}),
      stopped: () => this.#closing,
    });
    if (staged === 'stopped') return;
    await asOwner(this.#database, async (tx) => {
      const found = await reconcile(tx, id, job.dataset_id);
      await setCounts(tx, id, staged.read, staged.rejected, staged.gridMethod, found);
      const preview = await previewStaged(tx, id, PREVIEW_RESOLUTION);
      await setPreview(tx, id, { ...preview, skipped: look?.skipped ?? [] });
      await moveImport(tx, id, ['reading'], job.dry_run ? 'previewed' : 'committing');
    });
  }

  async #bringIn(job: ImportJob): Promise<void> {
    const { id, agency_id, dataset_id } = job;
    await asOwner(this.#database, async (tx) => {
      // two files of one feed must not reconcile against the same past
      await lockDataset(tx, dataset_id);
      const found = await reconcile(tx, id, dataset_id);
      const counts = await readCounts(tx, id);
      if (found.staged !== counts.rows_read - counts.rows_rejected) throw new StageLost();
      await insertIncidents(tx, id, agency_id, dataset_id);
      await insertDeliveries(tx, id, dataset_id);
      if (job.mapping && job.format === 'columns')
        await rememberMapping(tx, dataset_id, job.mapping);
      await setCounts(tx, id, counts.rows_read, counts.rows_rejected, counts.grid_method, found);
      const version = await recordChange(tx, { kind: 'import', importId: id, incidentId: null });
      await withdrawRestated(tx, id, version);
      await moveImport(tx, id, ['committing'], 'done');
    });
    rmSync(this.#pathOf(id), { force: true });
    await asOwner(this.#database, (tx) => sweepStage(tx, id));
  }

  async #refuse(job: ImportJob, error: unknown): Promise<void> {
    if (error instanceof StageLost) {
      // the database went down in between, and staged rows are not kept through that: read the file again
      await asOwner(this.#database, (tx) => moveImport(tx, job.id, ['committing'], 'received'));
      await asOwner(this.#database, (tx) => bringInAfterReading(tx, job.id));
      this.#later(job.id);
      return;
    }
    const known = error instanceof FileRefused ? error.problem : null;
    if (!known) this.#log.error({ err: error, import: job.id }, 'import failed');
    const problem = known ?? {
      code: 'internal',
      sentence: 'The server could not finish reading this file. Nothing was added; send it again.',
    };
    const asks =
      known !== null &&
      ['unknown-columns', 'day-order', 'missing-column', 'not-utf8', 'workbook-sheet'].includes(
        known.code,
      );
    // a dry run that needs an answer stays open for it; everything else is over
    const stays = job.dry_run && asks;
    await asOwner(this.#database, async (tx) => {
      await moveImport(
        tx,
        job.id,
        ['received', 'reading', 'committing'],
        stays ? 'previewed' : 'failed',
        problem,
      );
      await sweepStage(tx, job.id);
    });
    if (!stays) rmSync(this.#pathOf(job.id), { force: true });
  }

  async #giveUp(job: ImportJob, gone: boolean): Promise<void> {
    const sentence =
      'The server stopped before this file was read. Nothing was added; send it again.';
    await asOwner(this.#database, async (tx) => {
      if (job.state === 'previewed') await moveImport(tx, job.id, [job.state], 'discarded');
      else await moveImport(tx, job.id, [job.state], 'failed', { code: 'interrupted', sentence });
      await sweepStage(tx, job.id);
    });
    if (!gone) rmSync(this.#pathOf(job.id), { force: true });
  }

  async #mustBe(tx: Parameters<typeof readJob>[0], id: number): Promise<never> {
    const { state } = await readJob(tx, id);
    throw new Problem(
      ['received', 'reading', 'committing'].includes(state)
        ? 'import_busy'
        : 'import_not_previewed',
    );
  }
}

/** Staged rows are unlogged: a database that crashed between staging and commit has lost them. */
class StageLost extends Error {}

const readingOf = (mapping: Mapping | undefined) =>
  mapping ? { delimiter: mapping.delimiter, encoding: mapping.encoding, sheet: mapping.sheet } : {};

/** The remembered mapping, if this file has the columns it names. */
const fitting = (mapping: Mapping | null, look: Inspection): Mapping | null =>
  mapping && Object.values(mapping.columns).every((column) => look.header.includes(column))
    ? mapping
    : null;

/** The look, without the questions that a person's mapping has answered. */
const answered = (look: Inspection, mapping: Mapping | null): Inspection => ({
  ...look,
  mapping,
  questions: look.questions.filter(({ about }) => {
    if (about === 'day-order') return mapping?.dayOrder === null;
    if (about === 'types') return true;
    return false;
  }),
});
