/** Whether the server's clock may be trusted with what cannot be undone: closing a month, publishing a release. One clock
 *  alone is never trusted: a machine that wakes in 2035 would publish every month that has not happened. */
import type { OwnerTx } from '../db/as_agency.ts';
import { readClocks } from './queries.ts';

/** Between the server's clock and the database's. */
export const MOST_APART_MS = 5 * 60_000;
/** Between the last record received and now: a partnership that works receives something every month. */
export const MOST_SILENT_DAYS = 62;
/** Between the wall clock and the clock that only counts on, since this process began. */
export const MOST_DRIFT_MS = 10 * 60_000;

const DAY_MS = 86_400_000;

export interface Clocks {
  readonly server: Date;
  readonly database: Date;
  /** When the last record came in; null: none ever did. */
  readonly lastReceived: Date | null;
  /** How much further the server's clock has gone than time has, since the process began, in ms. */
  readonly driftMs: number;
}

/** What is wrong, in a sentence that says what to do; null: nothing. Pure. */
export function doubtOf({ server, database, lastReceived, driftMs }: Clocks): string | null {
  const at = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (Math.abs(server.getTime() - database.getTime()) > MOST_APART_MS)
    return `The server’s clock says ${at(server)} and the database’s ${at(database)}. Set the one that is wrong.`;
  if (Math.abs(driftMs) > MOST_DRIFT_MS)
    return `The server’s clock has jumped to ${at(server)} while the server was running. Check it, and start the server again.`;
  if (lastReceived === null) return null;
  if (lastReceived.getTime() - server.getTime() > MOST_APART_MS)
    return `The server’s clock says ${at(server)}, but a record came in at ${at(lastReceived)}. Set the clock.`;
  if (server.getTime() - lastReceived.getTime() > MOST_SILENT_DAYS * DAY_MS)
    return (
      `The server’s clock says ${at(server)}, but no record has come in since ${at(lastReceived)}. ` +
      'If the clock is right, bring in a file first.'
    );
  return null;
}

export class ClockCheck {
  readonly now: () => Date;
  readonly #database: (tx: OwnerTx) => Promise<Pick<Clocks, 'database' | 'lastReceived'>>;
  readonly #monotonic: () => number;
  readonly #begun: number;

  /** @param monotonic milliseconds that only count on
   *  @param clocks the database's; tests with a made-up clock give theirs */
  constructor(
    now: () => Date,
    clocks: (tx: OwnerTx) => Promise<Pick<Clocks, 'database' | 'lastReceived'>> = readClocks,
    monotonic: () => number = () => performance.now(),
  ) {
    this.now = now;
    this.#database = clocks;
    this.#monotonic = monotonic;
    this.#begun = now().getTime() - monotonic();
  }

  /** What is wrong with the clock, in a sentence; null: nothing. */
  async doubt(tx: OwnerTx): Promise<string | null> {
    const server = this.now();
    const driftMs = server.getTime() - this.#monotonic() - this.#begun;
    return doubtOf({ server, driftMs, ...(await this.#database(tx)) });
  }
}
