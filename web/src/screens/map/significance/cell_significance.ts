/** What the server says of hexagons, ready to be looked up: how sure, in which order, over which area. */
import type { Persistences } from '#api/contract/persistence.ts';
import type { HotspotClass, Significance } from '#api/contract/significance.ts';
import { KINDS } from '#api/contract/kinds.ts';
import type { Counted } from '../list/ranking.ts';

export { byEvidence, evidenceRank } from '#api/contract/evidence_order.ts';

export type CellSignificance = Significance['cells'][number];

export interface SignificanceMap {
  readonly answer: Significance;
  readonly byCell: ReadonlyMap<string, CellSignificance>;
}

export const significanceMapOf = (answer: Significance): SignificanceMap => ({
  answer,
  byCell: new Map(answer.cells.map((one) => [one.cell, one])),
});

/** A place that no rate is given for is in no test of rates; that is no delivery that is missing. */
export const hasNoRate = ({
  class: hotspotClass,
  rate,
  rate_note: note,
}: CellSignificance): boolean => hotspotClass === 'untested' && rate === null && note !== null;

/** What twelve months make of each hexagon that was hot in one of them. */
export const persistenceByCell = ({
  cells,
}: Persistences): ReadonlyMap<string, Persistences['cells'][number]> =>
  new Map(cells.map((one) => [one.cell, one]));

/** Finer hexagons are not tested: the server's own limit. */
export const TESTED_RESOLUTION_LIMIT = 10;

/** Do agencies' own records point different ways? Only those that could be tested have a say. */
export function disagree(classes: readonly (HotspotClass | null)[]): boolean {
  const ways = new Set(
    classes.filter((one) => one !== null && one !== 'untested').map((one) => one?.split('_')[0]),
  );
  return ways.size > 1;
}

/** What was tested, to be ranked: where only some hours are, the window's own counts would be of all. Kinds are not given. */
export function testedCounts({ answer: { cells } }: SignificanceMap): Counted {
  const none = new Uint32Array(cells.length);
  return {
    cells: cells.map(({ cell }) => cell),
    counts: KINDS.map(() => none),
    total: Uint32Array.from(cells, ({ count }) => count),
  };
}
