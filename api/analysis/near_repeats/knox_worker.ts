/** Knox's table in a thread of its own: a million pairs and 999 permutations take seconds, in which nobody else would be
 *  answered. */
import { parentPort, workerData } from 'node:worker_threads';
import { knoxTable, TooManyPairs, type Bands, type KnoxCell } from '../../statistics/knox.ts';
import { randomOf } from '../../statistics/random.ts';

export interface KnoxAsked {
  /** Metres: x₀, y₀, x₁, y₁, … */
  readonly points: Float64Array;
  readonly days: Int32Array;
  readonly bands: Bands;
  readonly seed: number;
}

export type KnoxTold = { readonly table: readonly KnoxCell[] } | { readonly tooMany: string };

const { points, days, bands, seed } = workerData as KnoxAsked; // as: knox_thread.ts sends it
if (!parentPort) throw new Error('knox_worker.ts runs in a worker thread only');
const tell = (told: KnoxTold) => parentPort?.postMessage(told);

try {
  tell({ table: knoxTable(points, days, bands, randomOf(seed)) });
} catch (error) {
  if (!(error instanceof TooManyPairs)) throw error;
  tell({ tooMany: error.message });
}
