/** Counts per hexagon for one request, from the index or, beyond its resolution limit, from rows; and whose they are. */
import type { Context } from 'hono';
import type { HexesQuery } from '../contract/hexes.ts';
import { KIND_OF_CODE } from '../contract/kinds.ts';
import type { Source } from '../hex_index/class_counts.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';
import { asViewer } from '../http/transaction.ts';
import { countFromRows, sourcesFromRows } from './count_from_rows.ts';
import { indexInside, rowsInside } from './inside.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';
import { mustNotBeAPlace } from './resolution_limit.ts';
import { selectCells } from './select_cells.ts';
import type { HexServices } from './services.ts';

type Shape = Pick<HexesQuery, 'resolution' | 'bbox'>;

/** Throws Problem `not_allowed` for hexagons that are nearly places. */
export async function countHexes(
  services: HexServices,
  c: Context,
  query: ResolvedQuery,
  shape: Shape,
): Promise<HexCounts> {
  const { resolution } = shape;
  const { grants, filters } = query;
  const cells = await selectCells(query, shape);
  if (resolution <= INDEX_RESOLUTION)
    return indexInside(query).countAll({ ...indexFilter(filters), resolution, cells }, grants).all;
  mustNotBeAPlace(c, resolution);
  return asViewer(services, c, (tx) =>
    countFromRows(tx, { ...filters, ...rowsInside(query), resolution }, cells),
  );
}

export interface CountedSource extends Source {
  /** The agreement of level `cell` that it was counted under; null: rows that the viewer may read. */
  readonly agreement: number | null;
}

/** Whose the incidents are that `countHexes` counts. */
export async function sourcesOfHexes(
  services: HexServices,
  c: Context,
  query: ResolvedQuery,
  shape: Shape,
): Promise<CountedSource[]> {
  const { resolution } = shape;
  const { grants, filters } = query;
  const index = indexInside(query);
  const cells = await selectCells(query, shape);
  if (resolution > INDEX_RESOLUTION) {
    const sources = await asViewer(services, c, (tx) =>
      sourcesFromRows(tx, { ...filters, ...rowsInside(query), resolution }, cells),
    );
    return sources.map(ofRows);
  }
  const counted = { ...indexFilter(filters), resolution, cells };
  return [
    ...index.sources(counted, grants).map(ofRows),
    ...index.partnerCounts(counted, grants).map(({ grant, counts }) => ({
      agency: grant.agency,
      kind: KIND_OF_CODE[grant.kind] ?? 'crime',
      sensitivity: grant.lastSensitivity,
      incidents: counts.total.reduce((sum, n) => sum + n, 0),
      agreement: grant.agreement,
    })),
  ];
}

const ofRows = (source: Source): CountedSource => ({ ...source, agreement: null });
