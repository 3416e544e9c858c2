/** Addresses of the map that other screens link to. */

export const hotspotOnMap = (id: number): string => `/?hotspot=${String(id)}`;

/** The map for a window of local days; the whole history where an import had no dated row. */
export const windowOnMap = (from: string | null, to: string | null): string =>
  from && to ? `/?from=${from}&to=${to}` : '/';
