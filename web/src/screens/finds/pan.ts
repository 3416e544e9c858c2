/** Moving the background under a fixed pin: pixels dragged and arrow keys pressed, as degrees. */

export interface Centre {
  readonly longitude: number;
  readonly latitude: number;
}

const METRES_PER_DEGREE = 111_320;

/** The centre after the background was dragged by that many pixels (right and down positive): dragging the background to the
 *  right brings what lies west under the pin. */
export function dragged(centre: Centre, dx: number, dy: number, metresPerPixel: number): Centre {
  return moved(centre, -dx * metresPerPixel, dy * metresPerPixel);
}

/** The centre moved by metres east and north, held inside the world. */
export function moved(centre: Centre, east: number, north: number): Centre {
  const longitudeScale = Math.cos((centre.latitude * Math.PI) / 180);
  return {
    longitude: clamp(centre.longitude + east / (METRES_PER_DEGREE * longitudeScale), 180),
    latitude: clamp(centre.latitude + north / METRES_PER_DEGREE, 85),
  };
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

const DIRECTIONS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The centre after an arrow key: ten pixels a press, fifty with Shift; null for any other key. */
export function steered(
  centre: Centre,
  key: string,
  large: boolean,
  metresPerPixel: number,
): Centre | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const metres = (large ? 50 : 10) * metresPerPixel;
  return moved(centre, direction[0] * metres, direction[1] * metres);
}

/** Where a place stands on a screen with the centre in its middle. */
export function onScreen(
  place: Centre,
  centre: Centre,
  metresPerPixel: number,
  size: { readonly width: number; readonly height: number },
): [x: number, y: number] {
  const longitudeScale = Math.cos((centre.latitude * Math.PI) / 180);
  const metres = METRES_PER_DEGREE / metresPerPixel;
  return [
    size.width / 2 + (place.longitude - centre.longitude) * longitudeScale * metres,
    size.height / 2 - (place.latitude - centre.latitude) * metres,
  ];
}
