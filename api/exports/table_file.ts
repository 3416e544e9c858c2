/** A table as a CSV file or a workbook. */
import { CSV_MEDIA_TYPE, csvChunks } from '../files/csv.ts';
import type { Marking } from '../files/marking.ts';
import type { Column, Pages } from '../files/table.ts';
import { XLSX_MEDIA_TYPE, xlsxChunks } from '../files/xlsx.ts';
import type { Ready } from './make_file.ts';

export function tableChunks<Row>(
  format: 'csv' | 'xlsx',
  name: string,
  columns: readonly Column<Row>[],
  pages: Pages<Row>,
  marking: Marking,
): Pick<Ready, 'chunks' | 'mediaType'> {
  return format === 'csv'
    ? { mediaType: CSV_MEDIA_TYPE, chunks: csvChunks(columns, pages) }
    : { mediaType: XLSX_MEDIA_TYPE, chunks: xlsxChunks({ name, columns, pages }, marking) };
}
