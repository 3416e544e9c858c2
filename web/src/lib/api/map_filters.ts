/** Which incidents a map, list or file is about: the same words as the API's parameters. */
import { PARTNERSHIP_AREA } from '#api/contract/whole_areas.ts';
import type { Kind } from '#api/contract/kinds.ts';

/** Empty lists mean all. */
export interface MapFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly kinds: readonly Kind[];
  readonly types: readonly string[];
  readonly agencies: readonly string[];
  readonly area?: string | undefined;
  /** a drawn area: lon,lat;lon,lat;… */
  readonly within?: string | undefined;
  /** the window compared with: feeds that have not delivered both are left out */
  readonly beside?: { readonly from: string; readonly to: string } | undefined;
}

/** As query parameters of the API. Where no place is chosen, the partnership's own area is counted. */
export const filterParams = ({ from, to, kinds, types, agencies, area, within }: MapFilters) => ({
  ...(from && { from }),
  ...(to && { to }),
  ...(kinds.length && { kind: kinds.join(',') }),
  ...(types.length && { type: types.join(',') }),
  ...(agencies.length && { agency: agencies.join(',') }),
  ...((area || !within) && { area: area || PARTNERSHIP_AREA }),
  ...(within && { within }),
});
