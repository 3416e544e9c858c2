/** A small CSV file with a header, whole in memory: lists that an operator keeps, not records of incidents. */
import { readFileSync } from 'node:fs';
import { rowSplitter } from '../../intake/read/split_rows.ts';
import { CliProblem } from './call.ts';

export interface TableRow {
  /** Of the file, counted from 1. */
  readonly line: number;
  /** By column. */
  readonly of: Readonly<Record<string, string>>;
}

/** Rows by the names of their columns, which may stand in any order and among others. Throws CliProblem, in words. */
export function readTable(path: string, columns: readonly string[]): TableRow[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CliProblem(`${path}: there is no such file.`);
  }
  const splitter = rowSplitter(',');
  const batches = [splitter.push(text.replace(/^\uFEFF/, '')), splitter.end()];
  const broken = batches.flatMap((batch) => batch.broken)[0];
  if (broken) throw new CliProblem(`${path}, line ${broken.line}: ${broken.reason}.`);
  const [header = [], ...rows] = batches.flatMap((batch) => batch.rows);
  const lines = batches.flatMap((batch) => batch.lines).slice(1);
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new CliProblem(
      `${path} has no column ${missing.join(', ')}. Its first line must name: ${columns.join(', ')}.`,
    );
  return rows.map((row, i) => ({
    line: lines[i] ?? 0,
    of: Object.fromEntries(names.map((name, n) => [name, (row[n] ?? '').trim()])),
  }));
}
