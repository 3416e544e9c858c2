/** By e-mail, through the agency's own mail server. */
import { createTransport } from 'nodemailer';
import { isLoopback } from '../http/address.ts';
import type { NoticesConfig } from './notice_sender.ts';
import type { NoticeSender, Outcome } from './notice_sender.ts';

/** A server that has not answered by then counts as unavailable. Milliseconds. */
const TIMEOUT_MS = 20_000;

/** Not without TLS, unless the mail server is this machine. A second copy of a message (the line broke before the server's
 *  “taken”) has the same Message-ID, by which mailboxes know it. */
export function smtpSender(config: Extract<NoticesConfig, { form: 'smtp' }>): NoticeSender {
  const { url, from } = config;
  const transport = createTransport({
    host: url.hostname,
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLoopback(url.hostname),
    ...(url.port !== '' && { port: Number(url.port) }),
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return {
    form: 'smtp',
    async send({ to, subject, text, reference }) {
      try {
        await transport.sendMail({
          from,
          // an object: an address is one address, whatever stands in it
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${reference}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { sent: true };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 5321: 4yz may pass, 5yz will not. nodemailer's own words for what came before a reply. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode } =
    error instanceof Error
      ? (error as Error & { code?: string; responseCode?: number }) // as: nodemailer adds these
      : {};
  const trouble =
    code === 'EAUTH' || code === 'ETLS'
      ? 'misconfigured'
      : responseCode === undefined
        ? 'away'
        : responseCode >= 500
          ? 'refused'
          : 'busy';
  return { sent: false, trouble };
}
