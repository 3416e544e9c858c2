/** Releases closed months by themselves, once a person has made the first release. */
import type { Logger } from 'pino';
import { Problem } from '../http/problem.ts';
import { startInterval, type IntervalJob } from '../jobs/interval_scheduler.ts';
import type { Builder, ReleaseService } from './release_service.ts';

const HOUR_MS = 3600_000;
/** Who releases what the schedule releases. */
export const SCHEDULE: Builder = { name: 'schedule', accountId: null, agencyId: null };

type Log = Pick<Logger, 'info' | 'error'>;

/** One run: restores files on disk, and releases every month that is due. A month that fails is logged and left to the
 *  next run; the others go on. */
export async function releaseDue(
  releases: Pick<ReleaseService, 'publish' | 'due' | 'release'>,
  log: Log,
  stopping?: AbortSignal,
): Promise<string[]> {
  const released: string[] = [];
  await releases.publish();
  const { months, awaited } = await releases.due();
  for (const { month, feeds } of awaited)
    log.info({ month, feeds: feeds.map(({ feed }) => feed) }, 'a release waits for feeds');
  for (const period of months) {
    if (stopping?.aborted) break;
    try {
      await releases.release({ period }, SCHEDULE);
      released.push(period);
      log.info({ month: period }, 'released');
    } catch (error) {
      // nothing to publish yet: the next run checks again, in case a file was late
      if (error instanceof Problem && error.code === 'nothing_to_release') continue;
      log.error({ err: error, month: period }, 'a month could not be released; tried again later');
    }
  }
  return released;
}

/** Now, and every hour. */
export const startSchedule = (
  releases: Pick<ReleaseService, 'publish' | 'due' | 'release'>,
  log: Log,
  everyMs = HOUR_MS,
): IntervalJob =>
  startInterval('releases', (stopping) => releaseDue(releases, log, stopping), log, everyMs);
