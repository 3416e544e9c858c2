/** What a plain map shows around the pin: a grid of the background, names near by, and how long a bar is. */
import type { Centre } from './pan.ts';
import { onScreen } from './pan.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Named extends Centre {
  readonly name: string;
  readonly weight: number;
}

const ROUND = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/** The largest round length that a bar of at most `pixels` can show, in metres. */
export const barMetres = (metresPerPixel: number, pixels: number): number =>
  ROUND.findLast((metres) => metres <= pixels * metresPerPixel) ?? 5;

/** "200 m", "5 km" */
export const lengthWords = (metres: number): string =>
  metres < 1000 ? `${String(Math.round(metres))} m` : `${String(Math.round(metres / 100) / 10)} km`;

/** Where grid lines stand on the screen: fixed to the background, so that a drag is seen even where nothing else is. */
export function gridLines(
  centre: Centre,
  metresPerPixel: number,
  size: Size,
): { x: number[]; y: number[] } {
  const step = barMetres(metresPerPixel, 80);
  // A band of one degree shares one grid, so that lines do not swim while the latitude changes by a hair.
  const longitudeScale = Math.cos((Math.round(centre.latitude) * Math.PI) / 180);
  const degrees = { x: step / (111_320 * longitudeScale), y: step / 111_320 };
  const lines = (middle: number, half: number, each: number, place: (at: number) => number) => {
    const found: number[] = [];
    for (let i = Math.ceil((middle - half) / each); i <= (middle + half) / each; i++) {
      found.push(place(i * each));
    }
    return found;
  };
  const perDegree = {
    x: (111_320 * Math.cos((centre.latitude * Math.PI) / 180)) / metresPerPixel,
    y: 111_320 / metresPerPixel,
  };
  return {
    x: lines(
      centre.longitude,
      size.width / 2 / perDegree.x,
      degrees.x,
      (longitude) => onScreen({ ...centre, longitude }, centre, metresPerPixel, size)[0],
    ),
    y: lines(
      centre.latitude,
      size.height / 2 / perDegree.y,
      degrees.y,
      (latitude) => onScreen({ ...centre, latitude }, centre, metresPerPixel, size)[1],
    ),
  };
}

/** Names that fit on the screen without lying on each other or under the pin, the weightiest first. */
export function namesAround(
  places: readonly Named[],
  centre: Centre,
  metresPerPixel: number,
  size: Size,
  most = 8,
): { name: string; x: number; y: number }[] {
  const chosen: { name: string; x: number; y: number }[] = [];
  for (const place of places.toSorted((a, b) => b.weight - a.weight)) {
    const [x, y] = onScreen(place, centre, metresPerPixel, size);
    const inside = x > 30 && x < size.width - 30 && y > 12 && y < size.height - 12;
    const clear = chosen.every((other) => Math.abs(other.x - x) > 90 || Math.abs(other.y - y) > 18);
    const underPin = Math.abs(x - size.width / 2) < 60 && Math.abs(y - size.height / 2 + 20) < 34;
    if (inside && clear && !underPin) chosen.push({ name: place.name, x, y });
    if (chosen.length === most) break;
  }
  return chosen;
}
