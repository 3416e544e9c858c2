/** Files made to hurt, written when a test needs them. */
import { randomOf } from '#api/statistics/random.ts';
import { zipSync } from 'fflate';

/** Packed as well as may be. */
export const packed = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const),
      ),
      { level: 9 },
    ),
  );

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const workbook = (rows: string, strings = '') =>
  packed({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${SHEETS}"><sheetData>${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="${SHEETS}">${strings}</sst>`,
  });

const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Reference</t></is></c><c r="B1" t="inlineStr"><is><t>Date</t></is></c></row>'; // prettier-ignore

export type HostileWorkbook = 'far' | 'many cells' | 'deep' | 'shared text';

/** What packs badly: with it in front no part packs better than an honest one. */
function noise(length: number): string {
  const random = randomOf(1);
  const text = Array.from({ length: length / 8 }, () => random().toString(16).padStart(8, '0'));
  return `<!-- ${text.join('')} -->`;
}

/** @param megabytes of markup, unpacked */
export function hostileWorkbook(kind: HostileWorkbook, megabytes: number): Uint8Array<ArrayBuffer> {
  const bytes = megabytes * 2 ** 20;
  const head = noise(bytes / 40) + HEADER;
  const made = {
    far: () => workbook(`${head}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
    'many cells': () => workbook(`${head}<row r="2">${'<c/>'.repeat(bytes / 4)}</row>`),
    deep: () => workbook(`${head}<row r="2">${'<a>'.repeat(bytes / 3)}</row>`),
    'shared text': () => {
      const text = `${noise(bytes / 40)}<si><t>${'x'.repeat(bytes / 2)}</t></si>`;
      const rows = Array.from({ length: bytes / 200 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>0</v></c><c r="B${i + 2}" t="s"><v>0</v></c></row>`); // prettier-ignore
      return workbook(head + rows.join(''), text);
    },
  }[kind]();
  return made;
}
