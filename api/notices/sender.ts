/** One way out for every notice: where it goes is the operator's choice (NOTICES). */
import type { Logger } from 'pino';
import type { NoticeSender, NoticesConfig } from './notice_sender.ts';
import { notifySender } from './notify_sender.ts';
import { smtpSender } from './smtp_sender.ts';

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
