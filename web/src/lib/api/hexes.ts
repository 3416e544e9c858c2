/** Counts by hexagon in the compact form: binary, so that typed JSON has no part in it. */
import type { DecodedHexes } from '#api/contract/compact_hexes.ts';
import type { CountedBy } from '#api/contract/hexes.ts';
import { decodeCompact } from '#api/contract/compact_hexes.ts';
import { api } from '#web/lib/api.ts';
import { filterParams, type MapFilters } from '#web/lib/api/map_filters.ts';

export interface HexAnswer extends DecodedHexes {
  /** what it answers */
  readonly requested: MapFilters;
  readonly from: string;
  readonly to: string;
  readonly sum: number;
  readonly noPlace: number;
  readonly monthOnly: number;
  /** left out, because they have not delivered both windows */
  readonly leftOutFeeds: readonly string[];
  /** outside the partnership's outlines; null: not counted */
  readonly outside: number | null;
  readonly countedBy: CountedBy | null;
}

/** Counts per cell. */
export async function getHexes(
  filters: MapFilters,
  resolution: number,
  signal?: AbortSignal,
): Promise<HexAnswer> {
  const { beside } = filters;
  const query = {
    ...filterParams(filters),
    ...(beside && { from2: beside.from, to2: beside.to }),
    resolution,
    format: 'compact' as const,
  };
  const answer = await api.download('/api/hexes', { query, signal });
  const decoded = decodeCompact(new Uint8Array(await answer.arrayBuffer()));
  const number = (name: string) => Number(answer.headers.get(name) ?? 0);
  return {
    ...decoded,
    requested: filters,
    from: answer.headers.get('x-from') ?? filters.from ?? '',
    to: answer.headers.get('x-to') ?? filters.to ?? '',
    sum: number('x-total'),
    noPlace: number('x-no-place'),
    monthOnly: number('x-month-only'),
    leftOutFeeds: (answer.headers.get('x-left-out-feeds') ?? '')
      .split(',')
      .filter((name) => name !== '')
      .map(decodeURIComponent),
    // as: the server's own JSON
    outside: JSON.parse(answer.headers.get('x-outside') ?? 'null') as number | null,
    countedBy: JSON.parse(answer.headers.get('x-counted-by') ?? 'null') as CountedBy | null,
  };
}
