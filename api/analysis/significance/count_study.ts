/** Counts of a study area's hexagons, from the index or, where hours are asked for, from rows. */
import type { Context } from 'hono';
import type { HoursOfWeek } from '../../contract/hours.ts';
import { toKey } from '../../geo/cells.ts';
import { indexFilter, withPartners, type Asked } from '../../hexes/ask.ts';
import { countByHours, type RowsWanted } from '../../hexes/queries.ts';
import type { HexServices } from '../../hexes/services.ts';
import { asViewer } from '../../http/transaction.ts';
import { hoursOf } from './hours_preset.ts';
import type { History } from '../../deliveries/missing_in_area.ts';
import { NEIGHBOURHOOD } from '../../deliveries/missing_in_area.ts';
import type { Study } from './study.ts';
import { countsOver } from './study_area.ts';

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
  { index, grants, wanted }: Asked,
  study: Study,
  cells: ReadonlySet<number>,
): StudyCounts {
  const query = { ...indexFilter(wanted), resolution: study.resolution, cells };
  const own = index.count(query, grants);
  const partners = index.partnerCounts(query, grants);
  const { keys, total } = withPartners(own, partners);
  const months = index.timeline(query, grants);
  const counts = countsOver(
    study.keys,
    Array.from(keys, (key, i) => [key, total[i] ?? 0] as const),
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
  { wanted }: { readonly wanted: RowsWanted },
  study: Study,
  hours: HoursOfWeek,
): Promise<StudyCounts> {
  const { resolution } = study;
  const rows = await asViewer(services, c, (tx) =>
    countByHours(tx, { ...wanted, resolution, hours: listOf(hoursOf(hours)) }),
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

/** Counts of the whole history by neighbourhood, of the agencies and types given (null: all that the filters ask for). */
export function historyOfNeighbourhoods(
  { index, grants, wanted, history }: Asked,
  agencies: readonly number[] | null,
  types: readonly number[] | null,
): History {
  if (!history) return new Map();
  const query = {
    ...indexFilter({
      from: history.first,
      to: history.last,
      agencies: agencies ?? wanted.agencies,
      types: types ?? wanted.types,
    }),
    resolution: NEIGHBOURHOOD,
    cells: null,
  };
  const { keys, total } = withPartners(
    index.count(query, grants),
    index.partnerCounts(query, grants),
  );
  return new Map(Array.from(keys, (key, i) => [key, total[i] ?? 0]));
}
