/** Where a feed that did not arrive would have spoken: such a cell is missing, and not quiet. */
import type { Gap } from '../contract/significance.ts';
import { coarserKey } from '../geo/cells.ts';

/** A neighbourhood's history is looked at in hexagons of this resolution: about 5 km². */
export const NEIGHBOURHOOD = 7;
/** A feed speaks for a neighbourhood that it brought at least half of the records of. */
const SPEAKS = 0.5;

/** Counts of the whole history by neighbourhood. */
export type History = ReadonlyMap<number, number>;

/** Which of the cells are missing: those of neighbourhoods that the feeds with a gap speak for, alone or together.
 *  keys: cells at `resolution` (7 or finer). all: everybody's records under the same filters; ofGaps: those of agencies and
 *  kinds with a gap in the window. */
export function missingCells(
  keys: Float64Array,
  resolution: number,
  all: History,
  ofGaps: History,
): Uint8Array {
  const steps = Math.max(0, resolution - NEIGHBOURHOOD);
  // where nobody has ever reported anything, whoever speaks for the whole would have
  const whole = speaks(sum(ofGaps), sum(all));
  return Uint8Array.from(keys, (key) => {
    const around = coarserKey(key, steps);
    const records = all.get(around) ?? 0;
    const missing = records > 0 ? speaks(ofGaps.get(around) ?? 0, records) : whole;
    return missing ? 1 : 0;
  });
}

const speaks = (of: number, all: number): boolean => all > 0 && of >= SPEAKS * all;
const sum = (history: History): number => [...history.values()].reduce((a, b) => a + b, 0);

export interface Feed {
  readonly agency: string;
  readonly dataset: string;
  readonly kinds: Gap['kinds'];
  /** First days of months between its first and last delivery in which nothing arrived. */
  readonly missing: readonly string[];
}

/** Feeds of the agencies and kinds asked for that lack months of the window. from, to: days as yyyy-mm-dd, inclusive. */
export function gapsIn(
  feeds: readonly Feed[],
  { from, to }: { readonly from: string; readonly to: string },
  agencies: readonly string[] | null,
  kinds: readonly string[] | null,
): Gap[] {
  return feeds.flatMap(({ agency, dataset, kinds: its, missing }): Gap[] => {
    if (agencies && !agencies.includes(agency)) return [];
    const asked = its.filter((kind) => kinds === null || kinds.includes(kind));
    const months = missing.filter((month) => month.slice(0, 7) >= from.slice(0, 7) && month <= to);
    return asked.length > 0 && months.length > 0
      ? [{ agency, dataset, kinds: asked, months: [...months] }]
      : [];
  });
}
