/** No cell of ours runs as a formula, whatever was typed; and what is harmless is left alone. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { visible } from '#api/contract/visible.ts';
import { describe, expect, it } from 'vitest';
import { csvChunks } from '#api/files/csv.ts';
import { safeInCsv, safeText } from '#api/files/safe_text.ts';
import { together } from './export_factories.ts';

/** Text as an attacker types it: what matters to spreadsheets far more often than chance would have it. */
const hostile = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠') },
      { weight: 4, arbitrary: fc.constantFrom(';', ',', '\t', '\n', '\r', '"', "'", ' ', '“') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\0', '\u00a0', '\u200b', '\ufeff', '\u202e', '\ud800'),
      },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** By its own words, and not by those of the code: walks over what a spreadsheet ignores, then looks. An apostrophe
 *  in front is what makes a cell text. */
function runs(cell: string): boolean {
  for (const char of cell) {
    if (char === "'") return false;
    if (/[\s"“”\u200b\ufeff\u202e\u00a0\ufffd]/.test(char)) continue;
    return '=+-@'.includes(char.normalize('NFKC'));
  }
  return false;
}

describe('A cell that a spreadsheet would run', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+44 1905 000000', "'+44 1905 000000"],
    ['-1', "'-1"],
    ['﬩1', "'﬩1"],
    ['⩵1', "'⩵1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['"=1"', '\'"=1"'],
    ["'=1", "''=1"],
    ['“=1', "'“=1"],
    // shown, it is no formula any more
    ['\u00a0\u200b\ufeff=1', '\u00a0‹U+200B›‹U+FEFF›=1'],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['﹦1', "'﹦1"],
    ['\tx', "'\tx"],
    ['\rx', "'\nx"],
    ['\r\nx', "'\nx"],
    ['\nx', "'\nx"],
    [' \tx', "' \tx"],
    ['\0=1', "'\ufffd=1"],
  ])('%j becomes %j', (typed, expected) => {
    expect(safeText(typed)).toBe(expected);
    expect(safeInCsv(typed)).toBe(expected);
  });

  it('gets one apostrophe and shows every character it had', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        const safe = safeText(typed);
        expect(runs(safe)).toBe(false);
        const kept = visible(
          typed.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd'),
        );
        expect([kept, `'${kept}`]).toContain(safe);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Harmless text', () => {
  it.each([
    '',
    'Noise',
    'a=b',
    'tea - milk',
    '5-6 people',
    'x@y.example',
    'שלום',
    '😀 fine',
    "O'Brien",
    '1 < 2 & 3',
  ])('%j stays as it is', (text) => {
    expect(safeText(text)).toBe(text);
    expect(safeInCsv(text)).toBe(text);
  });

  it('changes nowhere but at its start', () => {
    const lines = 'first\n- second\n- third; =x';
    expect(safeText(lines)).toBe(lines);
  });
});

describe('A CSV file', () => {
  const columns = [
    { name: 'reference', width: 1, value: ([text]: [string, number]) => text },
    { name: 'longitude', width: 1, value: ([, number]: [string, number]) => number },
    { name: 'details', width: 1, value: ([text]: [string, number]) => text },
  ];
  const fileOf = (rows: [string, number][]) => together(csvChunks(columns, [rows]));

  it('runs nothing where it is read as it should be, and its numbers are numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(hostile, fc.integer())), async (rows) => {
        const read: string[][] = parse(await fileOf(rows), { bom: true, from: 2 });
        expect(read.map(([text, number]) => [text, number])).toEqual(
          rows.map(([text, number]) => [safeInCsv(text), String(number)]),
        );
        expect(read.flatMap(([text = '', , again = '']) => [text, again]).some(runs)).toBe(false);
      }),
    );
  });

  it('runs nothing where every semicolon, tab and line begins a cell, quoted or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(hostile, fc.integer())), async (rows) => {
        const pieces = (await fileOf(rows)).split(/[;\t\r\n]/);
        expect(pieces.filter(runs)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('stands a cell with another country’s separator in quotation marks, so that few readers split it', async () => {
    const [, ...lines] = (
      await fileOf([
        ['a;b', 1],
        ['a\tb', 2],
        ['a\nb', 3],
      ])
    ).split('\r\n');
    expect(lines).toEqual(['"a;b",1,"a;b"', '"a\tb",2,"a\tb"', '"a\nb",3,"a\nb"', '']);
  });

  it('keeps a semicolon’s formula readable', () => {
    expect(safeInCsv("beer;=cmd|'/C calc'!A0;x")).toBe("beer;'=cmd|'/C calc'!A0;x");
  });
});
