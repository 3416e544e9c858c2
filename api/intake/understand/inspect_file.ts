/** A first look at a file: what it is, how its columns would be read, and what somebody has to be asked. */
import type { FormatName, Inspection, Mapping } from '#api/contract/intake.ts';
import { dayOrderObserver, decideDayOrder } from './day_order.ts';
import { FileRefused, refuse } from '../file_problem.ts';
import { guessMapping, guessTypes, questionsFor } from './guess_mapping.ts';
import { openTables, type Reading } from '../read/open_tables.ts';
import type { Table } from '../read/read_csv.ts';
import { recogniseFormat } from './recognise_format.ts';
import type { ZipLimits } from '../read/zip_guard.ts';

export interface InspectOptions extends Reading {
  /** What the person calls the file, where the path is a temporary one. */
  readonly name?: string;
  readonly limits?: ZipLimits;
  /** What somebody has said about the columns, now or for an earlier file: looked at instead of a guess, and completed. */
  readonly mapping?: Mapping | null | undefined;
}

/** Values looked at for the guess; then dates and categories are followed to the end, or to this many rows. */
const GUESS_FROM = 200;
const FOLLOWED = 200_000;
const SHOWN = 5;
const MOST_CATEGORIES = 500;

/** Never throws for a bad file: its problem is part of the answer. */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<Inspection> {
  let found: Inspection = {
    format: null,
    mapping: null,
    confidence: 0,
    header: [],
    sample: [],
    sheets: [],
    parts: [],
    skipped: [],
    questions: [],
    problem: null,
  };
  try {
    const tables = await openTables(path, options, options);
    try {
      found = {
        ...found,
        parts: tables.parts.map(({ name }) => name),
        skipped: [...tables.skipped],
      };
      for (const part of tables.parts) {
        const table = await part.read();
        try {
          found = { ...found, header: [...table.header], sheets: [...(table.sheets ?? [])] };
          found = { ...found, ...(await inspectTable(table, part.name, options)) };
        } finally {
          await table.close();
        }
        // The first file of an archive with rows speaks for all of them.
        if (found.sample.length > 0) return found;
      }
    } finally {
      tables.close();
    }
    throw refuse('header-only');
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { problem } = error;
    // the names of the sheets are the answer to this one
    const other = problem.code === 'workbook-sheet' && typeof options.sheet === 'string';
    const { sheets } = other ? await inspectFile(path, { ...options, sheet: null }) : found;
    return { ...found, sheets, problem, questions: aboutEncoding(error, found) };
  }
}

function aboutEncoding(error: FileRefused, found: Inspection): Inspection['questions'] {
  if (error.problem.code !== 'not-utf8') return found.questions;
  return [{ about: 'encoding', sentence: error.problem.sentence, choices: ['windows-1252'] }];
}

async function inspectTable(
  table: Table,
  name: string,
  options: InspectOptions,
): Promise<Partial<Inspection>> {
  const known = recogniseFormat(table.header);
  const refused = known && refusedFormat(known.format);
  if (refused) throw refused;
  const head: string[][] = [];
  while (head.length < GUESS_FROM) {
    const next = await table.batches.next();
    if (next.done) break;
    head.push(...next.value.rows);
  }
  const guess = known
    ? { mapping: known.mapping, confidence: 1, kindKnown: true }
    : guessMapping(table.header, head.slice(0, GUESS_FROM), name);
  const mapping: Mapping = {
    ...(options.mapping ?? guess.mapping),
    delimiter: options.delimiter ?? null,
    encoding: options.encoding ?? null,
    sheet: options.sheet ?? null,
  };
  const format: FormatName = known?.format ?? 'columns';
  const shown = { format, confidence: guess.confidence, sample: head.slice(0, SHOWN) };
  if (format === 'police-street') return { ...shown, mapping, questions: [] };

  const watch = watcher(table.header, mapping);
  watch.see(head);
  for await (const { rows } of table.batches) {
    watch.see(rows);
    if (watch.count() > FOLLOWED) break;
  }
  const categories = watch.categories();
  const said = options.mapping?.dayOrder ?? known?.mapping.dayOrder;
  const dayOrder = said ?? decideDayOrder(watch.dates());
  const types = { ...guessTypes(categories, mapping.kind), ...mapping.types };
  const seen = {
    dayOrder,
    example: watch.dates().example,
    unmatched: categories.filter((category) => !(category.toLowerCase() in types)),
    kindKnown: guess.kindKnown || Boolean(options.mapping),
  };
  return {
    ...shown,
    mapping: { ...mapping, dayOrder, types },
    questions: questionsFor(mapping, seen, table.header),
  };
}

/** Follows the columns on which a decision hangs: dates for the order of day and month, and the categories. */
function watcher(header: readonly string[], { columns }: Mapping) {
  const dateColumns = [columns.started, columns.ended, columns.month].flatMap((name) =>
    name === undefined ? [] : [header.indexOf(name)],
  );
  const categoryColumn = columns.category === undefined ? -1 : header.indexOf(columns.category);
  const dates = dayOrderObserver();
  const categories = new Set<string>();
  let count = 0;
  return {
    see(rows: readonly (readonly string[])[]) {
      count += rows.length;
      for (const row of rows) {
        for (const column of dateColumns) dates.see((row[column] ?? '').trim());
        const category = (row[categoryColumn] ?? '').trim();
        if (category !== '' && categories.size < MOST_CATEGORIES) categories.add(category);
      }
    },
    count: () => count,
    dates: dates.evidence,
    categories: () => [...categories],
  };
}

/** The refusal of a format that is recognised only in order to say why it holds no incidents. */
export function refusedFormat(format: FormatName): FileRefused | null {
  return format === 'police-outcomes' || format === 'stop-and-search' ? refuse(format) : null;
}
