/** Where unusual days are looked for: after each import, and every hour for what comes from phones. A look reads one state
 *  of the records, judges the days that are due, and keeps what alerts; then whoever subscribed is told. A process killed
 *  in between tells at the next look: an alert remembers whether it was told. */
import type { Logger } from 'pino';
import { asAgency, asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { LimitedQueue } from '../jobs/limited_queue.ts';
import { localDateOf } from '../time/local_date.ts';
import { dayOf } from '../time/local_day.ts';
import { queueNotices, type NewNotice } from '../notices/queries.ts';
import { alertNotice } from './alert_words.ts';
import { dueFeeds, familySize, findAlarms, levelOf, windowOf } from './find_alarms.ts';
import {
  countDays,
  countRows,
  keepAlerts,
  readDataVersion,
  readWatchedAreas,
  readWatchedFeeds,
  takeBackAlerts,
} from './queries.ts';
import { listSubscribers, listUntold, listWanted, markTold } from './recipient_queries.ts';
import { NIGHTLY, type Reach } from './watched.ts';

export class AlertService {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #log: Pick<Logger, 'info' | 'error'>;
  /** One at a time: two looks would count the same. */
  readonly #queue = new LimitedQueue({ concurrency: 1 });
  /** What was looked at last, and on which day: the same records say the same again, until other days are due. */
  #seen = '';

  constructor(database: Database, now: () => Date, log: Pick<Logger, 'info' | 'error'>) {
    this.#database = database;
    this.#now = now;
    this.#log = log;
  }

  /** Looks, if the records or the day have changed since the last time. */
  look(reach: Reach = NIGHTLY, now = this.#now()): Promise<void> {
    return this.#queue.run(async () => {
      await this.#look(reach, now);
      await this.#tell();
    });
  }

  /** The same for whoever does not wait for it: what goes wrong is logged, and tried again at the next look. */
  lookSoon(): void {
    this.look().catch((error: unknown) => {
      this.#log.error({ err: error }, 'unusual days could not be looked for; tried again later');
    });
  }

  /** Resolves when every look asked for so far is over. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  async #look(reach: Reach, now: Date): Promise<void> {
    const today = localDateOf(now);
    const version = await asOwner(this.#database, (tx) => readDataVersion(tx));
    if (`${version} ${today}` === this.#seen) return;
    const seen = await asOwner(
      this.#database,
      async (tx) => {
        const before = await readDataVersion(tx);
        const feeds = await readWatchedFeeds(tx);
        const areas = await readWatchedAreas(tx);
        const due = dueFeeds(feeds, dayOf(today), reach);
        const series = familySize(feeds, areas.length);
        const level = levelOf(series);
        await takeBackAlerts(tx, now);
        if (due.length === 0 || level === null) return before;
        const window = windowOf(due);
        const datasets = due.map(({ dataset }) => dataset);
        const counts = await countDays(tx, datasets, window);
        const rows = await countRows(tx, datasets, window);
        const alarms = findAlarms(due, counts, rows, window, level);
        if (alarms.length > 0)
          await keepAlerts(tx, alarms, { level, series, version: before, now });
        return before;
      },
      // one state of the records for all that is counted
      'isolation level repeatable read',
    );
    this.#seen = `${seen} ${today}`;
  }

  /** Tells subscribers of what they have not been told of and may see. Whoever subscribes later is not told of it. */
  async #tell(): Promise<void> {
    const now = this.#now();
    const untold = await asOwner(this.#database, (tx) => listUntold(tx));
    if (untold.length === 0) return;
    const notices: NewNotice[] = [];
    for (const viewer of await asOwner(this.#database, (tx) => listSubscribers(tx))) {
      const wanted = await asAgency(this.#database, viewer, (tx) => listWanted(tx, untold));
      for (const alert of wanted)
        notices.push({ ...viewer, key: `alert:${alert.id}`, ...alertNotice(alert) });
    }
    await asOwner(this.#database, async (tx) => {
      await queueNotices(tx, notices, now);
      await markTold(tx, untold, now);
    });
    this.#log.info({ alerts: untold.length, notices: notices.length }, 'unusual days were told');
  }
}
