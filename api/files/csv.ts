/** CSV as RFC 4180 has it, a page of rows at a time. */
import { stringify } from 'csv-stringify/sync';
import { momentText } from '../time/moment.ts';
import { safeInCsv } from './safe_text.ts';
import type { Column, Pages, Value } from './table.ts';

export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8';

/** Excel takes a CSV for the machine's old code page unless it begins with this. */
const BYTE_ORDER_MARK = '\ufeff';

function cell(value: Value): string | number | null {
  if (typeof value === 'string') return safeInCsv(value);
  if (value === null || typeof value === 'number') return value;
  return momentText(value);
}

const lines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify(rows as (string | number | null)[][], {
    // as: stringify only reads them
    record_delimiter: '\r\n',
    // elsewhere these separate too, and not inside quotation marks
    quoted_match: /[;\t\n]/,
  });

/** @param bom false for programs that would take it for a part of the first column's name */
export async function* csvChunks<Row>(
  columns: readonly Column<Row>[],
  pages: Pages<Row>,
  { bom = true }: { readonly bom?: boolean } = {},
): AsyncGenerator<string> {
  yield (bom ? BYTE_ORDER_MARK : '') + lines([columns.map(({ name }) => name)]);
  for await (const page of pages)
    yield lines(page.map((row) => columns.map((column) => cell(column.value(row)))));
}
