/** A file on disk as batches of checked rows and of rejected ones. It streams: no file is whole in memory. */
import type { FormatName, Mapping, RowProblem } from '#api/contract/intake.ts';
import type { AllowedArea } from './allowed_area.ts';
import { rowChecker, type CheckSettings } from './check_row.ts';
import type { CheckedRow } from './checked_row.ts';
import { FileRefused, refuse } from '../read/file_problem.ts';
import { openTables, type ReadOptions, type TablePart } from '../read/open_tables.ts';
import type { Table, TableBatch } from '../read/read_csv.ts';
import { recogniseFormat, refusedFormat } from '../understand/recognise_format.ts';

export interface CheckedBatch {
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly RowProblem[];
  /** The file inside the archive, or the file itself. Line numbers count within it. */
  readonly part: string;
  /** Of the file's unpacked bytes, those read so far: 0 to 1. */
  readonly share: number;
}

export interface CheckOptions extends ReadOptions {
  /** It also says how the file is opened. */
  readonly mapping: Mapping;
  /** null or left out: the header decides. */
  readonly format?: FormatName | null;
  /** UTC milliseconds: rows from the future are rejected. */
  readonly now: number;
  readonly area?: AllowedArea | undefined;
}

/** Checks every row of a file. Throws FileRefused, possibly after some batches: the caller keeps none of them then.
 *  The same file and options give the same rows, so a dry run equals the import that follows it. */
export async function* checkFile(
  path: string,
  options: CheckOptions,
): AsyncGenerator<CheckedBatch> {
  const tables = await openTables(path, options.mapping, options);
  try {
    const total = tables.parts.reduce((sum, { bytes }) => sum + bytes, 0);
    let before = 0;
    let rows = 0;
    let format: FormatName | null = null;
    for (const part of tables.parts) {
      let read = 0;
      const table = await part.read((bytes) => {
        read = bytes;
      });
      try {
        const own: FormatName =
          options.format ?? recogniseFormat(table.header)?.format ?? 'columns';
        if (format !== null && format !== own) throw refuse('zip-mixed', part.name);
        const refused = refusedFormat(own);
        if (refused) throw refused;
        const check = checkerOf(table, part, format === null, { ...options, format: own });
        format = own;
        for await (const batch of table.batches) {
          const checked = checkBatch(batch, check);
          rows += batch.rows.length + batch.problems.length;
          if (rows > tables.mostRows) throw refuse('too-many-rows', tables.mostRows);
          options.signal?.throwIfAborted();
          if (checked.rows.length + checked.problems.length > 0)
            yield { ...checked, part: part.name, share: total > 0 ? (before + read) / total : 0 };
        }
      } finally {
        await table.close();
      }
      before += part.bytes;
    }
    if (rows === 0) throw refuse('header-only');
  } finally {
    tables.close();
  }
}

type RowChecker = ReturnType<typeof rowChecker>;

function checkBatch(batch: TableBatch, check: RowChecker) {
  const rows: CheckedRow[] = [];
  const problems: RowProblem[] = [...batch.problems];
  batch.rows.forEach((fields, index) => {
    const checked = check(fields, batch.lines[index] ?? 0);
    if (checked.row) rows.push(checked.row);
    else problems.push(...checked.problems);
  });
  return { rows, problems };
}

/** In an archive, a later file without the mapped columns is a file of another kind. */
function checkerOf(
  { header }: Table,
  { name }: TablePart,
  first: boolean,
  settings: CheckSettings,
): RowChecker {
  try {
    return rowChecker(header, settings);
  } catch (error) {
    if (!first && error instanceof FileRefused && error.problem.code === 'missing-column')
      throw refuse('zip-mixed', name);
    throw error;
  }
}
