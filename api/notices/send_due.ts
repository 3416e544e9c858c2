/** One run: every due notice is sent, or rescheduled, or given up with the reason. */
import type { Logger } from 'pino';
import type { Database } from '../db/connect.ts';
import { asOwner } from '../db/as_agency.ts';
import { composeMessage } from './compose_message.ts';
import { nextAttempt, sendingBackoff } from '../jobs/retry.ts';
import { noteSent, noteTrouble, readPartnershipName, takeDue, type DueNotice } from './queries.ts';
import type { NoticeSender } from './notice_sender.ts';

const AT_A_TIME = 20;
/** Longer than a run with a service that never answers. */
const PUT_OFF_MS = 15 * 60_000;

export interface SendingServices {
  readonly database: Database;
  readonly sender: NoticeSender;
  /** Where people's browsers reach this server. */
  readonly base: URL;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  now(): Date;
}

/** No transaction waits for the network. A notice that was taken is tried again later, whatever happens here: sent twice
 *  at worst, never lost. @returns how many were sent */
export async function sendDue(services: SendingServices, stopping?: AbortSignal): Promise<number> {
  let sent = 0;
  for (;;) {
    const now = services.now();
    const { due, partnership } = await asOwner(services.database, async (tx) => ({
      due: await takeDue(tx, now, new Date(now.getTime() + PUT_OFF_MS), AT_A_TIME),
      partnership: await readPartnershipName(tx),
    }));
    for (const notice of due) {
      // what is left was put off, and is taken up again after the start
      if (stopping?.aborted) return sent;
      if (await sendOne(services, notice, partnership)) sent += 1;
    }
    if (due.length < AT_A_TIME) return sent;
  }
}

async function sendOne(
  { database, sender, base, log, now }: SendingServices,
  notice: DueNotice,
  partnership: string,
): Promise<boolean> {
  const { id, email, member, attempts } = notice;
  const never = !member ? 'left' : email === null && sender.form !== 'log' ? 'no_address' : null;
  if (never !== null) {
    await asOwner(database, (tx) => noteTrouble(tx, id, never, null));
    return false;
  }
  const message = composeMessage({ ...notice, to: email ?? '' }, partnership, base);
  const outcome = await sender.send(message, attempts > 0);
  const at = now();
  if (outcome.sent) {
    await asOwner(database, (tx) => noteSent(tx, id, at));
    return true;
  }
  const { trouble } = outcome;
  const next = trouble === 'refused' ? null : nextAttempt(sendingBackoff, attempts, at);
  const final = next === null && trouble !== 'refused' ? 'given_up' : trouble;
  log.warn({ notice: id, trouble, next }, 'a notice has not gone');
  await asOwner(database, (tx) => noteTrouble(tx, id, final, next));
  return false;
}
