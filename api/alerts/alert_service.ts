/** Looks for unusual days, weeks and rises: after each import, and every hour for finds from phones. A look reads one snapshot of the
 *  records, tests the days that are due, stores alerts, and then notifies subscribers. An alert stores whether it was
 *  notified, so the next look finishes the work of a killed process. */
import type { Logger } from 'pino';
import { asAgency, asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { LimitedQueue } from '../jobs/limited_queue.ts';
import { localDateOf } from '../time/local_date.ts';
import { dayOf } from '../time/local_day.ts';
import { queueNotices, type NewNotice } from '../notices/queries.ts';
import { alertNotice } from './alert_words.ts';
import { dueFeeds, familySize, findAlarms, windowOf } from './find_alarms.ts';
import { CALENDAR } from '../time/calendar.ts';
import { readDataVersion } from '../incidents/change_queries.ts';
import { keepAlerts, listToldRises, takeBackAlerts } from './queries.ts';
import { countDays, countRows, readWatchedFeeds } from './watch_queries.ts';
import { listSubscribers, listUnnotified, listWanted, markNotified } from './recipient_queries.ts';
import { NIGHTLY, type Reach } from './watched.ts';

export class AlertService {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #log: Pick<Logger, 'info' | 'error'>;
  /** One at a time: two looks would count the same rows. */
  readonly #queue = new LimitedQueue({ concurrency: 1 });
  /** The data version and day of the last look: the same records give the same alerts until other days are due. */
  #tested = '';

  constructor(database: Database, now: () => Date, log: Pick<Logger, 'info' | 'error'>) {
    this.#database = database;
    this.#now = now;
    this.#log = log;
  }

  /** Looks, if the records or the day have changed since the last look. */
  look(reach: Reach = NIGHTLY, now = this.#now()): Promise<void> {
    return this.#queue.run(async () => {
      await this.#look(reach, now);
      await this.#notify();
    });
  }

  /** The same without waiting for it: an error is logged, and the next look tries again. */
  lookSoon(): void {
    this.look().catch((error: unknown) => {
      this.#log.error({ err: error }, 'unusual days could not be looked for; tried again later');
    });
  }

  /** Resolves when every requested look is over. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  async #look(reach: Reach, now: Date): Promise<void> {
    const today = localDateOf(now);
    const version = await asOwner(this.#database, (tx) => readDataVersion(tx));
    if (`${version} ${today}` === this.#tested) return;
    const tested = await asOwner(
      this.#database,
      async (tx) => {
        const before = await readDataVersion(tx);
        const feeds = await readWatchedFeeds(tx);
        const due = dueFeeds(feeds, dayOf(today), reach);
        await takeBackAlerts(tx, now);
        if (due.length === 0) return before;
        const window = windowOf(due);
        const datasets = due.map(({ dataset }) => dataset);
        const counted = {
          counts: await countDays(tx, datasets, window),
          rows: await countRows(tx, datasets, window),
          told: await listToldRises(tx, window),
        };
        const alarms = findAlarms(due, counted, window, familySize(feeds), CALENDAR);
        if (alarms.length > 0) await keepAlerts(tx, alarms, { version: before, now });
        return before;
      },
      // one state of the records for all that is counted
      'isolation level repeatable read',
    );
    this.#tested = `${tested} ${today}`;
  }

  /** Notifies subscribers of new alerts that they may see. Whoever subscribes later gets no notice of them. */
  async #notify(): Promise<void> {
    const now = this.#now();
    const fresh = await asOwner(this.#database, (tx) => listUnnotified(tx));
    if (fresh.length === 0) return;
    const notices: NewNotice[] = [];
    for (const viewer of await asOwner(this.#database, (tx) => listSubscribers(tx))) {
      const wanted = await asAgency(this.#database, viewer, (tx) => listWanted(tx, fresh));
      for (const alert of wanted)
        notices.push({ ...viewer, key: `alert:${alert.id}`, ...alertNotice(alert) });
    }
    await asOwner(this.#database, async (tx) => {
      await queueNotices(tx, notices, now);
      await markNotified(tx, fresh, now);
    });
    this.#log.info(
      { alerts: fresh.length, notices: notices.length },
      'subscribers were notified of unusual days',
    );
  }
}
