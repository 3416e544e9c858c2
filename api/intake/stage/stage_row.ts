/** A checked row as it is staged: what `incident` will hold, and the hashes that make imports exactly-once. */
import { SWEEP_TYPE_ID, type PlacePrecision, type TimePrecision } from '../../contract/kinds.ts';
import { cellsOf, type EdgeCells, type PointCells } from '../../geo/edge_cells.ts';
import type { CheckedRow } from '../check/checked_row.ts';
import { contentHash } from '../check/content_hash.ts';

export interface StagedRow {
  /** 1, 2, … over all parts of the file. */
  readonly seq: number;
  /** What the feed restates as one (a force's month), as a hash; null: it only adds and corrects. */
  readonly scope: number | null;
  readonly identityHash: bigint;
  readonly contentHash: bigint;
  readonly sourceRef: string | null;
  readonly typeId: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly localDay: string;
  readonly precision: TimePrecision;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly easting: number | null;
  readonly northing: number | null;
  readonly placePrecision: PlacePrecision | null;
  readonly cell: bigint | null;
  readonly edges: EdgeCells | null;
  readonly needlesMin: number | null;
  readonly needlesMax: number | null;
  /** JSON, or null where there is nothing to keep. */
  readonly details: string | null;
}

const DAY_MS = 86_400_000;

/** Rows of a feed come day by day or month by month, so the last answer is mostly the next one too. */
const remembering = (write: (time: number) => string): ((time: number) => string) => {
  let last = NaN;
  let text = '';
  return (time) => {
    if (time !== last) {
      text = write(time);
      last = time;
    }
    return text;
  };
};
const instant = remembering((ms) => new Date(ms).toISOString());
const calendarDay = remembering((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
/** The period's words are the same for a whole month of a force. */
let [lastPeriod, lastScope] = ['', 0];
const scopeOf = (period: string): number => {
  if (period !== lastPeriod) {
    lastScope = Number(BigInt.asIntN(32, contentHash([period])));
    lastPeriod = period;
  }
  return lastScope;
};

/** Snapped feeds name the same points over and over: the last ones are remembered. */
export function cellCache(limit = 50_000): (lon: number, lat: number) => PointCells {
  const known = new Map<number, Map<number, PointCells>>();
  let size = 0;
  return (lon, lat) => {
    let column = known.get(lon);
    let cells = column?.get(lat);
    if (cells !== undefined) return cells;
    cells = cellsOf(lon, lat);
    if (size++ > limit) {
      known.clear();
      size = 0;
    }
    column = known.get(lon);
    if (column) column.set(lat, cells);
    else known.set(lon, new Map([[lat, cells]]));
    return cells;
  };
}

/** @param cellsAt the cells of a point */
export function stageRow(
  row: CheckedRow,
  seq: number,
  cellsAt: (lon: number, lat: number) => PointCells,
): StagedRow {
  const period = row.periodMonth === null ? null : `${row.force ?? ''} ${row.periodMonth}`;
  const { lon, lat } = row;
  const place = lon === null || lat === null ? null : cellsAt(lon, lat);
  return {
    seq,
    scope: period === null ? null : scopeOf(period),
    identityHash:
      row.reference === null
        ? row.contentHash
        : contentHash(['reference', period ?? '', row.reference]),
    contentHash: row.contentHash,
    sourceRef: row.reference,
    typeId: row.sweep ? SWEEP_TYPE_ID : row.typeId,
    startedAt: instant(row.startedAt),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    localDay: calendarDay(row.localDay),
    precision: row.precision,
    lon,
    lat,
    easting: row.easting,
    northing: row.northing,
    placePrecision: row.placePrecision,
    cell: place?.cell ?? null,
    edges: place?.edges ?? null,
    needlesMin: row.needles?.min ?? null,
    needlesMax: row.needles?.max ?? null,
    details: detailsOf(row),
  };
}

/** What is kept of a row beside its columns; short, because a feed has a hundred thousand of them. */
function detailsOf(row: CheckedRow): string | null {
  const details: Record<string, string> = { ...row.details };
  if (row.category !== '') details['category'] = row.category;
  if (row.outcome !== null && row.outcome !== '') details['outcome'] = row.outcome;
  if (row.needles?.text) details['needles'] = row.needles.text;
  for (const _ in details) return JSON.stringify(details);
  return null;
}
