/** The cells that a feed with missing months would have had records in: they are missing, not zero. */
import { coarserKey } from '../geo/cells.ts';

/** The resolution of a neighbourhood: about 5 km². */
export const NEIGHBOURHOOD = 7;
/** A feed covers a neighbourhood when it has delivered at least this share of its records. */
const COVERS = 0.5;

/** Counts of the whole history by neighbourhood. */
export type History = ReadonlyMap<number, number>;

/** Which of the cells are missing: those of neighbourhoods that the feeds with a gap cover, alone or together.
 *  keys: cells at `resolution` (7 or finer). all: everybody's records under the same filters; ofGaps: those of agencies and
 *  kinds with a gap in the window. */
export function missingCells(
  keys: Float64Array,
  resolution: number,
  all: History,
  ofGaps: History,
): Uint8Array {
  const steps = Math.max(0, resolution - NEIGHBOURHOOD);
  // where there has never been a record, whoever covers the whole covers this too
  const whole = covers(sum(ofGaps), sum(all));
  return Uint8Array.from(keys, (key) => {
    const around = coarserKey(key, steps);
    const records = all.get(around) ?? 0;
    const missing = records > 0 ? covers(ofGaps.get(around) ?? 0, records) : whole;
    return missing ? 1 : 0;
  });
}

const covers = (of: number, all: number): boolean => all > 0 && of >= COVERS * all;
const sum = (history: History): number => [...history.values()].reduce((a, b) => a + b, 0);
