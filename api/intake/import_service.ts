/** Where files are handed in. One at a time each is looked at, staged, reconciled, and either shown (dry run) or
 *  brought in by one transaction. The file itself is kept on disk until then, so that a mapping can be corrected
 *  and a killed server reads it again when it is back: all of a file comes in, once, or none of it. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { FormatName, Mapping } from '../contract/intake.ts';
import { asOwner } from '../db/as_agency.ts';
import { isUnavailable } from '../db/unavailable.ts';
import type { Database } from '../db/connect.ts';
import {
  ensureDataset,
  keepSensitivity,
  lockDataset,
  readMapping,
} from '../incidents/dataset_queries.ts';
import { recordChange } from '../incidents/change_queries.ts';
import { Problem } from '../http/problem.ts';
import { LimitedQueue } from '../jobs/limited_queue.ts';
import { doublingBackoff, retry } from '../jobs/retry.ts';
import { ANYWHERE } from './check/allowed_area.ts';
import { bringIn, StageLost } from './stage/commit_import.ts';
import {
  fitting,
  hasReading,
  mayBeCorrected,
  openQuestion,
  readingOf,
  understood,
} from './understand/choose_mapping.ts';
import { datasetFor } from './understand/dataset_name.ts';
import { FileRefused } from './file_problem.ts';
import { gridMethod, type GridMethod } from './stage/grid_conversion.ts';
import {
  clearReading,
  insertImport,
  listJobs,
  lockJob,
  moveImport,
  previewStaged,
  readInspection,
  readJob,
  rereadAsImport,
  setCounts,
  setMapping,
  setPreview,
  type ImportJob,
  type ImportState,
} from './import_queries.ts';
import { inspectFile } from './understand/inspect_file.ts';
import { sweepFiles } from './leftover_files.ts';
import {
  laterImport,
  reconcile,
  sweepStage,
  sweepStages,
  takeBack,
} from './stage/reconcile_queries.ts';
import { stageFile } from './stage/stage_file.ts';

export interface HandedIn {
  readonly agencyId: number;
  /** Who hands it in; absent: the sample. */
  readonly accountId?: string | undefined;
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
  /** 0 to 3; absent: as the feed's records have been so far. */
  readonly sensitivity?: number | undefined;
}

/** Dry runs that nobody brought in are swept after a day. */
const PREVIEW_KEPT_MS = 24 * 3600_000;
const PREVIEW_RESOLUTION = 8;
const LONGEST_WAIT_MS = 30_000;

export class ImportDesk {
  readonly #database: Database;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #log: Pick<Logger, 'info' | 'error'>;
  readonly #retryMs: number;
  readonly #closing = new AbortController();
  readonly #queue = new LimitedQueue({ concurrency: 1 });
  #grid: GridMethod | null = null;
  #changed: () => void = () => undefined;

  /** @param retryMs the first wait for a database that is away; it doubles to half a minute */
  constructor(
    database: Database,
    folder: string,
    now: () => Date,
    log: Pick<Logger, 'info' | 'error'>,
    retryMs = 1_000,
  ) {
    this.#database = database;
    this.#folder = folder;
    this.#now = now;
    this.#log = log;
    this.#retryMs = retryMs;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** `told` is called whenever an import has changed the records, or was taken back. */
  whenChanged(told: () => void): void {
    this.#changed = told;
  }

  /** Takes a file and answers with its import's id; the work goes on behind. When it throws, the file is gone. */
  async receive(file: HandedIn): Promise<number> {
    let kept = file.path;
    try {
      const { look, dataset, mapping } = await this.#look(file);
      const id = await asOwner(this.#database, async (tx) => {
        const datasetId = await ensureDataset(tx, file.agencyId, dataset);
        const inserted = await insertImport(tx, {
          ...file,
          accountId: file.accountId ?? null,
          datasetId,
          sensitivity: await keepSensitivity(tx, datasetId, file.sensitivity),
          format: FormatName.nullable()
            .catch(null)
            .parse(file.format ?? look.format),
          mapping,
          inspection: look,
        });
        // before the commit: an import never waits for a file that did not get there
        renameSync(file.path, this.#pathOf(inserted));
        kept = this.#pathOf(inserted);
        return inserted;
      });
      this.#later(id);
      return id;
    } catch (error) {
      rmSync(kept, { force: true });
      throw error;
    }
  }

  /** Reads a dry run's file again under a corrected mapping. */
  async remap(id: number, mapping: Mapping): Promise<void> {
    const job = await asOwner(this.#database, (tx) => readJob(tx, id));
    if (job.state !== 'previewed' || !existsSync(this.#pathOf(id))) throw notPreviewed(job.state);
    const look = await inspectFile(this.#pathOf(id), {
      ...readingOf(mapping),
      name: job.file_name,
      mapping,
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new Problem('import_not_previewed') : error;
    });
    await asOwner(this.#database, async (tx) => {
      const { state } = await lockJob(tx, id);
      if (!(await moveImport(tx, id, ['previewed'], 'received'))) throw notPreviewed(state);
      const told = understood(look, mapping);
      await setMapping(tx, id, told.mapping, told.look);
    });
    this.#later(id);
  }

  /** Brings in what a dry run has shown. */
  async commit(id: number): Promise<void> {
    await asOwner(this.#database, async (tx) => {
      const { state, problem } = await lockJob(tx, id);
      if (state === 'previewed' && problem) throw new Problem('import_questions_open');
      if (!(await moveImport(tx, id, ['previewed'], 'committing'))) throw notPreviewed(state);
    });
    this.#later(id);
  }

  /** Takes a done import back, or drops a dry run. */
  async undo(id: number): Promise<void> {
    const dropped = await asOwner(this.#database, async (tx) => {
      const job = await lockJob(tx, id);
      if (WORKED_ON.includes(job.state)) throw new Problem('import_busy');
      if (job.state === 'previewed') {
        await moveImport(tx, id, ['previewed'], 'discarded');
        await sweepStage(tx, id);
        return true;
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
      await takeBack(tx, id, version);
      return false;
    });
    if (dropped) rmSync(this.#pathOf(id), { force: true });
    else this.#changed();
  }

  /** Takes up what a stopped or killed process left. Call it before any file is taken. */
  async resume(): Promise<void> {
    const jobs = await asOwner(this.#database, (tx) => listJobs(tx));
    sweepFiles(this.#folder, new Set(jobs.map(({ id }) => id)));
    await asOwner(this.#database, (tx) => sweepStages(tx));
    for (const job of jobs) {
      const old = this.#now().getTime() - job.created_at.getTime() > PREVIEW_KEPT_MS;
      const gone = !existsSync(this.#pathOf(job.id));
      if (job.state === 'previewed' && !old && !gone) continue;
      // on a shared server the file may lie in another process's folder
      if (gone && !old && this.#database.engine === 'server') continue;
      if (job.state === 'previewed' || gone) await this.#giveUp(job);
      else this.#later(job.id);
    }
  }

  /** Resolves when everything handed in so far has been worked on. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  /** Lets the import in hand finish its batch; it is taken up at the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#queue.idle();
  }

  #pathOf(id: number): string {
    return join(this.#folder, String(id));
  }

  /** What the file is, whose feed, and how its columns are read. */
  async #look({ agencyId, mapping: given, ...file }: HandedIn) {
    const inspect = (reading: Mapping | null, mapping: Mapping | null = null) =>
      inspectFile(file.path, { ...readingOf(reading), name: file.fileName, mapping });
    const look = await inspect(given ?? null, given ?? null);
    const dataset = datasetFor(file, look.format);
    if (given) return { ...understood(look, given), dataset };
    const remembered = Mapping.nullable()
      .catch(null)
      .parse(await asOwner(this.#database, (tx) => readMapping(tx, agencyId, dataset.slug)));
    const second = hasReading(remembered) ? await inspect(remembered) : look;
    const mapping = fitting(remembered, second);
    if (mapping) return { ...understood(await inspect(mapping, mapping), mapping), dataset };
    return { look, dataset, mapping: look.mapping };
  }

  #later(id: number): void {
    this.#queue
      .run(() => this.#work(id))
      .catch((error: unknown) => {
        this.#log.error({ err: error, import: id }, 'import failed');
      });
  }

  /** Works on an import, through any absence of the database. */
  #work(id: number): Promise<void> {
    return retry(() => this.#step(id), {
      backoff: doublingBackoff(this.#retryMs, LONGEST_WAIT_MS),
      isTemporary: isUnavailable,
      onFailure: (error) =>
        this.#log.error(
          { err: error, import: id },
          'the database is unavailable; the import waits',
        ),
      signal: this.#closing.signal,
    });
  }

  async #step(id: number, lostBefore = false): Promise<void> {
    const job = await asOwner(this.#database, (tx) => readJob(tx, id));
    try {
      if (job.state === 'received' || job.state === 'reading') await this.#read(job);
      const now = await asOwner(this.#database, (tx) => readJob(tx, id));
      if (now.state !== 'committing') return;
      await bringIn(this.#database, now);
      this.#changed();
      rmSync(this.#pathOf(id), { force: true });
      await asOwner(this.#database, (tx) => sweepStage(tx, id));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      if (!(error instanceof StageLost) || lostBefore) return this.#refuse(job, error);
      // the database went down in between, and staged rows are not kept through that: read the file again
      await asOwner(this.#database, (tx) => rereadAsImport(tx, id));
      return this.#step(id, true);
    }
  }

  async #read(job: ImportJob): Promise<void> {
    const { id } = job;
    const look = await asOwner(this.#database, async (tx) => {
      await moveImport(tx, id, ['received', 'reading'], 'reading');
      await sweepStage(tx, id);
      await clearReading(tx, id);
      return readInspection(tx, id);
    });
    const problem = look?.problem ?? (look && openQuestion(look));
    if (problem) throw new FileRefused(problem);
    this.#grid ??= await gridMethod(this.#database);
    const staged = await stageFile(this.#database, job, {
      path: this.#pathOf(id),
      now: this.#now().getTime(),
      grid: this.#grid,
      // a known test format from abroad; every other file must lie in the United Kingdom
      ...(job.format === 'boston-311' ? { area: ANYWHERE } : {}),
      stopped: () => this.#closing.signal.aborted,
    });
    if (staged === 'stopped') return;
    await asOwner(this.#database, async (tx) => {
      const found = await reconcile(tx, id, job.dataset_id);
      await setCounts(tx, id, staged, found);
      const preview = await previewStaged(tx, id, PREVIEW_RESOLUTION);
      await setPreview(tx, id, { ...preview, skipped: look?.skipped ?? [] });
      await moveImport(tx, id, ['reading'], job.dry_run ? 'previewed' : 'committing');
    });
  }

  async #refuse(job: ImportJob, error: unknown): Promise<void> {
    const known = error instanceof FileRefused ? error.problem : null;
    if (!known) this.#log.error({ err: error, import: job.id }, 'import failed');
    // a dry run that a better answer may save stays open for it; everything else is over
    const stays = job.dry_run && known !== null && mayBeCorrected(known, job.mapping);
    const problem = known ?? {
      code: 'internal',
      sentence: 'The server could not finish reading this file. Nothing was added; send it again.',
    };
    await asOwner(this.#database, async (tx) => {
      await moveImport(tx, job.id, WORKED_ON, stays ? 'previewed' : 'failed', problem);
      await sweepStage(tx, job.id);
    });
    if (!stays) rmSync(this.#pathOf(job.id), { force: true });
  }

  async #giveUp(job: ImportJob): Promise<void> {
    const sentence =
      'The server stopped before this file was read. Nothing was added; send it again.';
    await asOwner(this.#database, async (tx) => {
      if (job.state === 'previewed') await moveImport(tx, job.id, [job.state], 'discarded');
      else await moveImport(tx, job.id, [job.state], 'failed', { code: 'interrupted', sentence });
      await sweepStage(tx, job.id);
    });
    rmSync(this.#pathOf(job.id), { force: true });
  }
}

const WORKED_ON: readonly ImportState[] = ['received', 'reading', 'committing'];

const notPreviewed = (state: ImportState): Problem =>
  new Problem(WORKED_ON.includes(state) ? 'import_busy' : 'import_not_previewed');
