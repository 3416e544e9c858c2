/** The figures of an answer beside its hexagons. */
import type { Hexes, HexesQuery } from '../contract/hexes.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import type { ComparedCounts } from './count_compared.ts';
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
 *  that of the hexagons that are listed.
 *  @param taken records that the query counts and the answer leaves out, in a place */
export async function areaFigures(
  query: ResolvedQuery,
  { bbox }: Pick<HexesQuery, 'bbox'>,
  counts: Pick<HexCounts, 'total'>,
  taken: ComparedCounts['taken'],
): Promise<AreaFigures> {
  const place = await countedPlace(query, [query.filters]);
  const { index, resolution, cells } = place;
  const countIn = async (chosen: typeof cells): Promise<number> =>
    sum(
      index.countAll({ ...indexFilter(query.filters), resolution, cells: chosen }, query.grants).all
        .total,
    ) - (await taken({ resolution, cells: chosen }));
  const listed = sum(counts.total);
  const total = query.bound && place.by !== null && !bbox ? await countIn(cells) : listed;
  const whole = query.areas !== null && query.outlines.length === 0 && !bbox;
  return {
    total,
    counted_by: countedBy(query, place),
    outside: whole ? (await countIn(null)) - (await countIn(cells)) : null,
  };
}
