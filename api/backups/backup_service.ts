/** Makes backups, one at a time, and knows how they went. Each runs in a thread of its own; the database waits only while its
 *  moment is taken (embedded: while what has changed of its folder in the last second is copied). */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Logger } from 'pino';
import { auditAs } from '../audit/queries.ts';
import type { Backups, BackupRun } from '../contract/backups.ts';
import { moveIntoPlace } from '../durable_files/durable_files.ts';
import { asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';
import { BackupRefused } from './archive/archive_format.ts';
import {
  installationOf,
  listBackups,
  nameFor,
  partOf,
  removeParts,
  type StoredBackup,
} from './backup_records.ts';
import { holdFiles } from './held_files.ts';
import { warningsOf, whyUnwritable, type BackupSettings } from './backup_folder.ts';
import { inBackupThread } from './in_backup_thread.ts';
import { keepBackup } from './keep_backup.ts';
import { nextBackup } from './next_backup.ts';
import { databaseBytes } from './size_queries.ts';
import {
  askForRoom,
  bytesUnder,
  freeBytes,
  roundedDown,
  roundedUp,
  sameDisk,
  type FreeBytes,
} from './room.ts';
import { FileMissed } from './run_backup.ts';
import { DAYS, MONTHS, WEEKS } from './thin_backups.ts';

export interface Asker {
  readonly name: string;
  readonly accountId: string | null;
  readonly agencyId: number | null;
}

const SCHEDULE: Asker = { name: 'schedule', accountId: null, agencyId: null };
const RUNS_KEPT = 10;
/** An import that begins and ends within the moment is met by chance only. */
const MOMENTS = 3;

type Run = { -readonly [K in keyof BackupRun]: BackupRun[K] };

export class BackupService {
  readonly #database: Database;
  readonly #settings: BackupSettings;
  readonly #now: () => Date;
  readonly #log: Pick<Logger, 'info' | 'error' | 'warn'>;
  readonly #free: FreeBytes;
  readonly #installation: string;
  readonly #work: string;
  readonly #stopping = new AbortController();
  #runs: Run[] = [];
  #running: Promise<void> | null = null;
  #count = 0;

  constructor(
    database: Database,
    settings: BackupSettings,
    now: () => Date,
    log: Pick<Logger, 'info' | 'error' | 'warn'>,
    free: FreeBytes = freeBytes,
  ) {
    this.#database = database;
    this.#settings = settings;
    this.#now = now;
    this.#log = log;
    this.#free = free;
    this.#installation = installationOf(settings.dataDir, database.schema);
    this.#work = join(settings.dataDir, 'backup.part');
  }

  /** Removes what a killed process left. Never fails: nothing of a backup may keep a server from starting. */
  sweep(): void {
    try {
      rmSync(this.#work, { recursive: true, force: true });
      if (this.#settings.folder !== null) removeParts(this.#settings.folder, this.#installation);
    } catch (error) {
      this.#log.error({ err: error }, 'an unfinished backup could not be removed');
    }
  }

  /** Begins one, and returns at once. Throws Problem `backup_running` or `backup_impossible`. */
  async start(
    {
      file,
      passphrase,
    }: { readonly file?: string | undefined; readonly passphrase?: string | undefined },
    by: Asker,
  ): Promise<BackupRun> {
    if (this.#running) throw new Problem('backup_running');
    const run: Run = {
      id: ++this.#count,
      state: 'running',
      asked_by: by.name,
      started_at: this.#now().toISOString(),
      ended_at: null,
      step: 'snapshot',
      share: 0,
      problem: null,
      file: '',
      encrypted: (file === undefined ? this.#settings.passphrase : passphrase) != null,
      bytes: null,
    };
    // before the first await: of two callers one begins
    const ready = this.#prepare(run, file);
    this.#running = ready
      .then((into) => this.#make(run, into, file === undefined, passphrase ?? null, by))
      .catch(() => undefined)
      .finally(() => {
        this.#running = null;
      });
    try {
      await ready;
    } catch (error) {
      // nobody is there to be told: the page does
      if (by === SCHEDULE) this.#remember({ ...run, ...failed(error), ended_at: run.started_at });
      throw error instanceof BackupRefused
        ? new Problem('backup_impossible', { detail: error.message })
        : error;
    }
    this.#remember(run);
    return { ...run };
  }

  #remember(run: Run): void {
    this.#runs = [run, ...this.#runs].slice(0, RUNS_KEPT);
  }

  /** Makes one if the newest is a day old. For the schedule: what fails is logged, and tried again an hour later. */
  async runDue(): Promise<void> {
    const { folder } = this.#settings;
    if (folder === null || this.#running) return;
    const now = this.#now();
    if (existsSync(folder) && nextBackup(this.newestVerified(), now) > now) return;
    await this.start({}, SCHEDULE);
    await this.settled();
  }

  /** Until the present one has ended. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Gives the present one up. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
  }

  newestVerified(): Date | null {
    const newest = this.#kept().find(({ verified_at }) => verified_at !== null);
    return newest ? new Date(newest.made_at) : null;
  }

  /** Days since the newest backup was made, and since one was verified; null: never, or nowhere that this server knows. */
  ages(): { readonly made_days: number | null; readonly verified_days: number | null } {
    const kept = this.#kept();
    const days = (moment: string | null | undefined) =>
      moment
        ? Math.max(0, Math.floor((this.#now().getTime() - Date.parse(moment)) / 86_400_000))
        : null;
    return {
      made_days: days(kept[0]?.made_at),
      verified_days: days(kept.find(({ verified_at }) => verified_at !== null)?.verified_at),
    };
  }

  /** @param exact whether sizes may be told: they count all agencies' records */
  async status(exact: boolean): Promise<Backups> {
    const { folder, passphrase } = this.#settings;
    const bytesOf = (bytes: number) => (exact ? bytes : roundedUp(bytes));
    const problem = folder === null ? null : await whyUnwritable(folder);
    return {
      folder:
        folder === null
          ? null
          : {
              path: folder,
              same_disk: problem === null && (await sameDisk(folder, this.#settings.dataDir)),
              encrypted: passphrase !== null,
              free_bytes: problem === null ? await this.#freeIn(folder, exact) : null,
              problem,
              next_at: nextBackup(this.newestVerified(), this.#now()).toISOString(),
            },
      kept: this.#kept().map(({ name, made_at, verified_at, bytes, encrypted }) => ({
        ...{ name, made_at, verified_at, encrypted },
        bytes: bytesOf(bytes),
      })),
      rules: { days: DAYS, weeks: WEEKS, months: MONTHS },
      runs: this.#runs.map((run) => ({ ...run, bytes: run.bytes && bytesOf(run.bytes) })),
    };
  }

  /** What an operator should know at the start; empty: all is well. */
  warnings(): Promise<string[]> {
    return warningsOf(this.#settings);
  }

  async #freeIn(folder: string, exact: boolean): Promise<number> {
    const bytes = await this.#free(folder);
    return exact ? bytes : roundedDown(bytes);
  }

  #kept(): StoredBackup[] {
    const { folder } = this.#settings;
    try {
      return folder === null ? [] : listBackups(folder, this.#installation);
    } catch {
      return [];
    }
  }

  /** Where the archive goes. Throws BackupRefused where it cannot. */
  async #prepare(run: Run, file: string | undefined): Promise<string> {
    const { dataDir } = this.#settings;
    const folder = file === undefined ? this.#settings.folder : dirname(file);
    if (folder === null)
      throw new BackupRefused('BACKUP_DIR is not set: set it to a folder on another disk.');
    if (file !== undefined && !isAbsolute(file))
      throw new BackupRefused(`${file}: write the whole path, from the root.`);
    if (file !== undefined && existsSync(file))
      throw new BackupRefused(`${file} exists already. Choose another name.`);
    const problem = await whyUnwritable(folder);
    if (problem) throw new BackupRefused(problem);
    const into = file ?? join(folder, nameFor(folder, this.#now()));
    run.file = basename(into);
    const rows = await asOwner(this.#database, (tx) => databaseBytes(tx));
    const files = ['releases', 'uploads', 'photos']
      .map((name) => bytesUnder(join(dataDir, name)))
      .reduce((sum, bytes) => sum + bytes, 0);
    // compressed, rows take a quarter to a half
    await askForRoom(folder, rows / 2 + files, this.#free);
    if (this.#database.copyTo)
      // its copy, in which it is restored a second time
      await askForRoom(dataDir, 3 * bytesUnder(join(dataDir, 'db')), this.#free);
    return into;
  }

  async #make(
    run: Run,
    into: string,
    scheduled: boolean,
    ownPassphrase: string | null,
    by: Asker,
  ): Promise<void> {
    const part = partOf(into, this.#installation);
    const passphrase = scheduled ? this.#settings.passphrase : ownPassphrase;
    const madeAt = new Date(run.started_at);
    try {
      for (let moment = 1; ; moment++) {
        try {
          await this.#write(run, part, { passphrase, madeAt, without: moment === MOMENTS });
          break;
        } catch (error) {
          if (!(error instanceof FileMissed)) throw error;
        }
      }
      run.bytes = statSync(part).size;
      moveIntoPlace(part, into);
      if (scheduled)
        keepBackup(
          dirname(into),
          {
            name: run.file,
            installation: this.#installation,
            made_at: run.started_at,
            bytes: run.bytes,
            encrypted: run.encrypted,
            verified_at: this.#now().toISOString(),
          },
          this.#now(),
          this.#log,
        );
      await this.#audit(run, by, 'backup.made');
      run.state = 'done';
      this.#log.info({ file: run.file }, 'a backup was made and verified');
    } catch (error) {
      Object.assign(run, failed(error));
      if (this.#stopping.signal.aborted) run.problem = 'The server stopped.';
      if (!this.#stopping.signal.aborted) {
        this.#log.error({ err: error, reason: run.problem }, 'a backup failed');
        await this.#audit(run, by, 'backup.failed');
      }
    } finally {
      rmSync(part, { force: true });
      rmSync(this.#work, { recursive: true, force: true });
      run.ended_at = this.#now().toISOString();
    }
  }

  /** A line that cannot be written takes nothing from the backup. */
  async #audit(
    { file, encrypted, problem }: Run,
    by: Asker,
    event: 'backup.made' | 'backup.failed',
  ): Promise<void> {
    await asOwner(this.#database, (tx) =>
      auditAs(tx, by, {
        event,
        outcome: 'done',
        about: { file, encrypted, scheduled: by === SCHEDULE, ...(problem && { reason: problem }) },
      }),
    ).catch((error: unknown) => this.#log.error({ err: error }, 'a backup was not audited'));
  }

  async #write(
    run: Run,
    part: string,
    {
      passphrase,
      ...how
    }: {
      readonly passphrase: string | null;
      readonly madeAt: Date;
      readonly without: boolean;
    },
  ): Promise<void> {
    const { dataDir } = this.#settings;
    const held = join(this.#work, 'held');
    const copy = join(this.#work, 'db');
    rmSync(this.#work, { recursive: true, force: true });
    rmSync(part, { force: true });
    mkdirSync(held, { recursive: true, mode: 0o700 });
    run.step = 'snapshot';
    run.share = 0;
    // before and after: a file that was needed at the moment was there before it
    holdFiles(dataDir, held);
    const heldMs = await this.#database.copyTo?.(copy);
    if (heldMs !== undefined)
      this.#log.info({ heldMs: Math.round(heldMs) }, 'the database was copied');
    holdFiles(dataDir, held);
    const { schema, url } = this.#database;
    await inBackupThread(
      url === null ? { folder: copy } : { url },
      {
        ...{ schema, dataDir, held, ...how },
        into: part,
        encryption: passphrase === null ? null : { passphrase },
      },
      (step, share) => Object.assign(run, { step, share }),
      this.#stopping.signal,
    );
  }
}

const failed = (error: unknown) => ({ state: 'failed', problem: inWords(error) }) as const;

function inWords(error: unknown): string {
  if (error instanceof BackupRefused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EDQUOT', '53100'].includes(code))
    return 'The disk became full. Nothing was kept; make room, then try again.';
  return `The backup could not be made${code ? ` (${code})` : ''}. Nothing was kept; the log has the reason.`;
}
