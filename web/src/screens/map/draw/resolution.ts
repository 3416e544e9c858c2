/** Which resolution a zoom shows: the finest whose hexagons are about ten pixels wide. */

export const COARSEST = 6;
export const RESOLUTION_LIMIT = 11;
/** For whoever sees counts and not incidents one by one: the hex index's own cells. */
export const COUNTED_RESOLUTION_LIMIT = 10;
export const RESOLUTIONS = [6, 7, 8, 9, 10, 11] as const;
export const isResolution = (n: number): n is (typeof RESOLUTIONS)[number] =>
  RESOLUTIONS.some((one) => one === n);

/** Zoom at which resolution 8 (about 950 m across in Britain) reaches ten pixels; each resolution is √7 finer. */
const ZOOM_OF_8 = 8.98;
const ZOOMS_EACH = Math.log2(Math.sqrt(7));

export const resolutionForZoom = (zoom: number): number =>
  Math.min(RESOLUTION_LIMIT, Math.max(COARSEST, 8 + Math.floor((zoom - ZOOM_OF_8) / ZOOMS_EACH)));

/** A zoom at which hexagons of this resolution are the ones shown, in the middle of their range. */
export const zoomForResolution = (resolution: number): number =>
  ZOOM_OF_8 + (resolution - 8 + 0.5) * ZOOMS_EACH;

/** Months-only feeds move places to snap points that stand for several addresses: smaller hexagons show where the points are. */
export const SNAPPED_RESOLUTION = 8;

/** How wide a hexagon of each resolution is in Britain, for people. */
export const ACROSS: Readonly<Record<(typeof RESOLUTIONS)[number], string>> = {
  6: '6.5 km',
  7: '2.5 km',
  8: '950 m',
  9: '360 m',
  10: '135 m',
  11: '50 m',
};
