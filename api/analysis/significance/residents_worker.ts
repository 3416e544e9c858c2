/** Residents of a study's hexagons in a thread of its own: H3 lists the cells of each census zone, and a zone may be the
 *  size of a county. */
import { parentPort, workerData } from 'node:worker_threads';
import { residentsOf, type Zone } from '../../statistics/areal_weighting.ts';

export interface ResidentsInput {
  readonly zones: readonly Zone[];
  readonly keys: Float64Array;
  readonly resolution: number;
}

const { zones, keys, resolution } = workerData as ResidentsInput; // as: residents.ts sends it
parentPort?.postMessage(residentsOf(zones, keys, resolution));
