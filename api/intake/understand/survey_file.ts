/** One pass over a file: what it is, its first rows, and what its columns hold. What the columns mean is decided from
 *  this (inspection.ts), as often as needed and without the file. */
import { columnValues, type ColumnValues } from './column_values.ts';
import { FileRefused, refuse } from '../read/file_problem.ts';
import { openTables, type Reading, type ReadOptions, type Tables } from '../read/open_tables.ts';
import type { SkippedPart } from '../read/open_file.ts';
import type { Table } from '../read/read_csv.ts';
import { recogniseFormat, refusedFormat, type Recognised } from './recognise_format.ts';

export type SurveyOptions = Reading & ReadOptions;

export interface Survey {
  /** How the file was opened. */
  readonly reading: Required<Reading>;
  readonly parts: readonly string[];
  readonly skipped: readonly SkippedPart[];
  readonly sheets: readonly string[];
  readonly header: readonly string[];
  /** The first table with rows, or the last without any. */
  readonly table: SurveyedTable | null;
  /** Why nothing of the file can be read. */
  readonly refusal: FileRefused | null;
}

export interface SurveyedTable {
  /** The file's name, or the part's in an archive. */
  readonly name: string;
  readonly header: readonly string[];
  readonly known: Recognised | null;
  /** At most 200. */
  readonly firstRows: readonly (readonly string[])[];
  readonly columns: ColumnValues;
}

const FIRST_ROWS = 200;
/** Rows that are followed for dates and words. */
const FOLLOWED = 200_000;

/** Never throws for a bad file: its refusal is part of the answer. */
export async function surveyFile(path: string, options: SurveyOptions = {}): Promise<Survey> {
  const reading: Survey['reading'] = {
    delimiter: options.delimiter ?? null,
    encoding: options.encoding ?? null,
    sheet: options.sheet ?? null,
  };
  const empty = { parts: [], skipped: [], sheets: [], header: [], table: null };
  let found: Omit<Survey, 'reading' | 'refusal'> = empty;
  try {
    const tables = await openTables(path, reading, options);
    found = { ...empty, parts: tables.parts.map(({ name }) => name), skipped: tables.skipped };
    for await (const part of surveyParts(tables, options.signal)) {
      found = { ...found, ...part };
      // the first file with rows stands for all files of an archive
      if (found.table && found.table.firstRows.length > 0)
        return { ...found, reading, refusal: null };
    }
    throw refuse('header-only');
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ...found, sheets: error.sheets ?? found.sheets, reading, refusal: error };
  }
}

/** Of each part first its header, then its table. */
async function* surveyParts(
  tables: Tables,
  signal?: AbortSignal,
): AsyncGenerator<Partial<Pick<Survey, 'header' | 'sheets' | 'table'>>> {
  try {
    for (const part of tables.parts) {
      const table = await part.read();
      try {
        yield { header: table.header, sheets: table.sheets ?? [] };
        yield { table: await surveyTable(table, part.name, signal) };
      } finally {
        await table.close();
      }
    }
  } finally {
    tables.close();
  }
}

async function surveyTable(
  table: Table,
  name: string,
  signal?: AbortSignal,
): Promise<SurveyedTable> {
  const { header, batches } = table;
  const known = recogniseFormat(header);
  const refused = known && refusedFormat(known.format);
  if (refused) throw refused;
  const head: string[][] = [];
  while (head.length < FIRST_ROWS) {
    const next = await batches.next();
    if (next.done) break;
    head.push(...next.value.rows);
  }
  const columns = columnValues(header, head.slice(0, FIRST_ROWS));
  columns.add(head);
  // a police file's header says all there is to know of its columns
  if (known?.format !== 'police-street')
    for await (const { rows } of batches) {
      columns.add(rows);
      signal?.throwIfAborted();
      if (columns.rows() > FOLLOWED) break;
    }
  return { name, header, known, firstRows: head.slice(0, FIRST_ROWS), columns };
}
