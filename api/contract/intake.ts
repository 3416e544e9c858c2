/** What a file of incidents may look like, how its columns are read, and what can be wrong with it. */
import { z } from 'zod';
import { KINDS, PLACE_PRECISIONS, TIME_PRECISIONS } from './kinds.ts';

/** Everything a column can feed. What no field names is left in the file: notes are personal data until proven useful. */
export const FIELD_NAMES = [
  'reference',
  'category',
  'started',
  'started_time',
  'ended',
  'ended_time',
  'month',
  'longitude',
  'latitude',
  'easting',
  'northing',
  'grid_reference',
  'needles',
  'location',
  'place_type',
  'outcome',
  'force',
  'notes',
] as const;
export const FieldName = z.enum(FIELD_NAMES);
export type FieldName = z.infer<typeof FieldName>;

export const FORMAT_NAMES = [
  'police-street',
  'police-outcomes',
  'stop-and-search',
  'fixmystreet',
  'boston-311',
  'columns',
] as const;
/** `police-outcomes` and `stop-and-search` are recognised in order to be refused politely; `columns` needs a mapping. */
export const FormatName = z.enum(FORMAT_NAMES);
export type FormatName = z.infer<typeof FormatName>;

/** Order of day and month in dates such as 03/04/2025. Year-first dates explain themselves under any order. */
export const DayOrder = z.enum(['dmy', 'mdy', 'ymd', 'iso']);
export type DayOrder = z.infer<typeof DayOrder>;

export const Encoding = z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']);
export type Encoding = z.infer<typeof Encoding>;

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const Delimiter = z.enum(DELIMITERS);
export type Delimiter = z.infer<typeof Delimiter>;

/** How a dataset's columns become incidents; guessed, shown, corrected once, then remembered for the dataset. */
export const Mapping = z.object({
  /** Which column (its header, trimmed) feeds which field. */
  columns: z.partialRecord(FieldName, z.string()),
  /** One kind for the whole dataset, or each row's by its category. */
  kind: z.enum([...KINDS, 'by-category']),
  /** Category as written (trimmed, lower case) → slug of an incident type. */
  types: z.record(z.string(), z.string()),
  /** null: the column leaves it open, and no person has answered yet. */
  dayOrder: DayOrder.nullable(),
  /** The most exact time this dataset can claim, whatever its columns look like: `day` where every time is 00:00. */
  finestTime: z.enum(TIME_PRECISIONS).default('minute'),
  /** null: `exact`, or `area` where the row has only a coarse grid reference. */
  placePrecision: z.enum(PLACE_PRECISIONS).nullable().default(null),
  /** null: found from the file itself. */
  delimiter: Delimiter.nullable().default(null),
  encoding: Encoding.nullable().default(null),
  /** Sheet of a workbook, by name; null: the first that holds a table. */
  sheet: z.string().nullable().default(null),
});
export type Mapping = z.infer<typeof Mapping>;

/** Why one row is rejected. `line` is the line of the file (row of the sheet) where the row starts, counted from 1. */
export const RowProblem = z.object({
  line: z.int().positive(),
  /** Header of the column; empty where the whole row is at fault. */
  column: z.string(),
  value: z.string(),
  /** Completes "Line 12, column Date, 31/02/2025 …". */
  reason: z.string(),
});
export type RowProblem = z.infer<typeof RowProblem>;

export const FILE_PROBLEM_CODES = [
  'empty-file',
  'blank-file',
  'html',
  'xml',
  'json',
  'pdf',
  'image',
  'archive-kind',
  'old-office',
  'binary',
  'nul-character',
  'zip-broken',
  'zip-encrypted',
  'zip-nested',
  'zip-too-many',
  'zip-too-large',
  'zip-bomb',
  'zip-no-csv',
  'zip-mixed',
  'workbook-macro',
  'workbook-links',
  'workbook-entities',
  'workbook-broken',
  'workbook-too-large',
  'workbook-too-much',
  'workbook-sheet',
  'too-many-rows',
  'too-many-columns',
  'not-utf8',
  'is-utf8',
  'mixed-encodings',
  'broken-utf16',
  'undefined-byte',
  'one-column',
  'wrong-delimiter',
  'duplicate-header',
  'unclosed-quote',
  'endless-line',
  'header-only',
  'police-outcomes',
  'stop-and-search',
  'unknown-columns',
  'day-order',
  'missing-column',
] as const;
export const FileProblemCode = z.enum(FILE_PROBLEM_CODES);
export type FileProblemCode = z.infer<typeof FileProblemCode>;

/** Why nothing of a file is imported: one sentence that says what to do next. */
export const FileProblem = z.object({ code: FileProblemCode, sentence: z.string() });
export type FileProblem = z.infer<typeof FileProblem>;

/** What the file alone cannot answer; the import waits until somebody has. */
export const IntakeQuestion = z.object({
  about: z.enum(['day-order', 'kind', 'types', 'when', 'encoding']),
  sentence: z.string(),
  /** Values to choose from: day orders, kinds, columns or, for `types`, the categories without a type. */
  choices: z.array(z.string()),
});
export type IntakeQuestion = z.infer<typeof IntakeQuestion>;

/** What an inspection of a file found, before anything is loaded: the first screen of the dry run. */
export const Inspection = z.object({
  format: FormatName.nullable(),
  mapping: Mapping.nullable(),
  /** How sure the guess is, 0 to 1; 1 for a format recognised by its header. */
  confidence: z.number().min(0).max(1),
  header: z.array(z.string()),
  /** The first five rows, as written. */
  sample: z.array(z.array(z.string())),
  /** Sheets of a workbook; empty for text. */
  sheets: z.array(z.string()),
  /** Files of an archive that will be read, and those left out with the reason. */
  parts: z.array(z.string()),
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
  questions: z.array(IntakeQuestion),
  problem: FileProblem.nullable(),
});
export type Inspection = z.infer<typeof Inspection>;
