/** West Mercia's year of 2025 over Worcestershire's wards, by month and hexagon; where ../shared/data is missing, the sample
 *  county's last year over its own districts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { latLngToCell } from 'h3-js';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { keyOfString } from '#api/geo/cells.ts';
import { areaCells } from '#api/geo/cells_in_area.ts';
import type { Neighbours } from '#api/statistics/gi_star.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { countsOver } from '#api/analysis/study/study.ts';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import { isoOf } from '#api/time/local_day.ts';
import { sampleDistricts } from '#data/districts.ts';
import { readSample } from '../data/read_sample.ts';
import { readAll, shared } from '../intake/check/read_all.ts';

export interface County {
  readonly name: string;
  readonly keys: Float64Array;
  readonly neighbours: Neighbours;
  /** Twelve months. only: slug of one type; absent: everything. */
  months(only?: string): Float64Array[];
}

interface Placed {
  readonly month: string;
  readonly type: string;
  readonly key: number;
}

const ZIP = shared('police-uk/west-mercia-2025.zip');
const WARDS = fileURLToPath(new URL('../../../../shared/data/boundaries/ward/', import.meta.url));
export const hasWestMercia = existsSync(ZIP) && existsSync(WARDS);

const partsOf = (outline: Polygon | MultiPolygon): Position[][][] =>
  outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;

const keyAt = (longitude: number, latitude: number): number =>
  keyOfString(latLngToCell(latitude, longitude, 8), 8);

function countyOf(name: string, coordinates: Position[][][], placed: readonly Placed[]): County {
  const keys = Float64Array.from(areaCells({ type: 'MultiPolygon', coordinates }, 8)).sort();
  const names = [...new Set(placed.map(({ month }) => month))].sort().slice(-12);
  return {
    name,
    keys,
    neighbours: hexNeighbours(keys, 8),
    months: (only) =>
      names.map((month) =>
        countsOver(
          keys,
          placed
            .filter((one) => one.month === month && (only === undefined || one.type === only))
            .map(({ key }) => [key, 1] as const),
        ),
      ),
  };
}

export async function westMercia(): Promise<County> {
  const slugs = new Map(INCIDENT_TYPES.map(({ id, slug }) => [id, slug]));
  const { rows } = await readAll(ZIP, { now: Date.UTC(2026, 10, 25) });
  const placed = rows.flatMap(({ localDay, lon, lat, typeId }) =>
    lon === null || lat === null
      ? []
      : [
          {
            month: isoOf(localDay).slice(0, 7),
            type: slugs.get(typeId) ?? '',
            key: keyAt(lon, lat),
          },
        ],
  );
  const wards = readdirSync(WARDS)
    .filter((file) => file.endsWith('json'))
    .flatMap((file) => {
      const text = readFileSync(join(WARDS, file), 'utf8');
      return (JSON.parse(text) as FeatureCollection<Polygon | MultiPolygon>).features; // as: ONS
    });
  const outlines = wards.flatMap(({ geometry }) => partsOf(geometry));
  return countyOf('West Mercia 2025, Worcestershire', outlines, placed);
}

export function sampleCounty(): County {
  const placed = readSample().flatMap(({ category, at, spot }) =>
    spot
      ? [{ month: at.slice(0, 7), type: category, key: keyAt(spot.longitude, spot.latitude) }]
      : [],
  );
  const outlines = sampleDistricts().flatMap(({ outline }) => partsOf(outline));
  return countyOf('The sample county', outlines, placed);
}
