/** Incidents row by row, as the database gives them, to the columns and features of an export. */
import type { Point } from 'geojson';
import type { Kind, StoredPlacePrecision, TimePrecision } from '../contract/kinds.ts';
import type { FeatureOf } from '../files/geojson.ts';
import { exportedAt, exportedBy, type Marking } from '../files/marking.ts';
import { momentOf, momentText } from '../time/moment.ts';
import { degrees, type Column } from '../files/table.ts';

export interface IncidentRow {
  readonly id: bigint;
  readonly reference: string | null;
  readonly agency_id: number;
  /** Slugs. */
  readonly agency: string;
  readonly dataset: string;
  readonly kind: Kind;
  readonly type: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly time_precision: TimePrecision;
  /** Degrees, WGS84. */
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly place_precision: StoredPlacePrecision | null;
  /** H3 at resolution 12, in hexadecimal. */
  readonly cell: string | null;
  readonly sensitivity: number;
  /** Lower and upper end; no upper end: that many or more. */
  readonly needles_min: number | null;
  readonly needles_max: number | null;
  /** The source's other columns, by name. */
  readonly details: Readonly<Record<string, unknown>> | null;
}

const started = (row: IncidentRow) => momentOf(row.started_at, row.time_precision);
const ended = (row: IncidentRow) => row.ended_at && momentOf(row.ended_at, row.time_precision);

/** `category: Noise; location: On or near Foundry Walk` */
export const detailsText = (details: IncidentRow['details']): string | null => {
  const parts = Object.entries(details ?? {}).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return parts.length > 0 ? parts.join('; ') : null;
};

export const INCIDENT_COLUMNS: readonly Column<IncidentRow>[] = [
  { name: 'reference', width: 18, value: ({ reference }) => reference },
  { name: 'agency', width: 22, value: ({ agency }) => agency },
  { name: 'dataset', width: 18, value: ({ dataset }) => dataset },
  { name: 'kind', width: 12, value: ({ kind }) => kind },
  { name: 'type', width: 26, value: ({ type }) => type },
  { name: 'started', width: 17, value: started },
  { name: 'ended', width: 17, value: ended },
  { name: 'time_precision', width: 14, value: (row) => row.time_precision },
  { name: 'longitude', width: 11, value: ({ longitude }) => degrees(longitude) },
  { name: 'latitude', width: 11, value: ({ latitude }) => degrees(latitude) },
  { name: 'place_precision', width: 14, value: (row) => row.place_precision },
  { name: 'cell', width: 17, value: ({ cell }) => cell },
  { name: 'sensitivity', width: 11, value: ({ sensitivity }) => sensitivity },
  { name: 'needles_min', width: 12, value: (row) => row.needles_min },
  { name: 'needles_max', width: 12, value: (row) => row.needles_max },
  { name: 'details', width: 50, value: ({ details }) => detailsText(details) },
];

const pointOf = ({ longitude, latitude }: IncidentRow): Point | null => {
  const [lon, lat] = [degrees(longitude), degrees(latitude)];
  return lon === null || lat === null ? null : { type: 'Point', coordinates: [lon, lat] };
};

/** @param under as markingColumns has it */
export const incidentFeature = (
  marking: Marking,
  under: (row: IncidentRow) => string,
): FeatureOf<IncidentRow> => {
  const [exported_by, exported_at] = [exportedBy(marking), exportedAt(marking)];
  return {
    geometry: pointOf,
    properties(row) {
      const end = ended(row);
      return {
        reference: row.reference,
        agency: row.agency,
        dataset: row.dataset,
        kind: row.kind,
        type: row.type,
        started: momentText(started(row)),
        ended: end && momentText(end),
        time_precision: row.time_precision,
        place_precision: row.place_precision,
        cell: row.cell,
        sensitivity: row.sensitivity,
        needles_min: row.needles_min,
        needles_max: row.needles_max,
        details: row.details,
        marking: marking.mark,
        agreement: under(row),
        exported_by,
        exported_at,
      };
    },
  };
};
