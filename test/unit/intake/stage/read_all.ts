/** What a test wants of a whole file: its rows, its problems, or the sentence with which it was refused. */
import { join } from 'node:path';
import type { FileProblem, RowProblem } from '#api/contract/intake.ts';
import type { CheckedRow } from '#api/intake/check/checked_row.ts';
import { FileRefused } from '#api/intake/file_problem.ts';
import { readIncidents, type ReadOptions } from '#api/intake/stage/read_incidents.ts';

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

export async function readAll(path: string, options: Partial<ReadOptions> = {}): Promise<ReadAll> {
  const all = { rows: [] as CheckedRow[], problems: [] as RowProblem[], parts: [] as string[] };
  try {
    for await (const batch of readIncidents(path, { now: NOW, ...options })) {
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
