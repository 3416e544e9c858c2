/** Which ward or district a point lies in. */
import type { AreaOutlines } from '#web/lib/api/area_outlines.ts';

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}
type Ring = readonly (readonly number[])[];
type Outlines = Pick<AreaOutlines, 'features'>;

/** A ward says more than the district around it, and both more than an area somebody drew for themselves. */
const CLOSEST = ['ward', 'district', 'custom'];

/** The name of the ward around a point, else of the district, else of another area; undefined outside all. */
export function areaAround(point: Point, areas: Outlines): string | undefined {
  let found: { name: string; order: number } | undefined;
  for (const { properties, geometry } of areas.features) {
    const order = CLOSEST.indexOf(properties.kind ?? 'custom');
    if (!properties.name || (found && found.order <= order)) continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    if (polygons.some((rings) => holds(rings, point))) found = { name: properties.name, order };
  }
  return found?.name;
}

/** Even–odd over all rings of a polygon, so that its holes are outside. */
function holds(rings: readonly Ring[], { longitude, latitude }: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    let [lon0 = 0, lat0 = 0] = ring.at(-1) ?? [];
    for (const [lon = 0, lat = 0] of ring) {
      const crosses = lat > latitude !== lat0 > latitude;
      if (crosses && longitude < lon0 + ((latitude - lat0) / (lat - lat0)) * (lon - lon0))
        inside = !inside;
      [lon0, lat0] = [lon, lat];
    }
  }
  return inside;
}
