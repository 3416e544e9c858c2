/** A place typed as people write it: a grid reference, or latitude and longitude. Loaded only when somebody types. */
import { parseGridReference } from '#api/geo/grid_reference.ts';
import { fromNationalGrid } from '#api/geo/national_grid.ts';
import type { Centre } from './pan.ts';

export type ReadPlace =
  | { readonly ok: true; readonly centre: Centre }
  | { readonly ok: false; readonly sentence: string };

/** Great Britain with its islands, roughly: a place outside it was mistyped or swapped. */
const BACKGROUND = { west: -9, east: 2.5, south: 49.5, north: 61.5 };

/** The place, or one sentence that says what to write. */
export function readPlace(text: string): ReadPlace {
  const tidy = text.trim();
  if (tidy === '') return no('Write a grid reference such as SO 849 548, or latitude, longitude.');
  const pair = /^(-?\d+(?:\.\d+)?)\s*°?\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*°?$/.exec(tidy);
  if (pair) return readPair(Number(pair[1]), Number(pair[2]));
  const square = parseGridReference(tidy);
  if ('reason' in square) return no(`“${tidy}” ${square.reason}.`);
  const { lon, lat } = fromNationalGrid(square.easting, square.northing);
  return { ok: true, centre: { longitude: lon, latitude: lat } };
}

function readPair(latitude: number, longitude: number): ReadPlace {
  if (inside(latitude, longitude)) return { ok: true, centre: { latitude, longitude } };
  if (inside(longitude, latitude)) {
    return no('Latitude and longitude look swapped: write latitude first, as in 52.192, -2.221.');
  }
  return no('That place is not in Great Britain. Write latitude first, as in 52.192, -2.221.');
}

const inside = (latitude: number, longitude: number): boolean =>
  latitude > BACKGROUND.south &&
  latitude < BACKGROUND.north &&
  longitude > BACKGROUND.west &&
  longitude < BACKGROUND.east;

const no = (sentence: string): ReadPlace => ({ ok: false, sentence });
