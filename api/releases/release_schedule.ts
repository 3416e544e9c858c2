/** Releases closed months without being asked, once a person has made the first release. */
import type { Logger } from 'pino';
import { Problem } from '../http/problem.ts';
import { startRounds, type Rounds } from '../jobs/interval_scheduler.ts';
import type { Builder, ReleaseDesk } from './release_service.ts';

const HOUR_MS = 3600_000;
/** What stands in releases as the one who asked. */
export const SCHEDULE: Builder = { name: 'schedule', accountId: null, agencyId: null };

type Log = Pick<Logger, 'info' | 'error'>;

/** One round: what is not on disk is put back, and every month that is due is released. A month that fails is
 *  logged and left to the next round; it does not keep the others. */
export async function releaseDue(
  desk: Pick<ReleaseDesk, 'publish' | 'due' | 'release'>,
  log: Log,
  stopping?: AbortSignal,
): Promise<string[]> {
  const released: string[] = [];
  await desk.publish();
  const { months, waiting } = await desk.due();
  for (const { month, feeds } of waiting)
    log.info({ month, feeds: feeds.map(({ feed }) => feed) }, 'a release waits for feeds');
  for (const period of months) {
    if (stopping?.aborted) break;
    try {
      await desk.release({ period }, SCHEDULE);
      released.push(period);
      log.info({ month: period }, 'released');
    } catch (error) {
      // a quiet month stays quiet: it is looked at again, in case a file was late
      if (error instanceof Problem && error.code === 'nothing_to_release') continue;
      log.error({ err: error, month: period }, 'a month could not be released; tried again later');
    }
  }
  return released;
}

/** A round now and every hour. */
export const startSchedule = (
  desk: Pick<ReleaseDesk, 'publish' | 'due' | 'release'>,
  log: Log,
  everyMs = HOUR_MS,
): Rounds => startRounds('releases', (stopping) => releaseDue(desk, log, stopping), log, everyMs);
