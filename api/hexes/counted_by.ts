/** How an area was counted, as the answer says it beside the number. */
import type { CountedBy } from '../contract/hexes.ts';
import type { CountedPlace } from './counted_place.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';

/** null: no area was counted. */
export function countedBy(
  { filters, grants, bound }: ResolvedQuery,
  { index, resolution, cells, by }: CountedPlace,
): CountedBy | null {
  if (by === null) return null;
  const partners = index.partnerCounts({ ...indexFilter(filters), resolution, cells }, grants);
  return {
    outline: by === 'outline',
    resolution: by === 'outline' ? null : resolution,
    whole_cells: bound,
    by_hexagon: partners.flatMap(({ counts }) => [...counts.total]).reduce((sum, n) => sum + n, 0),
  };
}
