/** Outlines of areas: what /api/areas answers, and what a test or a map makes of it. */
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

export type AreaOutlines = FeatureCollection<
  Polygon | MultiPolygon,
  { slug?: string; name?: string; kind?: string }
>;
