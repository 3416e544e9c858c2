/** Near repeats: is an incident followed by another close by, soon after, more often than chance would have it?
 *
 *  Knox's test (Knox 1964; permutations: Besag & Diggle 1977; in burglary: Johnson et al. 2007): pairs are counted by
 *  their distance and their days apart, and again with the times dealt out anew among the places. */
import type { Distance } from '../contract/near_repeats.ts';
import { nameOf, squaresOf, type Points } from './kde.ts';
import { shuffle, type Random } from './random.ts';

/** Metres between two places: in a straight line, or along the axes of the grid, as streets at right angles go. */
export const distanceOf = (distance: Distance, east: number, north: number): number =>
  distance === 'manhattan'
    ? Math.abs(east) + Math.abs(north)
    : Math.sqrt(east * east + north * north);

export interface Bands {
  /** Metres, ascending: 0, 100, 200 means [0, 100) and [100, 200). Half-open: a distance of 100 is in the second. */
  readonly metres: readonly number[];
  /** Whole days, ascending: 0, 7, 14 means [0, 7) and [7, 14). */
  readonly days: readonly number[];
  /** What `metres` are measured by. */
  readonly distance: Distance;
}

export interface KnoxCell {
  /** [from, to). `toDays` is Infinity for pairs as close that lie further apart in time than all bands. */
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly fromDays: number;
  readonly toDays: number;
  readonly observed: number;
  /** Mean over the permutations. */
  readonly expected: number;
  /** observed / expected; null where none is expected. */
  readonly ratio: number | null;
  /** (1 + permutations with at least as many) / (1 + permutations). */
  readonly p: number;
}

/** Each permutation looks at every pair: a million take about three seconds. */
export const MOST_PAIRS = 1_000_000;
export const PERMUTATIONS = 999;
/** 270 years: further apart, a date is wrong. */
const MOST_DAYS = 100_000;

/** In words for the person who made the request. */
export class TooManyPairs extends RangeError {}

/** The table, by distance and then by days. points: metres; days: the day of each (whole). The random numbers come from
 *  outside, so that the same seed gives the same table. Throws TooManyPairs for more than MOST_PAIRS within the largest
 *  distance; RangeError for bands that do not ascend and lengths that differ. */
export function knoxTable(
  points: Points,
  days: Int32Array,
  bands: Bands,
  random: Random,
  permutations = PERMUTATIONS,
): KnoxCell[] {
  if (points.length !== 2 * days.length)
    throw new RangeError('Near repeats need one day for each point.');
  mustAscend(bands.metres);
  mustAscend(bands.days);
  if (!bands.days.every(Number.isInteger)) throw new RangeError('Bands of days are whole days.');
  const columns = bands.days.length; // the last: later than all bands
  const near = closePairs(points, bands.metres, bands.distance);
  const columnOf = dayColumns(days, bands.days);
  const table = (times: Int32Array, counts: Uint32Array): Uint32Array => {
    counts.fill(0);
    for (let group = 0; group < near.point.length; group++) {
      const time = times[near.point[group] ?? 0] ?? 0;
      const row = (near.band[group] ?? 0) * (columns + 1);
      const end = near.starts[group + 1] ?? 0;
      for (let at = near.starts[group] ?? 0; at < end; at++) {
        const column = columnOf[Math.abs(time - (times[near.of[at] ?? 0] ?? 0))] ?? 0;
        counts[row + column] = (counts[row + column] ?? 0) + 1;
      }
    }
    return counts;
  };
  const size = (bands.metres.length - 1) * (columns + 1);
  const observed = table(days, new Uint32Array(size));
  const sums = new Float64Array(size);
  const atLeast = new Uint32Array(size);
  const counts = new Uint32Array(size);
  const times = days.slice();
  for (let run = 0; run < permutations; run++) {
    shuffle(times, random);
    table(times, counts);
    for (let at = 0; at < size; at++) {
      const count = counts[at] ?? 0;
      sums[at] = (sums[at] ?? 0) + count;
      if (count >= (observed[at] ?? 0)) atLeast[at] = (atLeast[at] ?? 0) + 1;
    }
  }
  return bands.metres.slice(0, -1).flatMap((fromMetres, row) =>
    bands.days.map((fromDays, column) => {
      const at = row * (columns + 1) + column;
      const expected = (sums[at] ?? 0) / permutations;
      const count = observed[at] ?? 0;
      return {
        fromMetres,
        toMetres: bands.metres[row + 1] ?? Infinity,
        fromDays,
        toDays: bands.days[column + 1] ?? Infinity,
        observed: count,
        expected,
        ratio: expected > 0 ? count / expected : null,
        p: (1 + (atLeast[at] ?? 0)) / (1 + permutations),
      };
    }),
  );
}

/** Pairs in groups of one point and one band of distance: those of group g pair `point[g]` with each of
 *  `of[starts[g]] … of[starts[g + 1] − 1]`. */
interface Pairs {
  readonly point: Uint32Array;
  readonly band: Uint8Array;
  readonly starts: Uint32Array;
  readonly of: Uint32Array;
}

/** All pairs within the largest distance, each once: found once, since permutations move times and not places. */
function closePairs(points: Points, metres: readonly number[], distance: Distance): Pairs {
  const least = metres[0] ?? 0;
  const most = metres.at(-1) ?? 0;
  const squares = squaresOf(points, most);
  const point: number[] = [];
  const bandOf: number[] = [];
  const starts = [0];
  const of: number[] = [];
  for (let i = 0; 2 * i < points.length; i++) {
    const x = points[2 * i] ?? NaN;
    const y = points[2 * i + 1] ?? NaN;
    const column = Math.floor(x / most);
    const row = Math.floor(y / most);
    const inBand: number[][] = metres.slice(1).map(() => []);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const j of squares.get(nameOf(column + dx, row + dy)) ?? []) {
          if (j <= i) continue;
          const east = (points[2 * j] ?? NaN) - x;
          const north = (points[2 * j + 1] ?? NaN) - y;
          const apart = distanceOf(distance, east, north);
          if (!(apart >= least && apart < most)) continue;
          inBand[metres.findLastIndex((edge) => apart >= edge)]?.push(j);
        }
      }
    }
    for (const [band, list] of inBand.entries()) {
      if (list.length === 0) continue;
      for (const j of list) of.push(j);
      point.push(i);
      bandOf.push(band);
      starts.push(of.length);
    }
    if (of.length > MOST_PAIRS)
      throw new TooManyPairs(
        `More than ${MOST_PAIRS.toLocaleString('en-GB')} pairs lie within ${most} m of each other. Choose a shorter time, fewer kinds or a smaller distance.`,
      );
  }
  return {
    point: Uint32Array.from(point),
    band: Uint8Array.from(bandOf),
    starts: Uint32Array.from(starts),
    of: Uint32Array.from(of),
  };
}

/** The column of each number of days that two of them can lie apart; sooner than the first edge: one not shown. */
function dayColumns(days: Int32Array, edges: readonly number[]): Uint8Array {
  let first = Infinity;
  let last = -Infinity;
  for (const day of days) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (last - first > MOST_DAYS)
    throw new RangeError('Incidents lie more than 270 years apart. Correct their dates.');
  return Uint8Array.from({ length: Math.max(last - first, 0) + 1 }, (_, apart) =>
    apart < (edges[0] ?? 0) ? edges.length : edges.findLastIndex((edge) => apart >= edge),
  );
}

function mustAscend(edges: readonly number[]): void {
  const ascends = edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? NaN));
  if (edges.length < 2 || edges.length > 200 || !ascends || !((edges[0] ?? NaN) >= 0))
    throw new RangeError('Bands need at least two edges from 0 up, each larger than the last.');
}
