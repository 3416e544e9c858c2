/** Where a row says it happened: longitude and latitude, easting and northing, or a grid reference, in that order. */
import type { FieldName } from '#api/contract/intake.ts';
import type { PlacePrecision } from '#api/contract/kinds.ts';
import { parseGridReference } from '#api/geo/grid_reference.ts';
import { fromNationalGrid, toNationalGrid } from '#api/geo/national_grid.ts';
import type { AllowedArea } from './allowed_area.ts';

export interface Place {
  /** Degrees WGS84, seven decimals. */
  readonly lon: number;
  readonly lat: number;
  /** Whole metres of the National Grid; null where there is no grid. */
  readonly easting: number | null;
  readonly northing: number | null;
  readonly precision: PlacePrecision;
  /** What the file itself gives, so that a better transformation can start from it. */
  readonly source: 'lonlat' | 'grid' | 'grid_reference';
}

export interface PlaceProblem {
  readonly field: FieldName;
  readonly value: string;
  readonly reason: string;
}

export interface PlaceFields {
  readonly longitude: string;
  readonly latitude: string;
  readonly easting: string;
  readonly northing: string;
  readonly gridReference: string;
}

/** A grid reference coarser than this, in metres, names an area and not a spot. */
const SPOT = 10;

/** The place, null where the row gives none, or why it cannot be right. Values come trimmed. */
export function checkPlace(
  given: PlaceFields,
  area: AllowedArea,
  precision: PlacePrecision | null,
): Place | PlaceProblem | null {
  if (given.longitude !== '' || given.latitude !== '') return fromDegrees(given, area, precision);
  if (given.easting !== '' || given.northing !== '') return fromMetres(given, area, precision);
  if (given.gridReference === '') return null;
  const square = parseGridReference(given.gridReference);
  if ('reason' in square) {
    return { field: 'grid_reference', value: given.gridReference, reason: square.reason };
  }
  const { lon, lat } = rounded(fromNationalGrid(square.easting, square.northing));
  if (!area.contains(lon, lat)) return outside('grid_reference', given.gridReference, area);
  return {
    lon,
    lat,
    easting: Math.floor(square.easting),
    northing: Math.floor(square.northing),
    precision: precision ?? (square.size > SPOT ? 'area' : 'exact'),
    source: 'grid_reference',
  };
}

const outside = (field: FieldName, value: string, area: AllowedArea): PlaceProblem => ({
  field,
  value,
  reason: `lies more than 10 km outside ${area.name}`,
});

const rounded = ({ lon, lat }: { lon: number; lat: number }) => ({
  lon: Math.round(lon * 1e7) / 1e7,
  lat: Math.round(lat * 1e7) / 1e7,
});

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const number = (text: string) => (DECIMAL.test(text) ? Number(text) : Number.NaN);

function fromDegrees(
  { longitude, latitude }: PlaceFields,
  area: AllowedArea,
  precision: PlacePrecision | null,
): Place | PlaceProblem {
  if (longitude === '')
    return { field: 'longitude', value: '', reason: 'is blank beside a latitude' };
  if (latitude === '')
    return { field: 'latitude', value: '', reason: 'is blank beside a longitude' };
  const lon = number(longitude);
  const lat = number(latitude);
  if (Number.isNaN(lon)) return { field: 'longitude', value: longitude, reason: 'is not a number' };
  if (Number.isNaN(lat)) return { field: 'latitude', value: latitude, reason: 'is not a number' };
  if (lon === 0 && lat === 0) {
    return {
      field: 'latitude',
      value: '0, 0',
      reason: 'is the point 0, 0, which means that no place was recorded',
    };
  }
  if (!area.contains(lon, lat)) {
    const value = `${latitude}, ${longitude}`;
    return area.contains(lat, lon)
      ? { field: 'latitude', value, reason: 'has latitude and longitude swapped' }
      : outside('latitude', value, area);
  }
  const onGrid = lat > 49 && lat < 62 && lon > -10 && lon < 4;
  const grid = onGrid ? toNationalGrid(lon, lat) : null;
  return {
    lon,
    lat,
    easting: grid && Math.round(grid.easting),
    northing: grid && Math.round(grid.northing),
    precision: precision ?? 'exact',
    source: 'lonlat',
  };
}

function fromMetres(
  given: PlaceFields,
  area: AllowedArea,
  precision: PlacePrecision | null,
): Place | PlaceProblem {
  const { easting: east, northing: north } = given;
  if (east === '') return { field: 'easting', value: '', reason: 'is blank beside a northing' };
  if (north === '') return { field: 'northing', value: '', reason: 'is blank beside an easting' };
  // Spreadsheets show 385,000; the comma is no decimal here.
  const easting = number(east.replaceAll(',', ''));
  const northing = number(north.replaceAll(',', ''));
  if (Number.isNaN(easting)) return { field: 'easting', value: east, reason: 'is not a number' };
  if (Number.isNaN(northing)) return { field: 'northing', value: north, reason: 'is not a number' };
  const value = `${east}, ${north}`;
  if (easting === 0 && northing === 0) {
    return {
      field: 'easting',
      value,
      reason: 'is the point 0, 0, which means that no place was recorded',
    };
  }
  const contains = (e: number, n: number) => {
    if (!(e > -200_000 && e < 800_000 && n > -100_000 && n < 1_400_000)) return false;
    const at = fromNationalGrid(e, n);
    return area.contains(at.lon, at.lat);
  };
  if (!contains(easting, northing)) {
    return contains(northing, easting)
      ? { field: 'easting', value, reason: 'has easting and northing swapped' }
      : outside('easting', value, area);
  }
  return {
    ...rounded(fromNationalGrid(easting, northing)),
    easting: Math.round(easting),
    northing: Math.round(northing),
    precision: precision ?? 'exact',
    source: 'grid',
  };
}
