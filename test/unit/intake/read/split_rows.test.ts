import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDelimiter, readCsv } from '#api/intake/read/read_csv.ts';
import { rowSplitter } from '#api/intake/read/split_rows.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Writes a cell as RFC 4180 requires: quoted where it has to be, or where `always`. */
const print = (cell: string, delimiter: string, always: boolean) =>
  always || cell.includes(delimiter) || /["\r\n]/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

/** Cells full of what breaks parsers. A row of one blank cell is a blank line, so rows have two cells or more. */
const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', 'é', '😀', 'a'),
    maxLength: 8,
  }),
);
const table = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 5 }), fc.boolean()), {
  maxLength: 12,
});

/** Splits text given in pieces of random lengths. */
function splitInPieces(text: string, delimiter: string, cuts: readonly number[]) {
  const splitter = rowSplitter(delimiter);
  const batches = [];
  let at = 0;
  for (const cut of cuts) {
    batches.push(splitter.push(text.slice(at, at + cut)));
    at += cut;
  }
  batches.push(splitter.push(text.slice(at)), splitter.end());
  return {
    rows: batches.flatMap(({ rows }) => rows),
    lines: batches.flatMap(({ lines }) => lines),
    broken: batches.flatMap(({ broken }) => broken),
  };
}

describe('splitting rows', () => {
  it('gives back any table that was printed, wherever the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat({ max: 20 }), { maxLength: 20 }),
        (rows, delimiter, eol, closed, cuts) => {
          const printed = rows.map(([cells, always]) =>
            cells.map((c) => print(c, delimiter, always)).join(delimiter),
          );
          const text = printed.join(eol) + (closed && printed.length > 0 ? eol : '');
          const back = splitInPieces(text, delimiter, cuts);
          expect(back.broken).toEqual([]);
          expect(back.rows).toEqual(rows.map(([cells]) => cells));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('names the line on which each row starts, counting breaks inside values and blank lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat({ max: 15 }), { maxLength: 20 }),
        (shape, eol, cuts) => {
          let text = '';
          let line = 1;
          const expected: number[] = [];
          for (const [blanks, breaks] of shape) {
            text += eol.repeat(blanks);
            line += blanks;
            expected.push(line);
            text += breaks > 0 ? `"x${'\n'.repeat(breaks)}y",z${eol}` : `x,z${eol}`;
            line += breaks + 1;
          }
          expect(splitInPieces(text, ',', cuts).lines).toEqual(expected);
        },
      ),
    );
  });

  it('keeps a quotation mark inside an unquoted value: 5" pipe is five inches', () => {
    expect(splitInPieces('a,5" pipe,b\n', ',', []).rows).toEqual([['a', '5" pipe', 'b']]);
  });

  it('puts aside a row with text after a closing mark, and goes on', () => {
    const back = splitInPieces('a,"b"c,d\ne,f,g\n', ',', []);
    expect(back.rows).toEqual([['e', 'f', 'g']]);
    expect(back.broken).toEqual([
      { line: 1, value: 'a,"b"c,d', reason: 'has text after a closing quotation mark' },
    ]);
  });

  it('gives up on a quotation mark that stays open through a megabyte, naming its line', () => {
    const splitter = rowSplitter(',');
    const push = () => {
      splitter.push('a,b\nc,"d\n');
      for (let piece = 0; piece < 20; piece++) splitter.push('e,f\n'.repeat(25_000));
    };
    expect(push).toThrow('opened on line 2');
  });

  it('gives up on a line without an end', () => {
    const splitter = rowSplitter(',');
    splitter.push('a,b\n');
    expect(() => splitter.push('x'.repeat(1_100_000))).toThrow('Line 2 has no end');
  });
});

describe('finding the delimiter', () => {
  it.each(DELIMITERS)('%j is found in any table that uses it', (delimiter) => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', ',', ';', '\t', '|', '"'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(words, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 10 }),
        (rows) => {
          const lines = rows.map((cells) =>
            cells.map((c) => print(c, delimiter, /[,;\t|]/.test(c))).join(delimiter),
          );
          expect(
            detectDelimiter(['id' + delimiter + 'b' + delimiter + 'c', ...lines].join('\n')),
          ).toBe(delimiter);
        },
      ),
    );
  });

  it('is given by the line sep=; that Excel writes, which is no header', async () => {
    async function* text() {
      yield 'sep=;\r\na;b\r\n1;2\r\n';
    }
    const table = await readCsv(text());
    const batches = [];
    for await (const batch of table.batches) batches.push(batch);
    expect(table.header).toEqual(['a', 'b']);
    expect(batches.flatMap(({ lines }) => lines)).toEqual([3]);
  });
});

describe('a header', () => {
  const header = async (line: string) => {
    async function* text() {
      yield line + '\n1,2,3\n';
    }
    return (await readCsv(text())).header;
  };
  it('is trimmed, and a column without a name gets one', async () => {
    expect(await header(' a ,,c')).toEqual(['a', 'column 2', 'c']);
  });
  it('with a name twice is refused, whatever the case', async () => {
    await expect(header('Date,b,date')).rejects.toThrow('(date)');
  });
});
