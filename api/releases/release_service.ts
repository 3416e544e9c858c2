/** Announces, builds and publishes releases. One is announced, and published a day later unless an administrator stops it: a
 *  release cannot be taken back. One transaction computes the numbers and stores the text of every file; files on disk are
 *  copies, written after the commit and restored when missing. A process killed at any moment leaves either no release of
 *  the month, or one that the next attempt finishes. */
import { join } from 'node:path';
import type {
  PlannedRelease,
  ReleaseDocument,
  ReleaseIndex,
  ReleaseList,
  ReleaseSummary,
} from '../contract/releases.ts';
import type { ClosingService } from '../closed_months/closing_service.ts';
import { auditAs } from '../audit/queries.ts';
import { asOwner, onBehalfOf, type OwnerTx } from '../db/as_agency.ts';
import type { Database, Tx } from '../db/connect.ts';
import { localDateOf } from '../time/local_date.ts';
import { readPartnership } from '../partnership/queries.ts';
import { Problem } from '../http/problem.ts';
import { queueNotices } from '../notices/queries.ts';
import { LimitedQueue } from '../jobs/limited_queue.ts';
import {
  alreadyReleased,
  assembleRelease,
  chosenGeography,
  type WantedRelease,
} from './assemble_release.ts';
import { METHOD_VERSION } from './build_release.ts';
import { awaitedFeeds, dueReleases, type DeliveredFeed } from './due_releases.ts';
import {
  listAdministrators,
  listPlanned,
  putPlan,
  readRequester,
  stopPlan,
} from './planned_queries.ts';
import { alreadyAnnounced, HELD_MS, noticesOfPlan, shownPlan } from './planned_release.ts';
import { printRelease } from './print_release.ts';
import {
  insertRelease,
  listPublished,
  listPublishedFeeds,
  listReleases,
  markPublishedByArea,
  readFiles,
  readGeography,
  type StoredRelease,
} from './queries.ts';
import {
  folderOf,
  isPublished,
  publishFolder,
  publishIndex,
  sha256Of,
  standingFolder,
  sweepHalves,
} from './write_release.ts';

/** Who requests a release: a person for an agency, the operator, or the schedule. */
export interface Builder {
  readonly name: string;
  readonly accountId: string | null;
  readonly agencyId: number | null;
}

export interface DueMonths {
  readonly months: readonly string[];
  /** Closed, and a feed of them may still come. */
  readonly awaited: readonly { readonly month: string; readonly feeds: readonly DeliveredFeed[] }[];
}

/** Closes months, by a clock that can be doubted. */
type Closing = Pick<ClosingService, 'run' | 'clock'>;

export class ReleaseService {
  /** DATA_DIR/releases */
  readonly folder: string;
  readonly #database: Database;
  readonly #closing: Closing;
  /** One at a time: two builders of one month would both count, and two writers meet in the folder. */
  readonly #queue = new LimitedQueue({ concurrency: 1 });

  constructor(database: Database, folder: string, closing: Closing) {
    this.#database = database;
    this.folder = folder;
    this.#closing = closing;
  }

  /** What would be published now; nothing is kept. Throws the same Problems as `announce`. */
  async preview(wanted: WantedRelease): Promise<ReleaseDocument> {
    await this.#closing.run();
    return this.#owner(async (tx) => (await this.#assemble(tx, wanted)).document);
  }

  /** Plans a release for a day later, and notifies the administrators of everybody whose records are in it. Throws Problems
   *  `already_announced`, `already_released`, and those of `assembleRelease`. */
  announce(wanted: WantedRelease, by: Builder): Promise<PlannedRelease> {
    return this.#queue.run(async () => {
      await this.#closing.run();
      return this.#owner(async (tx) => {
        await onBehalfOf(tx, by);
        const known = (await listPlanned(tx)).find(({ period }) => period === wanted.period);
        if (known && known.stopped_at === null) throw alreadyAnnounced(known);
        const { document, agencies } = await this.#assemble(tx, wanted);
        const announcedAt = this.#closing.clock.now();
        const publishFrom = new Date(announcedAt.getTime() + HELD_MS);
        const { period, geography } = document;
        const { name, accountId, agencyId } = by;
        await putPlan(tx, {
          ...{ period, geography, announcedAt, publishFrom, accountId, agencyId },
          by: name,
        });
        await auditAs(tx, by, {
          event: 'release.announced',
          outcome: 'done',
          concerns: agencies,
          about: { month: period, geography, scheduled: accountId === null },
        });
        const administrators = await listAdministrators(tx, agencies);
        await queueNotices(tx, noticesOfPlan(period, publishFrom, administrators), announcedAt);
        const planned = (await listPlanned(tx)).find((one) => one.period === period);
        if (!planned) throw new Problem('internal');
        return shownPlan(planned);
      });
    });
  }

  /** Keeps an announced release from being published. Throws Problem `nothing_to_stop`. */
  stop(period: string, why: string, by: Builder): Promise<PlannedRelease> {
    return this.#queue.run(() =>
      this.#owner(async (tx) => {
        await onBehalfOf(tx, by);
        const at = this.#closing.clock.now();
        if (!(await stopPlan(tx, { period, at, why, by: by.name })))
          throw new Problem('nothing_to_stop');
        const planned = (await listPlanned(tx)).find((one) => one.period === period);
        if (!planned) throw new Problem('internal');
        await auditAs(tx, by, {
          event: 'release.stopped',
          outcome: 'done',
          concerns: (await listPublished(tx, planned.geography, period)).map(
            ({ agency_id: id }) => id,
          ),
          about: { month: period, why },
        });
        return shownPlan(planned);
      }),
    );
  }

  /** Announced months whose day is over. */
  async ready(): Promise<string[]> {
    const now = this.#closing.clock.now();
    const planned = await this.#owner((tx) => listPlanned(tx));
    return planned
      .filter((one) => one.stopped_at === null && one.publish_from <= now)
      .map(({ period }) => period);
  }

  /** Releases an announced month, in the name of whoever announced it. Throws Problem `nothing_to_release` when it was
   *  stopped meanwhile, and those of `release`. */
  async releasePlanned(period: string): Promise<ReleaseSummary> {
    return this.#queue.run(async () => {
      // in the queue, as a stop is: nobody is told of a stop and then published
      const { plan, who } = await this.#owner(async (tx) => ({
        plan: (await listPlanned(tx)).find((one) => one.period === period),
        who: await readRequester(tx, period),
      }));
      if (!plan || plan.stopped_at !== null) throw new Problem('nothing_to_release');
      const by = { name: plan.announced_by, ...who };
      return this.#release({ period, geography: plan.geography }, by);
    });
  }

  /** Releases a month: once. One that was stored and not published, because the process ended between the two, is
   *  published as stored. Throws Problem `already_released`, and those of `assembleRelease`. */
  release(wanted: WantedRelease, by: Builder): Promise<ReleaseSummary> {
    return this.#queue.run(() => this.#release(wanted, by));
  }

  async #release(wanted: WantedRelease, by: Builder): Promise<ReleaseSummary> {
    await this.#closing.run();
    await this.#owner(async (tx) => {
      const kept = await keptRelease(tx, wanted);
      if (!kept) await this.#keep(tx, wanted, by);
      else if (this.#stands(kept)) throw alreadyReleased(kept);
      else await chosenGeography(tx, wanted.geography);
    });
    const { releases } = await this.#publish();
    const done = releases.find(({ period }) => period === wanted.period);
    if (!done) throw new Problem('internal');
    return done;
  }

  /** Restores files on disk that differ from what was published. */
  async publish(): Promise<void> {
    await this.#queue.run(() => this.#publish());
  }

  /** Months that are to be released now. None before the first release, which a person makes; none before its month. */
  due(): Promise<DueMonths> {
    return this.#owner(async (tx) => {
      const released = (await listReleases(tx)).map(({ period }) => period);
      const first = released.at(-1);
      if (first === undefined) return { months: [], awaited: [] };
      const today = localDateOf(this.#closing.clock.now());
      // a month that was stopped waits for a person
      const planned = (await listPlanned(tx)).map(({ period }) => period);
      const months = dueReleases(first, new Set([...released, ...planned]), today);
      const feeds = months.length > 0 ? await listPublishedFeeds(tx) : [];
      const closed = months.map((month) => ({
        month,
        feeds: awaitedFeeds(feeds, month, today),
      }));
      return {
        months: closed.filter((one) => one.feeds.length === 0).map(({ month }) => month),
        awaited: closed.filter((one) => one.feeds.length > 0),
      };
    });
  }

  async #assemble(tx: OwnerTx, wanted: WantedRelease) {
    const doubt = await this.#closing.clock.doubt(tx);
    if (doubt !== null) throw new Problem('clock_in_doubt', { detail: doubt });
    const kept = await keptRelease(tx, wanted);
    if (kept) throw alreadyReleased(kept);
    const stranger = standingFolder(this.folder, wanted.period);
    if (stranger !== undefined)
      throw new Problem('already_released', {
        detail:
          `${join(this.folder, stranger)} has been published, and this database does not know it: perhaps an older ` +
          'backup was restored. It stays, because a second release of the month could differ from it.',
      });
    return assembleRelease(tx, wanted, localDateOf(this.#closing.clock.now()));
  }

  async #keep(tx: OwnerTx, wanted: WantedRelease, by: Builder): Promise<void> {
    const { document, areas, agencies } = await this.#assemble(tx, wanted);
    const { period, geography } = document;
    const files = printRelease(document, areas);
    await insertRelease(tx, {
      period,
      geography,
      builtAt: this.#closing.clock.now(),
      builtBy: by.name,
      methodVersion: METHOD_VERSION,
      files: files.map((file) => ({ ...file, sha256: sha256Of(file.content) })),
    });
    if (geography !== 'h3-8') await markPublishedByArea(tx, period);
    await auditAs(tx, by, {
      event: 'release.built',
      outcome: 'done',
      concerns: agencies,
      about: { month: period, geography, scheduled: by.accountId === null },
    });
  }

  async #publish(): Promise<ReleaseList> {
    const { all, partnership, lost } = await this.#owner(async (tx) => {
      const lost = [];
      for (const release of await listReleases(tx))
        if (!this.#stands(release))
          lost.push({ name: folderOf(release), files: await readFiles(tx, release.period) });
      return { all: await readReleases(tx), partnership: await readPartnership(tx), lost };
    });
    sweepHalves(this.folder);
    for (const { name, files } of lost) publishFolder(this.folder, name, files);
    const index: ReleaseIndex = {
      partnership: partnership.name,
      synthetic: partnership.sample !== 'none',
      geography: all.geography,
      releases: all.releases.map(({ period, geography, built_at, method_version, files }) => ({
        ...{ period, geography, built_at, method_version, files },
      })),
    };
    if (all.releases.length > 0) publishIndex(this.folder, index);
    return all;
  }

  #stands(release: StoredRelease): boolean {
    return isPublished(this.folder, folderOf(release), release.files);
  }

  #owner<T>(work: (tx: OwnerTx) => Promise<T>): Promise<T> {
    // one state of the records for all counts of a release
    return asOwner(this.#database, work, 'isolation level repeatable read');
  }
}

const keptRelease = async (tx: OwnerTx, { period }: WantedRelease) =>
  (await listReleases(tx)).find((release) => release.period === period);

/** All releases, the newest month first, and where their files are read. */
export async function readReleases(tx: Tx): Promise<ReleaseList> {
  const stored = await listReleases(tx);
  return {
    geography: await readGeography(tx),
    planned: (await listPlanned(tx)).map(shownPlan),
    releases: stored.map((release) => ({
      ...release,
      built_at: release.built_at.toISOString(),
      files: release.files.map((file) => ({
        ...file,
        path: `/releases/${folderOf(release)}/${file.name}`,
      })),
    })),
  };
}
