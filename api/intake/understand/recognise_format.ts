/** Which published format a header belongs to, and the mapping that comes with it. */
import type { FormatName, Mapping } from '#api/contract/intake.ts';
import { refuse, type FileRefused } from '../read/file_problem.ts';

interface KnownFormat {
  readonly format: Exclude<FormatName, 'columns'>;
  /** Columns that all must be there, lower case. */
  readonly needs: readonly string[];
  readonly columns: Mapping['columns'];
  readonly settings: Partial<Mapping>;
}

const FORMATS: readonly KnownFormat[] = [
  {
    format: 'police-street',
    needs: ['month', 'reported by', 'longitude', 'latitude', 'crime type'],
    columns: {
      reference: 'Crime ID',
      month: 'Month',
      force: 'Reported by',
      longitude: 'Longitude',
      latitude: 'Latitude',
      location: 'Location',
      category: 'Crime type',
      outcome: 'Last outcome category',
    },
    // Published points are moved to a map point that stands for at least eight addresses, or none.
    settings: { kind: 'by-category', placePrecision: 'snapped', finestTime: 'month' },
  },
  {
    format: 'police-outcomes',
    needs: ['crime id', 'month', 'reported by', 'outcome type'],
    columns: {},
    settings: {},
  },
  {
    format: 'stop-and-search',
    needs: ['date', 'legislation', 'object of search'],
    columns: {},
    settings: {},
  },
  {
    format: 'fixmystreet',
    needs: ['report id', 'category', 'created', 'latitude', 'longitude'],
    columns: {
      reference: 'Report ID',
      category: 'Category',
      started: 'Created',
      longitude: 'Longitude',
      latitude: 'Latitude',
      outcome: 'Status',
    },
    settings: { kind: 'by-category', dayOrder: null },
  },
  {
    format: 'boston-311',
    needs: ['case_enquiry_id', 'open_dt', 'case_title', 'latitude', 'longitude'],
    columns: {
      reference: 'CASE_ENQUIRY_ID',
      category: 'TYPE',
      started: 'OPEN_DT',
      longitude: 'LONGITUDE',
      latitude: 'LATITUDE',
      location: 'Location',
      outcome: 'CASE_STATUS',
    },
    settings: { kind: 'by-category', dayOrder: 'mdy', types: { 'needle pickup': 'needles' } },
  },
];

export interface Recognised {
  readonly format: Exclude<FormatName, 'columns'>;
  readonly mapping: Mapping;
}

/** The format whose columns are all in the header, whatever their case and order; null for any other file. */
export function recogniseFormat(header: readonly string[]): Recognised | null {
  const present = new Map(header.map((name) => [name.trim().toLowerCase(), name]));
  for (const { format, needs, columns, settings } of FORMATS) {
    if (!needs.every((name) => present.has(name))) continue;
    const found = Object.entries(columns).flatMap(([field, name]) => {
      const actual = present.get(name.toLowerCase());
      return actual === undefined ? [] : [[field, actual] as const];
    });
    return {
      format,
      mapping: { ...EMPTY_MAPPING, ...settings, columns: Object.fromEntries(found) },
    };
  }
  return null;
}

export const EMPTY_MAPPING: Mapping = {
  columns: {},
  kind: 'by-category',
  types: {},
  dayOrder: 'iso',
  finestTime: 'minute',
  placePrecision: null,
  delimiter: null,
  encoding: null,
  sheet: null,
};

/** The refusal of a format that is recognised only to say why it holds no incidents. */
export const refusedFormat = (format: FormatName): FileRefused | null =>
  format === 'police-outcomes' || format === 'stop-and-search' ? refuse(format) : null;
