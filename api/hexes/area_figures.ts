/** The figures of an answer beside its hexagons. */
import type { Hexes, HexesQuery } from '../contract/hexes.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { countedBy } from './counted_by.ts';
import { countedPlace } from './counted_place.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';

export type AreaFigures = Pick<Hexes, 'total' | 'counted_by' | 'outside'>;

const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const n of counts) total += n;
  return total;
};

/** The total of what is counted in the area: that of its hexagons, but where those at the outline are whole. In a box it is
 *  that of the hexagons that are listed. */
export async function areaFigures(
  query: ResolvedQuery,
  { bbox }: Pick<HexesQuery, 'bbox'>,
  counts: Pick<HexCounts, 'total'>,
): Promise<AreaFigures> {
  const place = await countedPlace(query, [query.filters]);
  const { index, resolution, cells } = place;
  const countIn = (chosen: typeof cells): number =>
    sum(
      index.countAll({ ...indexFilter(query.filters), resolution, cells: chosen }, query.grants).all
        .total,
    );
  const listed = sum(counts.total);
  const total = query.bound && place.by !== null && !bbox ? countIn(cells) : listed;
  const whole = query.areas !== null && query.outlines.length === 0 && !bbox;
  return {
    total,
    counted_by: countedBy(query, place),
    outside: whole ? countIn(null) - countIn(cells) : null,
  };
}
