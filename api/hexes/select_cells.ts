/** The hexagons of a query: those of the area, of the drawn polygon and of the box. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { HexesQuery } from '../contract/hexes.ts';
import { aboutHowMany, areaCells } from '../geo/cells_in_area.ts';
import { boxTest } from '../geo/cells_in_box.ts';
import type { CellSelection } from '../hex_index/select_ranges.ts';
import { Problem } from '../http/problem.ts';

interface Outlined {
  readonly outlines: readonly (MultiPolygon | Polygon)[];
}

/** Cells that lie in all outlines and touch the box; null for everywhere. Throws Problem `area_too_large`. */
export function selectCells(
  query: Outlined,
  { resolution, bbox }: Pick<HexesQuery, 'resolution' | 'bbox'>,
): CellSelection {
  const box = bbox ? boxTest(bbox) : null;
  const area = cellsInOutlines(query, resolution);
  const both =
    box && area ? new Set([...area].filter((key) => box.touches(key, resolution))) : null;
  return both ?? box ?? area;
}

/** Keys of the cells inside all outlines; null where there is none. Throws Problem `area_too_large`. */
export function cellsInOutlines(
  { outlines }: Outlined,
  resolution: number,
): ReadonlySet<number> | null {
  const [first, ...others] = outlines.map((outline) => cellsInOutline(outline, resolution));
  if (!first) return null;
  return others.length === 0
    ? first
    : new Set([...first].filter((key) => others.every((cells) => cells.has(key))));
}

/** Cells of an outline that are listed at most: 2 µs each, and nobody else is served meanwhile. */
const MOST_LISTED = 500_000;

/** Kept, because outlines rarely change and come again at every step of a playback. The outline itself is the key, so
 *  that a changed one is another. */
const kept = new Map<string, ReadonlySet<number>>();

function cellsInOutline(outline: MultiPolygon | Polygon, resolution: number): ReadonlySet<number> {
  const key = `${resolution} ${JSON.stringify(outline)}`;
  let cells = kept.get(key);
  if (!cells) {
    // a county at resolution 10 has 130,000
    if (aboutHowMany(outline, resolution) > MOST_LISTED) throw new Problem('area_too_large');
    cells = areaCells(outline, resolution);
    if (kept.size >= 64) kept.clear();
    kept.set(key, cells);
  }
  return cells;
}
