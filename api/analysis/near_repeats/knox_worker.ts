/** Knox's table in a thread of its own: a million pairs and 999 permutations take seconds, in which nobody else would be
 *  served. */
import { parentPort, workerData } from 'node:worker_threads';
import { knoxTable, TooManyPairs, type Bands, type KnoxCell } from '../../statistics/knox.ts';
import { randomOf } from '../../statistics/random.ts';

export interface KnoxInput {
  /** Metres: x₀, y₀, x₁, y₁, … */
  readonly points: Float64Array;
  readonly days: Int32Array;
  readonly bands: Bands;
  readonly seed: number;
}

export type KnoxResult = { readonly table: readonly KnoxCell[] } | { readonly tooMany: string };

const { points, days, bands, seed } = workerData as KnoxInput; // as: knox_thread.ts sends it
if (!parentPort) throw new Error('knox_worker.ts runs in a worker thread only');
const send = (result: KnoxResult) => parentPort?.postMessage(result);

try {
  send({ table: knoxTable(points, days, bands, randomOf(seed)) });
} catch (error) {
  if (!(error instanceof TooManyPairs)) throw error;
  send({ tooMany: error.message });
}
