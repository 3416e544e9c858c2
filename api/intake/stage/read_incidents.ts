/** The way in: a file on disk becomes batches of checked rows and of problems, without ever being whole in memory. */
import type { FormatName, Mapping, RowProblem } from '#api/contract/intake.ts';
import type { AllowedArea } from '../check/allowed_area.ts';
import { rowChecker } from '../check/check_row.ts';
import type { CheckedRow } from '../check/checked_row.ts';
import { FileRefused, refuse } from '../file_problem.ts';
import { inspectFile, refusedFormat } from '../understand/inspect_file.ts';
import type { Period } from '../read/open_file.ts';
import { openTables, type Reading } from '../read/open_tables.ts';
import { recogniseFormat } from '../understand/recognise_format.ts';
import type { ZipLimits } from '../read/zip_guard.ts';

export interface Batch {
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly RowProblem[];
  /** The file inside the archive, or the file itself. Line numbers count within it. */
  readonly part: string;
  /** From the part's name, where it has a police file's; rows carry their own month and force. */
  readonly period: Period | null;
}

export interface ReadOptions extends Reading {
  /** null or left out: recognised, or guessed where the guess leaves nothing to ask. */
  readonly mapping?: Mapping | null;
  /** Insist on a format; left out, the header decides. */
  readonly format?: FormatName;
  /** UTC milliseconds: rows from the future are rejected. */
  readonly now: number;
  readonly area?: AllowedArea;
  /** What the person calls the file, where the path is a temporary one. */
  readonly name?: string;
  readonly limits?: ZipLimits;
  /** Unpacked bytes read, unpacked bytes in all, and rows seen so far. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number, rows: number) => void;
}

/** Reads every row of a file. Throws FileRefused, possibly after some batches: the caller keeps none of them then.
 *  The same file and options give the same rows, so that a dry run equals the import that follows it. */
export async function* readIncidents(path: string, options: ReadOptions): AsyncGenerator<Batch> {
  const mapping = options.mapping ?? (await guessedMapping(path, options));
  const reading: Reading = {
    delimiter: options.delimiter ?? mapping?.delimiter ?? null,
    encoding: options.encoding ?? mapping?.encoding ?? null,
    sheet: options.sheet ?? mapping?.sheet ?? null,
  };
  const tables = await openTables(path, reading, options);
  try {
    const total = tables.parts.reduce((sum, { bytes }) => sum + bytes, 0);
    let before = 0;
    let rowsSeen = 0;
    let firstFormat: FormatName | null = null;
    for (const part of tables.parts) {
      let read = 0;
      const table = await part.read((bytes) => {
        read = bytes;
      });
      try {
        const known = recogniseFormat(table.header);
        const format = options.format ?? known?.format ?? 'columns';
        firstFormat ??= format;
        const misfit =
          format !== firstFormat ? refuse('zip-mixed', part.name) : refusedFormat(format);
        if (misfit) throw misfit;
        const used = mapping ?? known?.mapping;
        if (!used) throw refuse('unknown-columns');
        const check = checkerOf(part.name, part === tables.parts[0], () =>
          rowChecker(table.header, { ...options, format, mapping: used }),
        );
        for await (const batch of table.batches) {
          const rows: CheckedRow[] = [];
          const problems: RowProblem[] = [...batch.problems];
          batch.rows.forEach((fields, index) => {
            const checked = check(fields, batch.lines[index] ?? 0);
            if (checked.row) rows.push(checked.row);
            else problems.push(...checked.problems);
          });
          rowsSeen += batch.rows.length + batch.problems.length;
          options.onProgress?.(before + read, total, rowsSeen);
          if (rows.length + problems.length > 0) {
            yield { rows, problems, part: part.name, period: part.period };
          }
        }
      } finally {
        await table.close();
      }
      before += part.bytes;
    }
    if (rowsSeen === 0) throw refuse('header-only');
  } finally {
    tables.close();
  }
}

/** For a published format nothing has to be guessed, and null is returned: each part's own header decides. */
async function guessedMapping(path: string, options: ReadOptions): Promise<Mapping | null> {
  const look = await inspectFile(path, options);
  if (look.problem) throw new FileRefused(look.problem);
  if (look.format === 'police-street') return null;
  const asked = look.questions.find(({ about }) => about !== 'types');
  if (asked?.about === 'day-order') throw refuse('day-order', look.mapping?.columns.started ?? '');
  if (asked || look.confidence < 0.6) throw refuse('unknown-columns');
  return look.mapping;
}

/** In an archive, a later file without the mapped columns is a file of another kind. */
function checkerOf<T>(part: string, first: boolean, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!first && error instanceof FileRefused && error.problem.code === 'missing-column') {
      throw refuse('zip-mixed', part);
    }
    throw error;
  }
}
