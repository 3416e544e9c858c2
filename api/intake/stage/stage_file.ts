/** Reads a file into the stage: checked rows to import_row, problems to import_reject, progress to its import. */
import { asOwner } from '../../db/as_agency.ts';
import type { Database } from '../../db/connect.ts';
import type { AllowedArea } from '../check/allowed_area.ts';
import { hasGridPlaces, placeByOstn15, type GridMethod } from './grid_conversion.ts';
import {
  insertRejects,
  setProgress,
  type ImportJob,
  type Reject,
  type Staged,
} from '../import_queries.ts';
import { readIncidents } from './read_incidents.ts';
import { FormatName } from '../../contract/intake.ts';
import { openStager } from './stager.ts';
import { cellCache, stageRow, type StagedRow } from './stage_row.ts';

const ROWS_A_BATCH = 5_000;
const PROGRESS_EVERY_MS = 400;

/** Throws FileRefused; then nothing of what was staged may come in. */
export async function stageFile(
  database: Database,
  job: ImportJob,
  options: {
    path: string;
    now: number;
    grid: GridMethod;
    area?: AllowedArea;
    stopped: () => boolean;
  },
): Promise<Staged | 'stopped'> {
  const stager = await openStager(database, job.id);
  const cellAt = cellCache();
  let seq = 0;
  let rejected = 0;
  let problems = 0;
  let usedGrid = false;
  let waiting: StagedRow[] = [];
  let told = 0;
  let share = 0;
  try {
    const batches = readIncidents(options.path, {
      mapping: job.mapping,
      ...(job.format ? { format: FormatName.parse(job.format) } : {}),
      now: options.now,
      name: job.file_name,
      ...(options.area ? { area: options.area } : {}),
      onProgress: (read, total) => {
        share = total > 0 ? read / total : 0;
      },
    });
    for await (const batch of batches) {
      if (options.stopped()) {
        await stager.abandon();
        return 'stopped';
      }
      usedGrid ||= hasGridPlaces(batch.rows);
      const rows =
        options.grid === 'ostn15' ? await placeByOstn15(database, batch.rows) : batch.rows;
      for (const row of rows) waiting.push(stageRow(row, ++seq, cellAt));
      if (waiting.length >= ROWS_A_BATCH) {
        await stager.add(waiting);
        waiting = [];
      }
      if (batch.problems.length > 0) {
        rejected += new Set(batch.problems.map(({ line }) => line)).size;
        const rejects: Reject[] = batch.problems.map((problem) => ({
          ...problem,
          seq: ++problems,
          part: batch.part,
        }));
        await asOwner(database, (tx) => insertRejects(tx, job.id, rejects));
      }
      const now = performance.now();
      if (now - told > PROGRESS_EVERY_MS) {
        told = now;
        await asOwner(database, (tx) => setProgress(tx, job.id, share, seq + rejected));
      }
    }
    if (waiting.length > 0) await stager.add(waiting);
    await stager.finish();
  } catch (error) {
    await stager.abandon();
    throw error;
  }
  return { read: seq + rejected, rejected, gridMethod: usedGrid ? options.grid : null };
}
