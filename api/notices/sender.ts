/** One way out for every notice: where it goes is the operator's choice (NOTICES). */
import type { Logger } from 'pino';
import type { NoticesConfig } from '../main/config.ts';
import { notifySender } from './notify_sender.ts';
import { smtpSender } from './smtp_sender.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The notice's own, the same at every attempt: what has gone is not sent again. */
  readonly reference: string;
}

/** Why a letter has not gone:
 *  away: the service did not answer · busy: it says later · refused: it will not have this letter ·
 *  misconfigured: it will not have ours at all, until the operator puts the settings right */
export type Trouble = 'away' | 'busy' | 'refused' | 'misconfigured';
/** What only the round can tell: no_address: the person has none · left: they no longer act for the agency */
export type NeverSent = 'no_address' | 'left' | 'given_up';

export type Outcome = { readonly sent: true } | { readonly sent: false; readonly trouble: Trouble };

export interface NoticeSender {
  readonly form: NoticesConfig['form'];
  /** Never throws: what goes wrong is an outcome.
   *  @param again whether an attempt before this one may have gone through after all */
  send(letter: Letter, again: boolean): Promise<Outcome>;
  close(): void;
}

export function senderOf(config: NoticesConfig, log: Pick<Logger, 'info'>): NoticeSender {
  if (config.form === 'smtp') return smtpSender(config);
  if (config.form === 'notify') return notifySender(config);
  return logSender(log);
}

/** Nothing leaves the building. People read their notices in the app; the log holds no words and no address. */
const logSender = (log: Pick<Logger, 'info'>): NoticeSender => ({
  form: 'log',
  send({ reference }) {
    log.info({ notice: reference }, 'a notice was made');
    return Promise.resolve({ sent: true });
  },
  close() {
    // nothing is open
  },
});
