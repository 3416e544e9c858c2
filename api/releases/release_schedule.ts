/** Announces closed months by itself, once a person has made the first release, and publishes what was announced a day
 *  before. */
import type { Logger } from 'pino';
import { Problem } from '../http/problem.ts';
import { startInterval, type IntervalJob } from '../jobs/interval_scheduler.ts';
import type { OnlyWithRoom } from '../storage/only_with_room.ts';
import type { Builder, ReleaseService } from './release_service.ts';

const HOUR_MS = 3600_000;
/** Who releases what the schedule releases. */
export const SCHEDULE: Builder = { name: 'schedule', accountId: null, agencyId: null };

type Log = Pick<Logger, 'info' | 'error'>;

type Releases = Pick<ReleaseService, 'publish' | 'due' | 'announce' | 'ready' | 'releasePlanned'>;

/** One run: restores files on disk, publishes what was announced a day before, and announces every month that is due. A
 *  month that fails is logged and left to the next run; the others go on. @returns the months published */
export async function releaseDue(
  releases: Releases,
  log: Log,
  stopping?: AbortSignal,
): Promise<string[]> {
  const released: string[] = [];
  await releases.publish();
  for (const month of await releases.ready()) {
    if (stopping?.aborted) return released;
    const { done } = await attempt(month, log, () => releases.releasePlanned(month));
    if (!done) continue;
    released.push(month);
    log.info({ month }, 'released');
  }
  const { months, awaited } = await releases.due();
  for (const { month, feeds } of awaited)
    log.info({ month, feeds: feeds.map(({ feed }) => feed) }, 'a release waits for feeds');
  for (const month of months) {
    if (stopping?.aborted) break;
    const { done } = await attempt(month, log, () =>
      releases.announce({ period: month }, SCHEDULE),
    );
    if (done) log.info({ month }, 'a release is announced');
  }
  return released;
}

async function attempt(
  month: string,
  log: Log,
  work: () => Promise<unknown>,
): Promise<{ done: boolean }> {
  try {
    await work();
    return { done: true };
  } catch (error) {
    // nothing to publish yet: the next run checks again, in case a file was late
    if (!(error instanceof Problem && error.code === 'nothing_to_release'))
      log.error({ err: error, month }, 'a month could not be released; tried again later');
    return { done: false };
  }
}

/** Now, and every hour, where there is room. */
export const startSchedule = (
  releases: Releases,
  log: Log,
  whenRoom: OnlyWithRoom,
  everyMs = HOUR_MS,
): IntervalJob =>
  startInterval(
    'releases',
    whenRoom((stopping) => releaseDue(releases, log, stopping)),
    log,
    everyMs,
  );
