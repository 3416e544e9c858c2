/** Rejected rows as a table that their owner can open, correct and send again. */
import { stringify } from 'csv-stringify/sync';
import type { RowProblem } from '#api/contract/intake.ts';

export interface Reject extends RowProblem {
  /** The file of the archive the row stands in; left out for a single file. */
  readonly part?: string;
}

/** The header line of the rejects, with a byte order mark: Excel then reads UTF-8. */
export function rejectsHeader(withPart: boolean): string {
  return `\ufeff${withPart ? 'file,' : ''}line,column,value,reason\r\n`;
}

/** Lines of CSV for these problems. A value that a spreadsheet would run as a formula gets an apostrophe before it. */
export function rejectsLines(rejects: readonly Reject[], withPart: boolean): string {
  const rows = rejects.map(({ part = '', line, column, value, reason }) =>
    withPart ? [part, line, column, value, reason] : [line, column, value, reason],
  );
  return stringify(rows, { escape_formulas: true, record_delimiter: '\r\n' });
}

/** The whole file: `line,column,value,reason`, with `file` first where the rejects come from an archive. */
export function rejectsCsv(rejects: readonly Reject[]): string {
  const withPart = rejects.some(({ part }) => part !== undefined);
  return rejectsHeader(withPart) + rejectsLines(rejects, withPart);
}
