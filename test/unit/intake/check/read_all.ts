/** What a test wants of a whole file: its rows, its problems, or the sentence with which it was refused. */
import { join } from 'node:path';
import type { FileProblem, RowProblem } from '#api/contract/intake.ts';
import type { CheckedRow } from '#api/intake/check/checked_row.ts';
import { checkFile, type CheckOptions } from '#api/intake/check/check_file.ts';
import { FileRefused } from '#api/intake/read/file_problem.ts';
import { inspectionOf } from '#api/intake/understand/inspection.ts';
import { settledMapping } from '#api/intake/understand/questions.ts';
import { surveyFile, type SurveyOptions } from '#api/intake/understand/survey_file.ts';

export const NOW = Date.UTC(2025, 10, 22, 12);

export const fixture = (name: string) =>
  join(import.meta.dirname, '../../../fixtures/intake', name);
export const shared = (name: string) =>
  join(import.meta.dirname, '../../../../../shared/data', name);

export interface ReadAll {
  readonly rows: CheckedRow[];
  readonly problems: RowProblem[];
  readonly parts: string[];
  readonly refusal: FileProblem | null;
}

export const inspect = async (path: string, options: SurveyOptions = {}) =>
  inspectionOf(await surveyFile(path, options));

/** As an upload is read; without a mapping under the guess, if it leaves nothing to ask. */
export async function readAll(
  path: string,
  options: Partial<CheckOptions> & SurveyOptions = {},
): Promise<ReadAll> {
  const all = { rows: [] as CheckedRow[], problems: [] as RowProblem[], parts: [] as string[] };
  try {
    const mapping = options.mapping ?? settledMapping(await inspect(path, options));
    for await (const batch of checkFile(path, { now: NOW, ...options, mapping })) {
      all.rows.push(...batch.rows);
      all.problems.push(...batch.problems);
      if (!all.parts.includes(batch.part)) all.parts.push(batch.part);
    }
    return { ...all, refusal: null };
  } catch (error) {
    if (error instanceof FileRefused) return { ...all, refusal: error.problem };
    throw error;
  }
}
