/** An .xlsx workbook (ECMA-376), a page of rows at a time: "About this export" first, then the rows. Text is
 *  written as text, numbers as numbers, times as times. */
import { aboutLines, exportedAt, exportedBy, type Line, type Marking } from './marking.ts';
import type { Moment } from '../time/moment.ts';
import { safeText, writableText } from './safe_text.ts';
import type { Column, Pages, Value } from './table.ts';
import { CONTENT_TYPES, RELATIONS, STYLE, STYLES, WORKBOOK_RELATIONS, XML } from './xlsx_parts.ts';
import { zipStream } from './zip.ts';

export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows a sheet has, its header among them; and characters a cell has. Excel calls a file with more of them broken. */
export const SHEET_ROWS = 1_048_576;
const CELL_CHARACTERS = 32_767;

export interface Sheet<Row> {
  /** Of at most 31 characters, without []:*?/\ */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly pages: Pages<Row>;
}

/** @throws RangeError beyond what a sheet can hold */
export const xlsxChunks = <Row>(
  { name, columns, pages }: Sheet<Row>,
  marking: Marking,
): AsyncGenerator<Uint8Array> =>
  zipStream(
    [
      { name: '[Content_Types].xml', chunks: [CONTENT_TYPES] },
      { name: '_rels/.rels', chunks: [RELATIONS] },
      { name: 'docProps/core.xml', chunks: [properties(marking)] },
      { name: 'xl/workbook.xml', chunks: [workbook(name)] },
      { name: 'xl/_rels/workbook.xml.rels', chunks: [WORKBOOK_RELATIONS] },
      { name: 'xl/styles.xml', chunks: [STYLES] },
      { name: 'xl/worksheets/sheet1.xml', chunks: [aboutSheet(marking)] },
      { name: 'xl/worksheets/sheet2.xml', chunks: rowsSheet(columns, pages, marking) },
    ],
    marking.at,
  );

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Excel reads _x0041_ as A: text that happens to look so is written with its own underscore escaped (22.4.2.4). */
const literal = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

function shortened(text: string): string {
  if (text.length <= CELL_CHARACTERS) return text;
  return `${text.slice(0, CELL_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function textCell(at: string, text: string, style: number): string {
  const content = escaped(literal(shortened(safeText(text))));
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
}

/** Days since 1899-12-30, by the wall clock. */
const serial = ({ wall }: Moment): number => wall / 86_400_000 + 25_569;

function cell(at: string, value: Value, style: number): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') return textCell(at, value, style);
  if (typeof value === 'number')
    return Number.isFinite(value) ? `<c r="${at}" s="${style}"><v>${value}</v></c>` : '';
  return `<c r="${at}" s="${STYLE[value.precision]}"><v>${serial(value)}</v></c>`;
}

/** A, B, … Z, AA: columns as a spreadsheet names them. */
export const columnLetters = (index: number): string => {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
};

const row = (number: number, names: readonly string[], values: readonly Value[], style: number) =>
  `<row r="${number}">${values.map((value, i) => cell(`${names[i] ?? ''}${number}`, value, style)).join('')}</row>`;

/** Before and after the rows. The marking stands at the head and foot of every printed page. */
const sheetHead = (widths: readonly number[], frozen: boolean): string => {
  const pane = frozen
    ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    : '';
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  return `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
};
const sheetFoot = (mark: string): string =>
  `</sheetData><pageMargins left="0.5" right="0.5" top="0.8" bottom="0.8" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/><headerFooter><oddHeader>&amp;C${mark}</oddHeader><oddFooter>&amp;L${mark}&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;

function aboutSheet(marking: Marking): string {
  const lines = aboutLines(marking).map(([label, words]: Line, i) => {
    const at = i + 1;
    const style = i === 0 ? STYLE.heading : STYLE.wrapped;
    return `<row r="${at}">${textCell(`A${at}`, label, STYLE.heading)}${textCell(`B${at}`, words, style)}</row>`;
  });
  return sheetHead([16, 100], false) + lines.join('') + sheetFoot(marking.mark);
}

async function* rowsSheet<Row>(
  columns: readonly Column<Row>[],
  pages: Pages<Row>,
  { mark }: Marking,
): AsyncGenerator<string> {
  const names = columns.map((_, i) => columnLetters(i));
  const widths = columns.map(({ width }) => width);
  yield (
    sheetHead(widths, true) +
    row(
      1,
      names,
      columns.map(({ name }) => name),
      STYLE.heading,
    )
  );
  let number = 1;
  for await (const page of pages) {
    if (number + page.length > SHEET_ROWS)
      throw new RangeError('a sheet has 1,048,576 rows at most');
    yield page
      .map((one) =>
        row(
          ++number,
          names,
          columns.map((column) => column.value(one)),
          STYLE.plain,
        ),
      )
      .join('');
  }
  yield sheetFoot(mark);
}

const workbook = (name: string): string =>
  `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="About this export" sheetId="1" r:id="rId1"/><sheet name="${escaped(name)}" sheetId="2" r:id="rId2"/></sheets></workbook>`;

/** What a file manager shows without opening the workbook. */
function properties(marking: Marking): string {
  const text = (words: string) => escaped(writableText(words));
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${text(`${marking.mark}: ${marking.title}`)}</dc:title><dc:creator>${text(exportedBy(marking))}</dc:creator><cp:keywords>${marking.mark}</cp:keywords><dcterms:created xsi:type="dcterms:W3CDTF">${exportedAt(marking)}</dcterms:created></cp:coreProperties>`;
}
