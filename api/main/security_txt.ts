/** /.well-known/security.txt (RFC 9116): whom to write to who has found a weakness. */

const DAY = 24 * 60 * 60 * 1000;
/** The RFC advises less than a year. Computed at each request: a server that runs is a contact that stands. */
const VALID_DAYS = 180;

export function securityTxt({
  contact,
  publicUrl,
  now,
}: {
  /** mailto:, https: or tel: */
  readonly contact: string;
  readonly publicUrl: URL | null;
  readonly now: Date;
}): string {
  const day = Math.floor(now.getTime() / DAY) * DAY;
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${new Date(day + VALID_DAYS * DAY).toISOString()}`,
    'Preferred-Languages: en',
  ];
  if (publicUrl) lines.push(`Canonical: ${new URL(SECURITY_TXT_PATH, publicUrl).href}`);
  return `${lines.join('\n')}\n`;
}

export const SECURITY_TXT_PATH = '/.well-known/security.txt';
