/** Imports. A file is inspected when it is uploaded; then, one file at a time and agencies in turns, it is checked, staged, reconciled, and
 *  either shown (dry run) or committed in one transaction. The file stays on disk until then, so that a mapping can be
 *  corrected and a restarted server reads it again: all of a file is committed, once, or none of it. */
import { existsSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { FormatName, Mapping } from '../contract/intake.ts';
import { makeFolder, moveIntoPlace } from '../durable_files/durable_files.ts';
import { asOwner, onBehalfOf, type Viewer } from '../db/as_agency.ts';
import { isOutOfRoom, OutOfRoom } from '../db/out_of_room.ts';
import type { Database } from '../db/connect.ts';
import { ensureDataset, keepSensitivity, readMapping } from '../incidents/dataset_queries.ts';
import { Problem } from '../http/problem.ts';
import { FairQueue } from '../jobs/fair_queue.ts';
import { doublingBackoff, retry } from '../jobs/retry.ts';
import { inspectUnder, inspectUpload } from './inspect_upload.ts';
import { removeLeftoverFiles } from './leftover_files.ts';
import { abandonImport, runImport, type ImportContext } from './run_import.ts';
import {
  BUSY_STATES,
  insertImport,
  listJobs,
  lockJob,
  moveImport,
  readJob,
  setMapping,
  type ImportState,
} from './stage/import_queries.ts';
import { clearEndedStages } from './stage/stage_queries.ts';
import { assertRoom, needOfFile } from './room_for_file.ts';
import { isTemporary } from './temporary.ts';
import { undoImport } from './undo_import.ts';

export interface UploadedFile {
  readonly agencyId: number;
  /** Who uploads it; absent: the sample. */
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

/** A dry run that nobody brings in is dropped, with its file. */
const PREVIEW_KEPT_MS = 7 * 24 * 3600_000;
const LONGEST_WAIT_MS = 30_000;

/** Who decides: the import's history names them. */
type Author = Pick<Viewer, 'accountId' | 'agencyId'>;

export class ImportService {
  readonly #context: ImportContext;
  readonly #folder: string;
  readonly #retryMs: number;
  readonly #stopping = new AbortController();
  /** Each agency has a place in the line, whatever it has handed in. */
  readonly #queue = new FairQueue({ concurrency: 1, perOwner: 1 });
  readonly #inspections = new FairQueue({
    ...{ concurrency: 1, perOwner: 1, maxWaiting: 60, maxWaitingPerOwner: 10 },
    full: 'files_busy',
    retryAfterSeconds: 60,
  });
  /** Aborted when an import is called off, by its id. */
  readonly #running = new Map<number, AbortController>();
  #changed: () => void = () => undefined;

  /** @param retryMs the first wait for an unavailable database; it doubles to half a minute */
  constructor(
    database: Database,
    folder: string,
    now: () => Date,
    log: Pick<Logger, 'info' | 'error'>,
    retryMs = 1_000,
  ) {
    this.#context = {
      database,
      now,
      log,
      pathOf: (id) => join(folder, String(id)),
      stopping: this.#stopping.signal,
      changed: () => this.#changed(),
    };
    this.#folder = folder;
    this.#retryMs = retryMs;
    makeFolder(folder);
  }

  /** `listener` is called whenever an import has changed the records, or was undone. */
  whenChanged(listener: () => void): void {
    this.#changed = listener;
  }

  /** Takes a file and returns its import's id, when both are on the disk; the work follows in the background. When it
   *  throws, the file is gone.
   *  signal: of whoever waits for the inspection. Throws Problems `files_busy`, `no_room_for_file`. */
  async receive(file: UploadedFile, signal?: AbortSignal): Promise<number> {
    const { database, pathOf } = this.#context;
    let kept = file.path;
    try {
      const remembered = async (slug: string) =>
        Mapping.nullable()
          .catch(null)
          .parse(await asOwner(database, (tx) => readMapping(tx, file.agencyId, slug)));
      const { inspection, dataset } = await this.#inspections.run(
        String(file.agencyId),
        () => inspectUpload(file, remembered, signal),
        signal,
      );
      // a server's database lies elsewhere, and says itself when it is full
      if (database.engine === 'embedded')
        assertRoom(database.storage, (await needOfFile(file.path, inspection)) ?? 0);
      await syncFile(file.path);
      const id = await asOwner(database, async (tx) => {
        const { accountId = null, agencyId } = file;
        if (accountId !== null) await onBehalfOf(tx, { accountId, agencyId });
        const datasetId = await ensureDataset(tx, file.agencyId, dataset);
        const inserted = await insertImport(tx, {
          ...file,
          accountId: file.accountId ?? null,
          datasetId,
          sensitivity: await keepSensitivity(tx, datasetId, file.sensitivity),
          format: FormatName.nullable()
            .catch(null)
            .parse(file.format ?? inspection.format),
          mapping: inspection.mapping,
          inspection,
        });
        // before the commit: an import never waits for a file that is not in its place
        moveIntoPlace(file.path, pathOf(inserted));
        kept = pathOf(inserted);
        return inserted;
      });
      this.#enqueue(id, file.agencyId);
      return id;
    } catch (error) {
      rmSync(kept, { force: true });
      throw error;
    }
  }

  /** Reads a dry run's file again under a corrected mapping. */
  async remap(id: number, mapping: Mapping, by: Author): Promise<void> {
    const { database, pathOf } = this.#context;
    const job = await asOwner(database, (tx) => readJob(tx, id));
    if (job.state !== 'previewed' || !existsSync(pathOf(id))) throw notPreviewed(job.state);
    const inspection = await this.#inspections
      .run(String(job.agency_id), () => inspectUnder(pathOf(id), job.file_name, mapping))
      .catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new Problem('import_not_previewed') : error;
      });
    await asOwner(database, async (tx) => {
      await onBehalfOf(tx, by);
      const { state } = await lockJob(tx, id);
      if (!(await moveImport(tx, id, ['previewed'], 'received'))) throw notPreviewed(state);
      await setMapping(tx, id, inspection.mapping ?? mapping, inspection);
    });
    this.#enqueue(id, job.agency_id);
  }

  /** Commits what a dry run has shown. */
  async commit(id: number, by: Author): Promise<void> {
    const agencyId = await asOwner(this.#context.database, async (tx) => {
      await onBehalfOf(tx, by);
      const { state, problem, agency_id } = await lockJob(tx, id);
      if (state === 'previewed' && problem) throw new Problem('import_questions_open');
      if (!(await moveImport(tx, id, ['previewed'], 'committing'))) throw notPreviewed(state);
      return agency_id;
    });
    this.#enqueue(id, agencyId);
  }

  /** Undoes a committed import, discards a dry run, or calls off one that is waiting or being read. */
  async undo(id: number, by: Author): Promise<void> {
    const { database, pathOf } = this.#context;
    const mayUndo = database.storage.room === 'enough';
    const outcome = await asOwner(database, async (tx) => {
      await onBehalfOf(tx, by);
      return undoImport(tx, id, mayUndo);
    });
    if (outcome === 'undone') return this.#changed();
    this.#running.get(id)?.abort(new CalledOff());
    rmSync(pathOf(id), { force: true });
  }

  /** Goes on with what a stopped or killed process left. Call it before any file is taken. */
  async resume(): Promise<void> {
    const { database, pathOf } = this.#context;
    const jobs = await asOwner(database, (tx) => listJobs(tx));
    removeLeftoverFiles(this.#folder, new Set(jobs.map(({ id }) => id)));
    await asOwner(database, (tx) => clearEndedStages(tx));
    for (const job of jobs) {
      const old = this.#isOld(job);
      const gone = !existsSync(pathOf(job.id));
      if (job.state === 'previewed' && !old && !gone) continue;
      // on a shared server the file may lie in another process's folder
      if (gone && !old && database.engine === 'server') continue;
      if (job.state === 'previewed' || gone) await abandonImport(this.#context, job);
      else this.#enqueue(job.id, job.agency_id);
    }
  }

  /** Drops dry runs that nobody has brought in, and their files. */
  async dropOldPreviews(): Promise<void> {
    const jobs = await asOwner(this.#context.database, (tx) => listJobs(tx));
    for (const job of jobs)
      if (job.state === 'previewed' && this.#isOld(job)) await abandonImport(this.#context, job);
  }

  #isOld(job: { readonly created_at: Date }): boolean {
    return this.#context.now().getTime() - job.created_at.getTime() > PREVIEW_KEPT_MS;
  }

  /** Resolves when every import received so far has been worked on. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  /** Lets the running import finish its batch; it goes on at the next start. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#queue.idle();
  }

  // The queue: one import at a time, agencies in turns, retried while the database is unavailable. Nothing else here knows how.

  #enqueue(id: number, agencyId: number): void {
    const running = new AbortController();
    this.#running.set(id, running);
    this.#queue
      .run(String(agencyId), () => this.#runWithRetry(id, running.signal), running.signal)
      .finally(() => {
        if (this.#running.get(id) === running) this.#running.delete(id);
      })
      .catch((error: unknown) => {
        if (error instanceof CalledOff) return;
        this.#context.log.error({ err: error, import: id }, 'import failed');
      });
  }

  #runWithRetry(id: number, calledOff: AbortSignal): Promise<void> {
    const { database, stopping, log } = this.#context;
    const signal = AbortSignal.any([stopping, calledOff]);
    return retry(() => runImport(this.#context, id, calledOff), {
      backoff: doublingBackoff(this.#retryMs, LONGEST_WAIT_MS),
      isTemporary,
      onFailure: (error) => {
        // a server's COPY has a connection of its own, of which nobody else hears
        if (isOutOfRoom(error) && !(error instanceof OutOfRoom)) database.storage.refused();
        const why = isOutOfRoom(error) ? 'there is no room' : 'the database is unavailable';
        log.error({ err: error, import: id }, `${why}; the import waits`);
      },
      signal,
    });
  }
}

/** A large file takes a while, in which others are served. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path);
  await file.sync().finally(() => file.close());
}

/** An import's file is not wanted any more. */
class CalledOff extends Error {}

const notPreviewed = (state: ImportState): Problem =>
  new Problem(BUSY_STATES.includes(state) ? 'import_busy' : 'import_not_previewed');
