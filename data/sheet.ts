/** One dataset as one agency keeps it: what happens in it, and how a row of its file is written. */

import { formatGridReference } from '#api/geo/grid_reference.ts';
import { toNationalGrid } from '#api/geo/national_grid.ts';
import type { AgencySlug } from '#data/agencies.ts';
import type { Chance } from '#data/chance.ts';
import type { Occurrence, Stream } from '#data/occurrences.ts';
import { DISTRICT_SLUGS } from '#data/places.ts';
import type { Spot } from '#data/streets.ts';

export interface Sheet {
  readonly agency: AgencySlug;
  readonly datasetName: string;
  readonly stream: Stream;
  readonly header: readonly string[];
  /** Name of the file a row goes into: most datasets have one, police street data one a year. */
  readonly fileName: (occurrence: Occurrence) => string;
  /** One row; `number` counts from 1 in the order of time. */
  readonly row: (occurrence: Occurrence, chance: Chance, number: number) => readonly string[];
  /** How likely a row is followed by another report of the same event. Not used for planted rows. */
  readonly reportedAgain?: (occurrence: Occurrence) => number;
  /** Order inside a file, where it is not the order of time. */
  readonly order?: (a: Occurrence, b: Occurrence) => number;
}

export const ALL_DISTRICTS = DISTRICT_SLUGS;
export const OUTSIDE_THE_CITY = DISTRICT_SLUGS.filter((slug) => slug !== 'worcester');

/** `SAMPLE-00042`. */
export const reference = (prefix: string, number: number, digits = 5): string =>
  `${prefix}${String(number).padStart(digits, '0')}`;

/** Latitude and longitude, or two blanks. */
export const latLon = (spot: Spot | undefined, decimals = 6): [string, string] =>
  spot === undefined
    ? ['', '']
    : [spot.latitude.toFixed(decimals), spot.longitude.toFixed(decimals)];

/** Easting and northing in whole metres, or two blanks. */
export function gridMetres(spot: Spot | undefined): [string, string] {
  if (spot === undefined) return ['', ''];
  const { easting, northing } = toNationalGrid(spot.longitude, spot.latitude);
  return [String(Math.round(easting)), String(Math.round(northing))];
}

/** A grid reference of so many figures, or a blank. */
export function gridReference(spot: Spot | undefined, digits: 6 | 8 | 10): string {
  if (spot === undefined) return '';
  return formatGridReference(toNationalGrid(spot.longitude, spot.latitude), digits);
}
