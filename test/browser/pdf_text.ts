/** The words of a PDF that Chromium printed, page by page: enough of ISO 32000 for its files, whose streams are deflated and
 *  whose fonts say in a ToUnicode map which glyph is which letter. */
import { inflateSync } from 'node:zlib';

interface Part {
  readonly head: string;
  readonly stream: Buffer | null;
}

/** Objects by number. Throws where a page has no content. */
function partsOf(pdf: Buffer): Map<number, Part> {
  const text = pdf.toString('latin1');
  const parts = new Map<number, Part>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const start = found.index + found[0].length;
    const end = text.indexOf('endobj', start);
    const body = text.slice(start, end);
    const at = /stream\r?\n/.exec(body);
    const head = at ? body.slice(0, at.index) : body;
    const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(head)?.[1] ?? 0);
    const from = at ? start + at.index + at[0].length : 0;
    const raw = at ? pdf.subarray(from, from + length) : null;
    const stream = raw && /\/FlateDecode/.test(head) ? inflateSync(raw) : raw;
    parts.set(Number(found[1]), { head, stream });
  }
  return parts;
}

/** Glyph (in as many hexadecimal digits as the font writes it) to letters. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>();
  const word = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, section = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, glyph = '', said = ''] of section.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(glyph.toLowerCase(), word(said));
  for (const [, section = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = '', to = '', said = ''] of section.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    ))
      for (
        let glyph = Number.parseInt(from, 16), i = 0;
        glyph <= Number.parseInt(to, 16);
        glyph++, i++
      ) {
        const code = (Number.parseInt(said, 16) + i).toString(16).padStart(said.length, '0');
        letters.set(glyph.toString(16).padStart(from.length, '0'), word(code));
      }
  return letters;
}

/** The bytes of a string operand: (with \escapes) or <hexadecimal>. */
function bytesOf(operand: string): Buffer {
  if (operand.startsWith('<')) return Buffer.from(operand.slice(1, -1), 'hex');
  const plain = operand
    .slice(1, -1)
    .replace(/\\(\d{1,3}|.)/gs, (_, sign: string) =>
      /^\d/.test(sign)
        ? String.fromCharCode(Number.parseInt(sign, 8))
        : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[sign] ?? sign),
    );
  return Buffer.from(plain, 'latin1');
}

const STRING = /<[0-9a-fA-F]*>|\((?:\\.|[^\\()])*\)/gs;

/** One line of text a page, without spaces: a printer places words by moving, not by spaces. */
export function pdfPages(pdf: Buffer): string[] {
  const parts = partsOf(pdf);
  const at = (reference: string | undefined): Part | undefined => parts.get(Number(reference));
  const fonts = new Map<number, Map<string, string>>();
  const fontOf = (id: number): Map<string, string> => {
    const map = at(/\/ToUnicode (\d+) 0 R/.exec(parts.get(id)?.head ?? '')?.[1])?.stream;
    const letters = fonts.get(id) ?? lettersOf(map?.toString('latin1') ?? '');
    fonts.set(id, letters);
    return letters;
  };
  const pages = [...parts.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map(({ head }) => {
    const content = at(/\/Contents (\d+) 0 R/.exec(head)?.[1])?.stream;
    if (!content) throw new Error('A page has no content.');
    const named = new Map(
      [...(/\/Font\s*<<(.*?)>>/s.exec(head)?.[1] ?? '').matchAll(/\/(\S+) (\d+) 0 R/g)].map(
        ([, name = '', id]) => [name, fontOf(Number(id))],
      ),
    );
    let letters = new Map<string, string>();
    let words = '';
    const drawn = content.toString('latin1');
    for (const [all, font] of drawn.matchAll(
      /\/(\S+) [\d.]+ Tf|(?:<[0-9a-fA-F]*>|\((?:\\.|[^\\()])*\)|\[(?:\\.|\((?:\\.|[^\\()])*\)|[^\]\\(])*\])\s*T[jJ]/gs,
    )) {
      if (font !== undefined) {
        letters = named.get(font) ?? new Map();
        continue;
      }
      for (const [operand] of all.matchAll(STRING)) {
        const hex = bytesOf(operand).toString('hex');
        const digits = [...letters.keys()][0]?.length ?? 4;
        words += (hex.match(new RegExp(`.{${digits}}`, 'g')) ?? [])
          .map((glyph) => letters.get(glyph) ?? '')
          .join('');
      }
    }
    return words.replace(/\s+/g, '');
  });
}
