/** What a file is, by its first bytes. The name does not count: people rename files, and so do attackers. */
import type { FileProblemCode } from '#api/contract/intake.ts';

export type Content =
  | { readonly kind: 'text' | 'zip' }
  | { readonly kind: 'refused'; readonly code: FileProblemCode; readonly detail: string };

/** How much of a file `sniff` needs. */
export const SNIFF_BYTES = 8192;

const bytes = (hex: string) => Buffer.from(hex, 'hex');

const SIGNATURES: readonly (readonly [Buffer, FileProblemCode, string?])[] = [
  [Buffer.from('%PDF'), 'pdf'],
  [bytes('89504e47'), 'image'],
  [bytes('ffd8ff'), 'image'],
  [Buffer.from('GIF8'), 'image'],
  [bytes('49492a00'), 'image'],
  [bytes('4d4d002a'), 'image'],
  [bytes('1f8b'), 'archive-kind', 'gzip'],
  [bytes('377abcaf271c'), 'archive-kind', '7z'],
  [Buffer.from('Rar!'), 'archive-kind', 'RAR'],
  [Buffer.from('BZh'), 'archive-kind', 'bzip2'],
  [bytes('fd377a585a00'), 'archive-kind', 'xz'],
  [bytes('28b52ffd'), 'archive-kind', 'zstd'],
  [bytes('d0cf11e0'), 'old-office'],
  [Buffer.from('PAR1'), 'binary'],
  [Buffer.from('SQLite format 3'), 'binary'],
];

const refused = (code: FileProblemCode, detail = ''): Content => ({
  kind: 'refused',
  code,
  detail,
});

/** Decides from the first `SNIFF_BYTES` of a file; `head` may be shorter only where the file is. */
export function sniff(head: Buffer): Content {
  if (head.length === 0) return refused('empty-file');
  if (head.subarray(0, 4).equals(bytes('504b0304'))) return { kind: 'zip' };
  if (head.subarray(0, 4).equals(bytes('504b0506'))) return refused('zip-no-csv');
  for (const [signature, code, detail] of SIGNATURES) {
    if (head.subarray(0, signature.length).equals(signature)) return refused(code, detail);
  }
  const brand = head.subarray(4, 12).toString('latin1');
  if (/^ftyp(heic|heix|mif1|avif|msf1)/.test(brand)) return refused('image');
  if (utf16Of(head) !== null) return { kind: 'text' };
  // UTF-8 or an 8-bit encoding: markup and digits look the same in both.
  const start = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (start === '' && head.length < SNIFF_BYTES) return refused('blank-file');
  if (/^<(!doctype html|html|head|body)/i.test(start)) return refused('html');
  if (/^<(\?xml|kml|gpx|svg)/i.test(start)) {
    return refused(/<html/i.test(start) ? 'html' : /<svg/i.test(start) ? 'image' : 'xml');
  }
  if (/^[[{]\s*["{[\]}]/.test(start)) return refused('json');
  const share = controlShare(head);
  if (share > 0.1) return refused('binary');
  return { kind: 'text' };
}

/** UTF-16 by its byte order mark, or by NULs on one side of nearly every pair; null for anything else. */
export function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head.length >= 2 && head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 1024) >> 1;
  if (pairs < 8) return null;
  let first = 0;
  let second = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) first++;
    if (head[2 * pair + 1] === 0) second++;
  }
  if (second > 0.8 * pairs && first < 0.05 * pairs) return 'utf-16le';
  if (first > 0.8 * pairs && second < 0.05 * pairs) return 'utf-16be';
  return null;
}

/** Share of bytes no text has. A single NUL is left to the decoder, which can name its line. */
function controlShare(head: Buffer): number {
  let odd = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) odd++;
  return odd / head.length;
}
