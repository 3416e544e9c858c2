/** Reads the generated files back by their headers alone, as a stranger would: no intake, no generator. */

import { parse } from 'csv-parse/sync';
import { parseGridReference } from '#api/geo/grid_reference.ts';
import { fromNationalGrid } from '#api/geo/national_grid.ts';
import { sampleFiles, type SampleFile } from '#data/county.ts';
import { metresBetween, type Spot } from '#data/streets.ts';

export interface ReadRow {
  readonly agency: string;
  readonly dataset: string;
  readonly category: string;
  /** `2026-02-28T23:05`, local except for the outreach app, which writes UTC; `2026-02` where only months are known. */
  readonly at: string;
  readonly spot: Spot | undefined;
  readonly cells: Readonly<Record<string, string>>;
}

const CATEGORY = [
  'Crime type',
  'Offence',
  'Category',
  'Incident type',
  'Item',
  'Incident',
  'call_reason',
  'Attendance type',
  'Incident Type',
  'activity',
];
const TIME = [
  'Month',
  'Committed from',
  'Date from',
  'Reported',
  'Reported on',
  'Found at',
  'Incident time',
  'call_time',
  'Incident date and time',
  'Time of Call',
  'visited_at',
];

const firstOf = (cells: Record<string, string>, names: readonly string[]): string | undefined =>
  names.map((name) => cells[name]).find((value) => value !== undefined);

/** ISO up to the minute, from either way of writing. */
export const isoOf = (text: string): string => {
  const uk = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d)$/.exec(text);
  return uk ? `${uk[3]}-${uk[2]}-${uk[1]}T${uk[4]}` : text.slice(0, 16);
};

function spotOf(cells: Record<string, string>): Spot | undefined {
  const latitude = firstOf(cells, ['Latitude', 'latitude']);
  const longitude = firstOf(cells, ['Longitude', 'longitude']);
  if (latitude && longitude) return { latitude: Number(latitude), longitude: Number(longitude) };
  const easting = firstOf(cells, ['Easting', 'X']);
  const northing = firstOf(cells, ['Northing', 'Y']);
  const reference = firstOf(cells, ['Grid reference', 'Grid Ref']);
  const square = reference ? parseGridReference(reference) : undefined;
  if (square && 'reason' in square) throw new Error(`${reference} ${square.reason}`);
  if (!square && !easting) return undefined;
  const point = square
    ? fromNationalGrid(square.easting, square.northing)
    : fromNationalGrid(Number(easting), Number(northing));
  return { longitude: point.lon, latitude: point.lat };
}

export function readRows(file: SampleFile): ReadRow[] {
  const lines: Record<string, string>[] = parse(file.text, { columns: true });
  return lines.map((cells) => ({
    agency: file.agency,
    dataset: file.dataset,
    category: firstOf(cells, CATEGORY) ?? 'Needles',
    at: isoOf(firstOf(cells, TIME) ?? ''),
    spot: spotOf(cells),
    cells,
  }));
}

export const readSample = (): ReadRow[] => [...sampleFiles()].flatMap(readRows);

export const within = (row: ReadRow, place: Spot, metres: number): boolean =>
  row.spot !== undefined && metresBetween(row.spot, place) <= metres;
