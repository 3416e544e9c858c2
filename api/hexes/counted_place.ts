/** How an area, a drawn polygon or everything is counted: one number at every size of hexagon.
 *
 *  Who may read incidents one by one gets the points in the outline. Who may not could find single places by two outlines that
 *  differ little, so a polygon of their own is counted by whole hexagons, of the smallest size that the window takes. A stored
 *  outline is nobody's to move: its points are counted over whole months that are over (quarters, where it is smaller than a
 *  hexagon of resolution 9), and by whole hexagons over any other window. */
import type { MultiPolygon, Polygon } from 'geojson';
import { aboutHowMany } from '../geo/cells_in_area.ts';
import { isWhole, stepAt, type Step } from '../geo/smallest_window.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { commonResolution } from '../hex_index/partner_table.ts';
import type { CellSelection } from '../hex_index/select_ranges.ts';
import { dayOf, type Window } from '../time/local_day.ts';
import { insideOf } from './inside.ts';
import { cellsInOutlines } from './outline_cells.ts';
import type { ResolvedQuery } from './read_query.ts';

export interface CountedPlace {
  /** The query's, or that of what lies in the drawn polygon. */
  readonly index: HexIndex;
  /** Where whole hexagons are counted, theirs; otherwise one in which all others' counts appear. */
  readonly resolution: number;
  readonly cells: CellSelection;
  /** null: everything, which is no area. */
  readonly by: 'outline' | 'hexagons' | null;
  /** How finely time may be told of it; null: not at all. */
  readonly step: Step | null;
}

/** All counts by hexagon appear in hexagons so large. */
const LARGEST = 6;
/** The smallest whole hexagons that stand for an area. */
const SMALLEST = 9;

/** @param windows that are counted there, as they are; none: the whole history, by steps */
export async function countedPlace(
  query: ResolvedQuery,
  windows: readonly Window[] = [],
): Promise<CountedPlace> {
  const { index, drawn, areas, bound } = query;
  if (areas === null && !drawn)
    return { index, resolution: LARGEST, cells: null, by: null, step: 'day' };
  const step = bound ? stepOfOutlines(query) : 'day';
  const today = dayOf(query.today);
  const isExact = step !== null && windows.every((window) => isWhole(window, step, today));
  if (isExact)
    return {
      index: drawn?.index ?? index,
      resolution: LARGEST,
      cells: await insideOf(query),
      by: 'outline',
      step,
    };
  const common = index.partnerTables(query.grants).map(commonResolution);
  const taken = wholeIn(windows, today);
  const resolution = Math.min(taken, ...common);
  const cells = (await cellsInOutlines(query, resolution)) ?? new Set<number>();
  return { index, resolution, cells, by: 'hexagons', step: stepAt(resolution) };
}

/** The smallest hexagons whose steps all windows are made of. */
function wholeIn(windows: readonly Window[], today: number): number {
  for (let finest = SMALLEST; finest > LARGEST + 1; finest--) {
    const step = stepAt(finest);
    if (step !== null && windows.every((window) => isWhole(window, step, today))) return finest;
  }
  return LARGEST + 1;
}

/** How finely the points in the outlines may be counted by who may not read them; null: not at all. */
function stepOfOutlines({ drawn, outlines }: ResolvedQuery): Step | null {
  if (drawn) return null;
  // the partnership's: there is one, and it is larger than any hexagon
  if (outlines.length === 0) return 'day';
  return stepOfArea(outlines);
}

function stepOfArea(outlines: readonly (Polygon | MultiPolygon)[]): Step | null {
  const atLeast = (resolution: number): boolean =>
    outlines.every((one) => aboutHowMany(one, resolution) >= 1);
  if (atLeast(9)) return 'month';
  return atLeast(10) ? 'quarter' : null;
}
