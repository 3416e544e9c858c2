/** The name of an export's file: its marking first, so that it is read before the file is sent anywhere. */
import type { Marking } from './marking.ts';

/** `OFFICIAL-SENSITIVE incidents 2025-06-01 to 2025-06-30 sample-city-council 20261125T1930Z.csv`
 *  @param about what it holds, and of when */
export function fileName(
  { mark, agency, at }: Pick<Marking, 'mark' | 'agency' | 'at'>,
  about: string,
  extension: string,
): string {
  const minute = `${at.toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
  // what Windows, macOS or a shell could not have in a name
  const plain = `${mark} ${about} ${agency.slug} ${minute}`.replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ');
  return `${plain}.${extension}`;
}

/** Content-Disposition (RFC 6266): the name in ASCII for old readers, and whole as RFC 8187 has it. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
