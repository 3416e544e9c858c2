/** Sends what is due for as long as the server runs. */
import type { OnlyWithRoom } from '../storage/only_with_room.ts';
import { startInterval } from '../jobs/interval_scheduler.ts';
import type { NoticeServices } from './services.ts';
import { sendDue } from './send_due.ts';
import { senderOf } from './sender.ts';

const EVERY_MS = 30_000;

export function startNotices(
  services: Pick<NoticeServices, 'database' | 'config' | 'log' | 'now'>,
  base: URL,
  whenRoom: OnlyWithRoom,
): { stop(): Promise<void> } {
  const { database, log, config, now } = services;
  const sender = senderOf(config.notices, log);
  const sending = { database, log, sender, base, now };
  const job = startInterval(
    'notices',
    whenRoom((stopping) => sendDue(sending, stopping)),
    log,
    EVERY_MS,
  );
  return {
    async stop() {
      await job.stop();
      sender.close();
    },
  };
}
