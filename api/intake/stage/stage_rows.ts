/** Checked rows to import_row, rejected ones to import_reject, progress to the import. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asOwner } from '../../db/as_agency.ts';
import type { Database } from '../../db/connect.ts';
import { OutOfRoom } from '../../db/out_of_room.ts';
import type { CheckedBatch } from '../check/check_file.ts';
import { setProgress, type Staged } from './count_queries.ts';
import { hasGridPlaces, placeByOstn15, type GridMethod } from './grid_conversion.ts';
import { insertRejects, type Reject } from './stage_queries.ts';
import { cellCache, stageRow } from './stage_row.ts';
import { openStager } from './stager.ts';

/** The embedded database has one connection: a find needs it six times, and waits for one of these each time. 5,000 took 0.4 s. */
const ROWS_A_SLICE = 250;
const PROGRESS_EVERY_MS = 400;

function* slicesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS_A_SLICE)
    yield rows.slice(from, from + ROWS_A_SLICE);
}

/** Throws FileRefused; then nothing of what is staged may be committed. */
export async function stageRows(
  database: Database,
  importId: number,
  batches: AsyncIterable<CheckedBatch>,
  options: { readonly grid: GridMethod; readonly stopped: () => boolean },
): Promise<Staged | 'stopped'> {
  const stager = await openStager(database, importId);
  const cellsAt = cellCache();
  let seq = 0;
  let rejected = 0;
  let problems = 0;
  let usedGrid = false;
  let reportedAt = 0;
  try {
    for await (const batch of batches) {
      if (options.stopped()) {
        await stager.abandon();
        return 'stopped';
      }
      for (const slice of slicesOf(batch.rows)) {
        if (database.storage.room !== 'enough') throw new OutOfRoom();
        usedGrid ||= hasGridPlaces(slice);
        const rows = options.grid === 'ostn15' ? await placeByOstn15(database, slice) : slice;
        await stager.add(rows.map((row) => stageRow(row, ++seq, cellsAt)));
        // whoever waits for the event loop, or for the embedded database's one connection, has a turn
        await nextTurn();
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
    await stager.finish();
  } catch (error) {
    await stager.abandon();
    throw error;
  }
  return { read: seq + rejected, rejected, gridMethod: usedGrid ? options.grid : null };
}
