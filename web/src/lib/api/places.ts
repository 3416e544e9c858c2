/** What is made of single places: for those who may read incidents one by one. */
import type { Density } from '#api/contract/density.ts';
import type { NearRepeats } from '#api/contract/near_repeats.ts';
import { call, filterQuery, type MapFilters } from '#web/lib/api.ts';

/** Is a type's incident followed by another close by, soon after? It takes seconds. */
export const getNearRepeats = (filters: MapFilters, signal?: AbortSignal) =>
  call<NearRepeats>('GET', `/api/hotspots/near-repeats?${filterQuery(filters)}`, { signal });

/** bandwidth: metres; null: by the rule. */
export const getDensity = (filters: MapFilters, bandwidth: number | null, signal?: AbortSignal) =>
  call<Density>(
    'GET',
    `/api/hotspots/density?${filterQuery(filters, bandwidth === null ? {} : { bandwidth: String(bandwidth) })}`,
    { signal },
  );
