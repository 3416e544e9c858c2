/** Checked rows to import_row, rejected ones to import_reject, progress to the import. */
import { asOwner } from '../../db/as_agency.ts';
import type { Database } from '../../db/connect.ts';
import type { CheckedBatch } from '../check/check_file.ts';
import { setProgress, type Staged } from './count_queries.ts';
import { hasGridPlaces, placeByOstn15, type GridMethod } from './grid_conversion.ts';
import { insertRejects, type Reject } from './stage_queries.ts';
import { cellCache, stageRow, type StagedRow } from './stage_row.ts';
import { openStager } from './stager.ts';

const ROWS_A_BATCH = 5_000;
const PROGRESS_EVERY_MS = 400;

/** Throws FileRefused; then nothing of what is staged may be committed. */
export async function stageRows(
  database: Database,
  importId: number,
  batches: AsyncIterable<CheckedBatch>,
  options: { readonly grid: GridMethod; readonly stopped: () => boolean },
): Promise<Staged | 'stopped'> {
  const stager = await openStager(database, importId);
  const cellAt = cellCache();
  let seq = 0;
  let rejected = 0;
  let problems = 0;
  let usedGrid = false;
  let waiting: StagedRow[] = [];
  let reportedAt = 0;
  try {
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
        await asOwner(database, (tx) => insertRejects(tx, importId, rejects));
      }
      const now = performance.now();
      if (now - reportedAt > PROGRESS_EVERY_MS) {
        reportedAt = now;
        await asOwner(database, (tx) => setProgress(tx, importId, batch.share, seq + rejected));
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
