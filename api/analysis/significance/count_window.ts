/** Counts of a study's hexagons, from the index or, for some hours of the week, from rows. */
import type { Context } from 'hono';
import type { HoursOfWeek } from '../../contract/hours.ts';
import { toKey } from '../../geo/cells.ts';
import { countByHours } from '../../hexes/count_queries.ts';
import { indexInside, rowsInside } from '../../hexes/inside.ts';
import { indexFilter } from '../../hexes/read_filters.ts';
import type { CellSelection } from '../../hex_index/select_ranges.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import type { HexServices } from '../../hexes/services.ts';
import { asViewer } from '../../http/transaction.ts';
import { countsOver, type Study } from '../study/study.ts';
import { hoursOf } from './hours_of_week.ts';

export interface StudyCounts {
  /** One per cell of the study. */
  readonly counts: Float64Array;
  readonly incidents: number;
  /** Of the incidents: known by month only; others' counts of whole months. */
  readonly monthOnly: number;
  readonly countsOnly: number;
  readonly leftOut: {
    readonly no_place: number;
    readonly month_only: number;
    readonly no_hour: number;
  };
}

const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const n of counts) total += n;
  return total;
};

/** cells: the study's, as the index takes them. */
export function countFromIndex(
  over: ResolvedQuery,
  study: Study,
  cells: CellSelection,
): StudyCounts {
  const { grants, filters } = over;
  const index = indexInside(over);
  const query = { ...indexFilter(filters), resolution: study.resolution, cells };
  const { all, own, partners } = index.countAll(query, grants);
  const months = index.timeline(query, grants);
  const counts = countsOver(
    study.keys,
    Array.from(all.keys, (key, i) => [key, all.total[i] ?? 0] as const),
  );
  const partner = sum(partners.map((one) => sum(one.counts.total)));
  return {
    counts,
    incidents: sum(counts),
    monthOnly: sum(months.byMonth.map((one) => sum(one))) + partner,
    countsOnly: partner,
    leftOut: {
      no_place: own.leftOut.noPlace,
      month_only: own.leftOut.monthOnlyCut,
      no_hour: 0,
    },
  };
}

const listOf = (hours: Uint8Array): number[] =>
  Array.from(hours.keys()).filter((hour) => hours[hour] === 1);

/** Of those hours only: others' counts of whole months know no hours, and take no part. */
export async function countFromHours(
  services: HexServices,
  c: Context,
  query: ResolvedQuery,
  study: Study,
  hours: HoursOfWeek,
): Promise<StudyCounts> {
  const { resolution } = study;
  const rows = await asViewer(services, c, (tx) =>
    countByHours(tx, {
      ...query.filters,
      ...rowsInside(query),
      resolution,
      hours: listOf(hoursOf(hours)),
    }),
  );
  const counts = countsOver(
    study.keys,
    rows.flatMap(({ cell, n }) => (cell === null ? [] : [[toKey(cell, resolution), n] as const])),
  );
  const noHour = sum(rows.filter(({ cell }) => cell === null).map(({ n }) => n));
  return {
    counts,
    incidents: sum(counts),
    monthOnly: 0,
    countsOnly: 0,
    leftOut: { no_place: 0, month_only: 0, no_hour: noHour },
  };
}
