/** What a hexagon reads: its incidents, and how they changed where two windows are compared. */
import { testedWord } from '#web/screens/map/significance/words.ts';
import { changeText, mapWords, signed } from '#web/screens/map/words.ts';
import { rateWords } from '#web/screens/map/significance/rates/words.ts';
import { rankChanges } from './compare/compare.ts';
import type { Change } from './compare/comparison.ts';
import type { SignificanceMap } from './significance/cell_significance.ts';
import type { CellLabel } from './draw/hex_layer.ts';

export interface Readings {
  /** incidents in the window shown; a hexagon with incidents only in the other window reads 0 */
  readonly totals: ReadonlyMap<string, number>;
  /** `+12 (31 → 43)`; empty while nothing is compared */
  readonly changes: ReadonlyMap<string, string>;
}

export const NO_READINGS: Readings = { totals: new Map(), changes: new Map() };

/** Figures for hexagons: the greatest changes, and more of them where hexagons are large enough to be written on. */
export const labelsOf = (change: Change | null, large: boolean): readonly CellLabel[] =>
  change
    ? rankChanges(change.changes, large ? 400 : 20).map((row) => ({
        cell: row.cell,
        label: signed(row.change),
        above: !large,
      }))
    : NO_LABELS;

const NO_LABELS: readonly CellLabel[] = [];

export function readingsOf(picture: {
  readonly hexes: { readonly cells: readonly string[]; readonly total: ArrayLike<number> };
  readonly change: Change | null;
}): Readings {
  const { hexes, change } = picture;
  const changed = change?.changes;
  if (!changed) {
    return { ...NO_READINGS, totals: new Map(hexes.cells.map((c, i) => [c, hexes.total[i] ?? 0])) };
  }
  return {
    totals: new Map(changed.cells.map((cell, i) => [cell, changed.now[i] ?? 0])),
    changes: new Map(
      changed.cells.map((cell, i) => [
        cell,
        changeText({
          then: changed.then[i] ?? 0,
          now: changed.now[i] ?? 0,
          change: changed.change[i] ?? 0,
        }),
      ]),
    ),
  };
}

/** What the pointer says of a hexagon: a change where two windows are compared, else what is tested, else its count. */
export function pointedAt(
  cell: string,
  {
    readings,
    significance: { results },
  }: {
    readonly readings: Readings;
    readonly significance: { readonly results: SignificanceMap | null };
  },
): { figure: string; word: string | undefined } {
  const count = mapWords.incidents(readings.totals.get(cell) ?? 0);
  const one = results?.byCell.get(cell);
  const word = results ? testedWord(one, results.answer.mode) : undefined;
  const change = readings.changes.get(cell);
  if (change !== undefined) return { figure: change, word };
  if (results?.answer.measure === 'rate' && one) {
    const rate = one.rate === null ? rateWords.none : rateWords.perThousand(one.rate);
    return { figure: `${rate} (${mapWords.incidents(one.count)})`, word };
  }
  if (results?.answer.hours && one) return { figure: mapWords.incidents(one.count), word };
  return { figure: count, word };
}

/** Readings in which every hexagon tested has a figure, zeros too: a cold place is one that can be asked about. */
export function withTested(readings: Readings, results: SignificanceMap | null): Readings {
  if (results === null) return readings;
  const totals = new Map(readings.totals);
  for (const cell of results.byCell.keys()) if (!totals.has(cell)) totals.set(cell, 0);
  return { ...readings, totals };
}
