/** What lies in a query's areas and polygon, as the index takes it. */
import type { MultiPolygon } from 'geojson';
import type { HexIndex } from '../hex_index/hex_index.ts';
import type { Inside } from '../hex_index/select_ranges.ts';
import { AREA_SETS } from '../hex_index/sorted_rows.ts';
import { cellsInOutlines } from './outline_cells.ts';
import type { ResolvedQuery } from './read_query.ts';

/** Whether the partnership's own area is chosen, and it has one. */
export const isPartnership = ({ areas, outlines, drawn }: ResolvedQuery): boolean =>
  areas !== null && outlines.length === 0 && drawn === null;

/** Whether of a hexagon only the part in the area is counted: for who may not read incidents one by one it is smaller than any
 *  hexagon that they may count. */
export const countsParts = ({ bound, areas, drawn }: ResolvedQuery): boolean =>
  !bound && (areas !== null || drawn !== null);

/** Where rows must lie; null: anywhere. */
export interface RowsInside {
  /** Numbers of sets of areas. */
  readonly areaSets: readonly number[] | null;
  /** GeoJSON. */
  readonly polygon: string | null;
}

const EVERY_SET = new Uint8Array(AREA_SETS).fill(1);

/** What lies in the areas and the polygon, at every resolution. */
export async function insideOf(query: ResolvedQuery): Promise<Inside> {
  const { index, areas, grants } = query;
  const outlines = query.outlines.length > 0 ? query.outlines : joined(query.background);
  const resolutions = new Set(
    index.partnerTables(grants).flatMap((table) => [...new Set(table.resolutions)]),
  );
  const centres = new Map<number, ReadonlySet<number>>();
  for (const resolution of resolutions) {
    const cells = await cellsInOutlines({ outlines }, resolution);
    if (cells) centres.set(resolution, cells);
  }
  return { sets: areas ? index.setsOf(areas) : EVERY_SET, cells: null, centres };
}

/** The index that has it: of the drawn polygon's rows, where those are counted. */
export const indexInside = ({ drawn, index }: ResolvedQuery): HexIndex => drawn?.index ?? index;

/** The same for SQL. Whoever counts whole hexagons has no part in it. */
export const rowsInside = ({ bound, areas, drawn, index }: ResolvedQuery): RowsInside => ({
  areaSets:
    bound || areas === null
      ? null
      : Array.from(index.setsOf(areas).entries())
          .filter(([, counts]) => counts === 1)
          .map(([set]) => set),
  polygon: bound || !drawn ? null : JSON.stringify(drawn.polygon),
});

/** As one outline of many parts. */
export const joined = (outlines: readonly MultiPolygon[]): MultiPolygon[] =>
  outlines.length === 0
    ? []
    : [{ type: 'MultiPolygon', coordinates: outlines.flatMap(({ coordinates }) => coordinates) }];
