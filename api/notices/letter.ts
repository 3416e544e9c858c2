/** A notice as it leaves the building. */
import type { Letter } from './notice_sender.ts';

/** Plain text, a link to the page with the rest, and why it came. */
export function letterOf(
  notice: {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly path: string;
  },
  partnership: string,
  base: URL,
): Letter {
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
