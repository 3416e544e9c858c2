/** Closes months: at the start, every hour, after each import, and when an agreement begins. What is closed stays closed, so
 *  no month is closed by a clock that is in doubt. */
import type { Logger } from 'pino';
import { asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { LimitedQueue } from '../jobs/limited_queue.ts';
import { localDateOf } from '../time/local_date.ts';
import type { ClockCheck } from './clock_check.ts';
import { lastClosedMonth } from './closed_month.ts';
import { closeMonths, readClosingState } from './queries.ts';

export class ClosingService {
  readonly clock: ClockCheck;
  readonly #database: Database;
  readonly #log: Pick<Logger, 'error' | 'warn'>;
  readonly #queue = new LimitedQueue({ concurrency: 1 });
  /** Of the last run: the records, the agreements and the month. */
  #done = '';

  constructor(database: Database, clock: ClockCheck, log: Pick<Logger, 'error' | 'warn'>) {
    this.#database = database;
    this.clock = clock;
    this.#log = log;
  }

  /** Closes what is due, unless nothing has changed since the last run. A clock in doubt closes nothing. */
  run(): Promise<void> {
    return this.#queue.run(() => this.#close());
  }

  async #close(): Promise<void> {
    // remembered once it is committed: what is rolled back is done again
    this.#done = await asOwner(this.#database, async (tx) => {
      const doubt = await this.clock.doubt(tx);
      if (doubt !== null) {
        this.#log.warn({ doubt }, 'no month is closed');
        return this.#done;
      }
      const month = lastClosedMonth(localDateOf(this.clock.now()));
      const state = `${month} ${await readClosingState(tx)}`;
      if (state === this.#done) return state;
      await closeMonths(tx, month);
      return `${month} ${await readClosingState(tx)}`;
    });
  }

  /** Whether a run is under way or waits. */
  get busy(): boolean {
    return this.#queue.busy;
  }

  /** The same without waiting: after an import. */
  soon(): void {
    this.run().catch((error: unknown) => {
      this.#log.error({ err: error }, 'months could not be closed; tried again later');
    });
  }

  /** Resolves when nothing runs. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }
}
