/** Workbooks made to hurt: small outside and large inside, one thing for the guard and another for the reader. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileRefused } from '#api/intake/read/file_problem.ts';
import { openFile } from '#api/intake/read/open_file.ts';
import { readWorkbook } from '#api/intake/read/read_workbook.ts';
import { zipOf } from '#test/support/factories.ts';
import { readAll } from '../check/read_all.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-workbooks-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The parts of a workbook of one sheet with these rows, and whatever is added or put in the place of a part. */
const workbook = (rows: string, more: Readonly<Record<string, string>> = {}) => ({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${SHEETS}"><sheetData>${rows}</sheetData></worksheet>`,
  'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="${SHEETS}"></sst>`,
  ...more,
});
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADER = `<row r="1">${cell('A1', 'Reference')}${cell('B1', 'Date')}</row>`;
const ROW = `<row r="2">${cell('A2', 'R1')}${cell('B2', '2025-06-01')}</row>`;

let made = 0;
const saved = (bytes: Uint8Array): string => {
  const path = join(folder, `${++made}.xlsx`);
  writeFileSync(path, bytes);
  return path;
};
const SMALL = { megabytes: 96, ms: 60_000 };

/** What a workbook's sheet says, or the code with which it is refused. */
async function read(bytes: Uint8Array): Promise<unknown> {
  try {
    const path = saved(bytes);
    const file = await openFile(path);
    if (file.kind !== 'workbook') return file.kind;
    const table = await readWorkbook(path, null, SMALL);
    const rows: unknown[] = [table.header];
    for await (const batch of table.batches) rows.push(...batch.rows);
    return rows;
  } catch (error) {
    if (error instanceof FileRefused) return error.problem.code;
    throw error;
  }
}
const ROWS = [
  ['Reference', 'Date'],
  ['R1', '2025-06-01'],
];

describe('A workbook', () => {
  it('that means no harm is read, within the same limits as all below', async () => {
    expect(await read(zipOf(workbook(HEADER + ROW)))).toEqual(ROWS);
  });

  const far: readonly [string, string][] = [
    ['one cell in the last corner', `${ROW}<row r="1048576">${cell('XFD1048576', 'x')}</row>`],
    ['one row beyond the last', `${ROW}<row r="999999999">${cell('A999999999', 'x')}</row>`],
    ['a row without an end', `${ROW}<row r="Infinity"></row>`],
    ['a row’s number in disguise', `${ROW}<row r="&#57;99999999">${cell('A3', 'x')}</row>`],
    [
      'a cell far out in each row',
      Array.from(
        { length: 5_000 },
        (_, i) => `<row r="${i + 2}">${cell(`XFD${i + 2}`, 'x')}</row>`,
      ).join(''),
    ],
  ];
  for (const [title, rows] of far)
    it(`with ${title} takes so much memory and no more, and the next one is read`, async () => {
      expect(await read(zipOf(workbook(HEADER + rows)))).toBe('workbook-too-much');
      expect(await read(zipOf(workbook(HEADER + ROW)))).toEqual(ROWS);
    });

  it('whose header has more columns than a sheet is refused', async () => {
    const wide = `<row r="1">${cell('A1', 'a')}${cell('ZZZA1', 'b')}</row>`;
    expect(await read(zipOf(workbook(wide)))).toBe('workbook-broken');
  });

  it('in which a thousand cells point at one long text is refused before it is a thousand texts', async () => {
    const text = 'x'.repeat(2 ** 20);
    const strings = `<?xml version="1.0"?><sst xmlns="${SHEETS}"><si><t>${text}</t></si></sst>`;
    const rows = Array.from(
      { length: 1_000 },
      (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>0</v></c></row>`,
    ).join('');
    const bytes = zipOf(workbook(HEADER + rows, { 'xl/sharedStrings.xml': strings }));
    expect(await read(bytes)).toBe('workbook-too-much');
  });

  it('that unpacks to more than it may is refused before it is read', async () => {
    const filler = ' '.repeat(65 * 2 ** 20);
    expect(await read(zipOf(workbook(HEADER + ROW, { 'xl/a.xml': filler })))).toBe(
      'workbook-too-large',
    );
  });

  it('that is one for the guard and another for its reader is read as the guard read it', async () => {
    // a local header that the archive's directory does not know, in front of the true one
    const hidden = zipOf({
      'xl/worksheets/sheet1.xml': workbook(`${HEADER}<row r="2">${cell('A2', 'HIDDEN')}</row>`)[
        'xl/worksheets/sheet1.xml'
      ],
    });
    const smuggled = hidden.subarray(0, hidden.indexOf('PK\u0001\u0002'));
    const honest = zipOf(workbook(HEADER + ROW));
    const bytes = Buffer.concat([smuggled, honest]);
    // the directory's places move by what stands in front
    const end = bytes.lastIndexOf('PK\u0005\u0006');
    const directory = honest.readUInt32LE(honest.length - 6) + smuggled.length;
    bytes.writeUInt32LE(directory, end + 16);
    for (let at = directory; at < end; at = bytes.indexOf('PK\u0001\u0002', at + 1)) {
      if (at < 0) break;
      bytes.writeUInt32LE(bytes.readUInt32LE(at + 42) + smuggled.length, at + 42);
    }
    expect(await read(bytes)).toEqual(ROWS);
  });

  const more: readonly [string, string, Readonly<Record<string, string>>][] = [
    [
      'a macro by another name',
      'workbook-macro',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/x.xml" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
      },
    ],
    [
      'a workbook of the kind with macros',
      'workbook-macro',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      },
    ],
    ['a sheet of macros', 'workbook-macro', { 'xl/macrosheets/sheet1.xml': '<xm:macrosheet/>' }],
    [
      'a link by another name',
      'workbook-links',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/x.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>',
      },
    ],
    [
      'an entity in a part nobody reads',
      'workbook-entities',
      { 'docProps/app.xml': '<?xml version="1.0"?>\n<!dOcTyPe a [<!ENTITY b "c">]><a/>' },
    ],
    [
      'a part in UTF-16',
      'workbook-broken',
      {
        'docProps/app.xml': Buffer.from('<!DOCTYPE a>', 'utf16le').toString('latin1'),
      },
    ],
    ['a workbook inside', 'zip-nested', { 'xl/embeddings/a.xlsx': 'PK\u0003\u0004' }],
    ['no sheet', 'workbook-broken', { 'xl/worksheets/sheet1.xml': '' }],
  ];
  for (const [title, code, parts] of more)
    it(`with ${title} is refused`, async () => {
      expect(await read(zipOf(workbook(HEADER + ROW, parts)))).toBe(code);
    });

  it('gives values only: a formula is its last result, and what looks like one is text', async () => {
    const rows =
      `<row r="1">${cell('A1', 'Reference')}${cell('B1', 'Other')}</row>` +
      `<row r="2"><c r="A2"><f>WEBSERVICE("http://evil.example")</f><v>42</v></c>${cell('B2', '=1+1')}</row>`;
    expect(await read(zipOf(workbook(rows)))).toEqual([
      ['Reference', 'Other'],
      ['42', '=1+1'],
    ]);
  });

  it('is refused in the same words by whoever reads it whole', async () => {
    const rows = `${HEADER}<row r="999999999">${cell('A999999999', 'x')}</row>`;
    const parts = { ...workbook(rows), 'xl/vbaProject.bin': 'x' };
    expect((await readAll(saved(zipOf(parts)))).refusal?.code).toBe('workbook-macro');
  });
});
