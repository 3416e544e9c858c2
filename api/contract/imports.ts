/** Uploaded files: what was read, what would be imported, what was imported, what was rejected and why. */
import { z } from 'zod';
import { Cell, Day, Slug } from './common.ts';
import { IntakeQuestion, Mapping } from './intake.ts';
import { KINDS } from './kinds.ts';
import { oneLine } from './words.ts';

export const IMPORT_STATES = [
  'received',
  'reading',
  'previewed',
  'committing',
  'done',
  'failed',
  'undone',
  'discarded',
] as const;

export const ImportRows = z.object({
  read: z.number().int(),
  accepted: z.number().int(),
  already_present: z.number().int(),
  changed: z.number().int(),
  withdrawn: z.number().int(),
  rejected: z.number().int(),
  without_place: z.number().int().describe('of those in the file; kept, counted, off the map'),
});

export const RowProblem = z.object({
  part: z.string().describe('the file inside the archive'),
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
});

/** What a dry run shows: where and when the rows are. */
export const ImportPreview = z.object({
  resolution: z.number().int(),
  cells: z.array(z.object({ cell: Cell, total: z.number().int() })),
  kinds: z.array(z.object({ kind: z.enum([...KINDS, 'sweep']), total: z.number().int() })),
  types: z.array(z.object({ slug: z.string(), total: z.number().int() })),
  /** entries of the archive that are not incident files, each with the reason */
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const Import = z
  .object({
    id: z.number().int(),
    agency: Slug,
    dataset: Slug,
    dataset_name: z.string(),
    sensitivity: z.number().int().describe('what its rows are stored with, 0 to 3'),
    file_name: z.string(),
    file_bytes: z.number().int(),
    format: z.string().nullable(),
    /** the column mapping in use; see api/contract/intake.ts */
    mapping: Mapping.nullable(),
    /** header and first rows of the file, for the mapping screen; null once the file is gone */
    columns: z.array(z.object({ name: z.string(), examples: z.array(z.string()) })).nullable(),
    /** names of a workbook's sheets, in order; empty for text */
    sheets: z.array(z.string()),
    /** what the file alone cannot answer: the import waits until somebody has */
    questions: z.array(IntakeQuestion),
    dry_run: z.boolean(),
    state: z.enum(IMPORT_STATES),
    problem: z.object({ code: z.string(), sentence: z.string() }).nullable(),
    progress: z.object({ bytes_read: z.number().int(), bytes: z.number().int() }),
    rows: ImportRows,
    first_problems: z.array(RowProblem),
    preview: ImportPreview.nullable(),
    first_day: Day.nullable(),
    last_day: Day.nullable(),
    grid_method: z.enum(['ostn15', 'helmert']).nullable(),
    created_at: z.string(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

export const ImportSummary = Import.omit({
  mapping: true,
  columns: true,
  sheets: true,
  questions: true,
  first_problems: true,
  preview: true,
}).meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof ImportSummary>;

/** The form fields beside the file. */
export const ImportForm = z.object({
  agency: Slug,
  dataset: Slug.optional().describe('absent: named after the format'),
  dataset_name: oneLine(z.string().trim().min(1).max(200)).optional(),
  format: z.string().max(40).optional(),
  mapping: z.string().max(200_000).optional().describe('the mapping as JSON'),
  dry_run: z.enum(['true', 'false']).default('false'),
  /** '': as the feed's records have been so far (1 for a new feed) */
  sensitivity: z
    .enum(['', '0', '1', '2', '3'], 'Write a sensitivity from 0 to 3.')
    .default('')
    .describe(
      '0 public, 1 official, 2 sensitive, 3 most sensitive: agreements share up to one of them',
    ),
});
