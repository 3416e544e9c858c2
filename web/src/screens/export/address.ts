/** The Export screen's address: the filters, by the API's own names. */
import { filterParams, type MapFilters } from '#web/lib/api/map_filters.ts';

const NAMES = ['from', 'to', 'kind', 'type', 'agency', 'area', 'within', 'resolution'] as const;

export const exportAddress = (filters: MapFilters, resolution: number): string =>
  `/export?${new URLSearchParams({ resolution: String(resolution), ...filterParams(filters) })}`;

/** What of an address is filters; anything else in it is none of the API's business. */
export function filtersOf(address: Pick<URLSearchParams, 'get'>): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = address.get(name);
    if (value) query.set(name, value);
  }
  return query;
}

/** These filters as query parameters of the API. */
export function paramsOf(filters: URLSearchParams) {
  const texts: Partial<Record<(typeof NAMES)[number], string>> = Object.fromEntries(filters);
  const { resolution, ...others } = texts;
  return { ...others, ...(resolution && { resolution: Number(resolution) }) };
}

/** The map with the same filters, at its table. */
export function mapOf(filters: URLSearchParams): string {
  const query = new URLSearchParams(filters);
  const resolution = query.get('resolution');
  query.delete('resolution');
  if (resolution) query.set('res', resolution);
  query.set('panel', 'table');
  // commas and semicolons need no escape in a query, and the map writes its own address without
  return `/?${query}`.replaceAll('%2C', ',').replaceAll('%3B', ';');
}
