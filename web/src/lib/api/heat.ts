/** Which places are hot or cold, since when, and how well that foretold what came. */
import type { Persistences } from '#api/contract/persistence.ts';
import type { Prediction } from '#api/contract/prediction.ts';
import type { Significance } from '#api/contract/significance.ts';
import { call, filterQuery, type MapFilters } from '#web/lib/api.ts';

/** What is judged, beside the filters. */
export interface Judging {
  readonly resolution: number;
  /** measure, hours, weekdays: as the address and the API write them */
  readonly tested: Readonly<Record<string, string>>;
  /** the answer for that hexagon alone, judged against the whole area still */
  readonly cell?: string;
}

const query = (filters: MapFilters, { resolution, tested, cell }: Judging): string =>
  filterQuery(filters, { resolution: String(resolution), ...tested, ...(cell ? { cell } : {}) });

export const getSignificance = (filters: MapFilters, judging: Judging, signal?: AbortSignal) =>
  call<Significance>('GET', `/api/hotspots/significance?${query(filters, judging)}`, { signal });

/** What the last twelve months say of every hexagon that was hot in one of them, or of the one asked for. */
export const getPersistence = (filters: MapFilters, judging: Judging, signal?: AbortSignal) =>
  call<Persistences>('GET', `/api/hotspots/persistence?${query(filters, judging)}`, { signal });

/** How well the hotspots of the period before foretold the window's incidents. */
export const getPrediction = (filters: MapFilters, judging: Judging, signal?: AbortSignal) =>
  call<Prediction>('GET', `/api/hotspots/prediction?${query(filters, judging)}`, { signal });
