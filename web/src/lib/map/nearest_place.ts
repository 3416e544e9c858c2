/** Names for hexagons that have none: "near Shrub Hill, Worcester". */

export interface Place {
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  /** greater: larger (a city above a quarter) */
  readonly weight: number;
}

const KM_PER_DEGREE = 111.2;

/** Kilometres between two points, on a plane that is right to 0.1 % across a county. */
export function kilometres(
  a: { longitude: number; latitude: number },
  b: { longitude: number; latitude: number },
): number {
  const across = Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot((a.longitude - b.longitude) * across, a.latitude - b.latitude);
}

/** The gazetteer's nearest name, with distance and direction beyond 250 m, so that neighbours are told apart:
 *  "near Shrub Hill", "600 m south of Shrub Hill", "2 km north-east of Droitwich Spa". Empty without places. */
export function placeName(
  point: { longitude: number; latitude: number },
  places: readonly Place[],
): string {
  let nearest: Place | undefined;
  let distance = Infinity;
  for (const place of places) {
    const away = kilometres(point, place);
    if (away < distance) [nearest, distance] = [place, away];
  }
  if (!nearest) return '';
  if (distance < 0.25) return `near ${nearest.name}`;
  return `${rounded(distance)} ${direction(nearest, point)} of ${nearest.name}`;
}

function rounded(distance: number): string {
  if (distance < 0.95) return `${Math.round(distance * 10) * 100} m`;
  return `${distance < 9.5 ? Math.round(distance) : Math.round(distance / 5) * 5} km`;
}

const WINDS = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const;

function direction(
  from: { longitude: number; latitude: number },
  to: { longitude: number; latitude: number },
): string {
  const across = Math.cos((from.latitude * Math.PI) / 180);
  const angle = Math.atan2((to.longitude - from.longitude) * across, to.latitude - from.latitude);
  return WINDS[(Math.round((angle / Math.PI) * 4) + 8) % 8] ?? 'north';
}
