/** A notice as an e-mail. */
import type { Message } from './notice_sender.ts';

/** Plain text, a link to the page with the rest, and why it was sent. */
export function composeMessage(
  notice: {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly path: string;
  },
  partnership: string,
  base: URL,
): Message {
  return {
    to: notice.to,
    subject: notice.subject,
    text: [
      notice.text,
      `Open it: ${new URL(notice.path, base).href}`,
      `Common Ground sent this for ${partnership}, to people who sign in there. Nobody reads replies.`,
    ].join('\n\n'),
    reference: `notice-${notice.id}.${base.hostname}`,
  };
}
