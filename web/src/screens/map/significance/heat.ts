/** What the server says of hexagons, ready to be looked up: how sure, in which order, over which area. */
import type { Persistences } from '#api/contract/persistence.ts';
import type { HeatClass, Significance } from '#api/contract/significance.ts';
import { KINDS } from '#api/contract/kinds.ts';
import type { Counted } from '../list/ranking.ts';
import type { Readings } from '../readings.ts';

export { byEvidence, evidenceRank } from '#api/contract/evidence_order.ts';

export type CellHeat = Significance['cells'][number];

export interface Heat {
  readonly answer: Significance;
  readonly byCell: ReadonlyMap<string, CellHeat>;
}

export const heatOf = (answer: Significance): Heat => ({
  answer,
  byCell: new Map(answer.cells.map((one) => [one.cell, one])),
});

/** A place that no rate is given for is in no test of rates; that is no delivery that is missing. */
export const hasNoRate = ({ class: heat, rate, rate_note: note }: CellHeat): boolean =>
  heat === 'untested' && rate === null && note !== null;

/** What twelve months make of each hexagon that was hot in one of them. */
export const lastingOf = ({
  cells,
}: Persistences): ReadonlyMap<string, Persistences['cells'][number]> =>
  new Map(cells.map((one) => [one.cell, one]));

/** Finer hexagons are not judged: the server's own limit. */
export const FINEST_JUDGED = 10;

/** Readings in which every hexagon judged has a figure, zeros too: a cold place is one that can be asked about. */
export function withJudged(readings: Readings, heat: Heat | null): Readings {
  if (heat === null) return readings;
  const totals = new Map(readings.totals);
  for (const cell of heat.byCell.keys()) if (!totals.has(cell)) totals.set(cell, 0);
  return { ...readings, totals };
}

/** Do agencies' own records point different ways? Only those that could be judged have a say. */
export function disagree(classes: readonly (HeatClass | null)[]): boolean {
  const ways = new Set(
    classes
      .filter((heat) => heat !== null && heat !== 'untested')
      .map((heat) => heat?.split('_')[0]),
  );
  return ways.size > 1;
}

/** What was judged, to be ranked: where only some hours are, the window's own counts would be of all. Kinds are not told. */
export function judgedCounts({ answer: { cells } }: Heat): Counted {
  const none = new Uint32Array(cells.length);
  return {
    cells: cells.map(({ cell }) => cell),
    counts: KINDS.map(() => none),
    total: Uint32Array.from(cells, ({ count }) => count),
  };
}
