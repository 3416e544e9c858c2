/** What a test is made over: the hexagons of a study area, and who is whose neighbour in it. Kept, because both depend on
 *  the outline alone and every step of a playback needs them. */
import type { Neighbours } from '../../statistics/gi_star.ts';
import { hexNeighbours } from '../../statistics/hex_neighbours.ts';

export interface Study {
  readonly resolution: number;
  /** Ascending keys (geo/cells.ts), those without incidents too. */
  readonly keys: Float64Array;
  /** Within `k` steps; made at the first call. */
  neighbours(k: number): Neighbours;
}

const kept = new WeakMap<ReadonlySet<number>, Map<number, Study>>();

/** cells: keys at `resolution`; the same set gives the same study. */
export function studyOf(cells: ReadonlySet<number>, resolution: number): Study {
  const known = kept.get(cells) ?? new Map<number, Study>();
  kept.set(cells, known);
  const study = known.get(resolution) ?? makeStudy(cells, resolution);
  known.set(resolution, study);
  return study;
}

function makeStudy(cells: ReadonlySet<number>, resolution: number): Study {
  const keys = Float64Array.from(cells).sort();
  const byK = new Map<number, Neighbours>();
  return {
    resolution,
    keys,
    neighbours(k) {
      const neighbours = byK.get(k) ?? hexNeighbours(keys, resolution, k);
      byK.set(k, neighbours);
      return neighbours;
    },
  };
}

/** Counts for every cell of a study, zeros too. found: keys and counts in any order; those outside are left out. */
export function countsOver(
  keys: Float64Array,
  found: Iterable<readonly [key: number, count: number]>,
): Float64Array {
  const places = new Map(Array.from(keys, (key, i) => [key, i]));
  const counts = new Float64Array(keys.length);
  for (const [key, count] of found) {
    const i = places.get(key);
    if (i !== undefined) counts[i] = (counts[i] ?? 0) + count;
  }
  return counts;
}
