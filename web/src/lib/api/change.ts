/** More or fewer than before, with an interval. */
import type { HotspotsChange } from '#api/contract/change.ts';
import { call, filterQuery, type MapFilters } from '#web/lib/api.ts';

/** Of one hexagon, of resolution 6 to 10. */
export const getChange = (filters: MapFilters, cell: string, signal?: AbortSignal) =>
  call<HotspotsChange>('GET', `/api/hotspots/change?${filterQuery(filters, { cell })}`, { signal });
