/** What is tested, as query parameters of /api/hotspots/significance, persistence and prediction. */
import { filterParams, type MapFilters } from '#web/lib/api/map_filters.ts';
import type { printTested } from './tested.ts';

/** What is tested, beside the filters. */
export interface TestOptions {
  readonly resolution: number;
  /** measure, hours, weekdays: as the address and the API write them */
  readonly tested: ReturnType<typeof printTested>;
  /** the answer for that hexagon alone, tested against the whole area still */
  readonly cell?: string;
}

export const significanceParams = (
  filters: MapFilters,
  { resolution, tested, cell }: TestOptions,
) => ({
  ...filterParams(filters),
  resolution,
  ...tested,
  ...(cell && { cell }),
});
