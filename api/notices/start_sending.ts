/** Sends what is due for as long as the server runs. */
import type { Logger } from 'pino';
import type { Config } from '../main/config.ts';
import type { Database } from '../db/connect.ts';
import { startRounds } from '../jobs/interval_scheduler.ts';
import { sendDue } from './send_due.ts';
import { senderOf } from './sender.ts';

const EVERY_MS = 30_000;

export function startNotices(
  house: {
    readonly database: Database;
    readonly config: Pick<Config, 'notices'>;
    readonly log: Logger;
    now(): Date;
  },
  base: URL,
): { stop(): Promise<void> } {
  const { database, log, config, now } = house;
  const sender = senderOf(config.notices, log);
  const sending = { database, log, sender, base, now };
  const rounds = startRounds('notices', (stop) => sendDue(sending, stop), log, EVERY_MS);
  return {
    async stop() {
      await rounds.stop();
      sender.close();
    },
  };
}
