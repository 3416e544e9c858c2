/** One provider's records that a viewer may count without reading them (an agreement of level `cell`).
 *
 *  Small counts are left out once, at the base: a provider's records of one kind in one of the agreement's own hexagons
 *  in one month. Every other count (a coarser hexagon, a year, an area) is a sum of what remains, so that no two counts
 *  can be subtracted to find what was left out. The SQL function partner_counts() (07_hexes.sql) gives the same. */
import { INCIDENT_TYPES, KIND_OF_CODE, KINDS } from '#api/contract/kinds.ts';
import { type CellCounts, columns, cut } from './cell_counts.ts';
import type { RowClassTable } from './row_class.ts';
import type { CellGrant } from './grants.ts';
import { monthWindow, type Window } from '../time/local_day.ts';
import { type CellSelection, rangeSpan } from './select_ranges.ts';
import { firstRangeFrom, MIDDLE_DAY, rangeStartsOf, type SortedRows } from './sorted_rows.ts';

/** One grant's base counts, sorted by cell, then month. */
export interface PartnerTable {
  readonly grant: CellGrant;
  readonly keys: Float64Array;
  /** First days of months, since 1970-01-01. */
  readonly months: Int32Array;
  readonly counts: Uint32Array;
}

/** More months than a history has, so that (cell, month) is one whole number. */
const MONTHS = 4096;
const monthIndex = (day: number): number => {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1900) * 12 + date.getUTCMonth();
};
const monthStart = (index: number): number =>
  Date.UTC(1900 + Math.floor(index / 12), index % 12, 1) / 86_400_000;

/** One pass over the rows. */
export function partnerTable(
  parts: readonly SortedRows[],
  rowClasses: RowClassTable,
  grant: CellGrant,
): PartnerTable {
  const wanted = rowClasses.under(grant);
  const span = rangeSpan(grant.resolution);
  const sums = new Map<number, number>();
  const monthOf = new Map<number, number>();
  for (const sorted of parts) {
    const { rangeKeys, rows } = sorted;
    const rangeStarts = rangeStartsOf(sorted);
    for (let range = firstRangeFrom(rangeKeys, 0); range < rangeKeys.length; range++) {
      const cell = Math.floor((rangeKeys[range] ?? 0) / span) * MONTHS;
      const end = rangeStarts[range + 1] ?? rows.length;
      for (let i = rangeStarts[range] ?? 0; i < end; i++) {
        const row = rows[i] ?? 0;
        if (wanted[row & 0xffff] !== 1) continue;
        const day = (row >> 16) + MIDDLE_DAY;
        let month = monthOf.get(day);
        if (month === undefined) {
          month = monthIndex(day);
          monthOf.set(day, month);
        }
        const at = cell + month;
        sums.set(at, (sums.get(at) ?? 0) + 1);
      }
    }
  }
  const kept = [...sums].filter(([, n]) => n >= grant.threshold).sort(([a], [b]) => a - b);
  return {
    grant,
    keys: Float64Array.from(kept, ([at]) => Math.floor(at / MONTHS)),
    months: Int32Array.from(kept, ([at]) => monthStart(at % MONTHS)),
    counts: Uint32Array.from(kept, ([, n]) => n),
  };
}

export interface PartnerQuery extends Window {
  readonly resolution: number;
  /** Type ids; null for all. Counts are by kind: a kind of which only some types are requested is left out. */
  readonly types: ReadonlySet<number> | null;
  readonly agencies: ReadonlySet<number> | null;
  readonly cells: CellSelection;
}

const TYPES_OF_KIND: readonly ReadonlySet<number>[] = KIND_OF_CODE.map(
  (kind) => new Set(INCIDENT_TYPES.filter((one) => one.kind === kind).map(({ id }) => id)),
);

/** Whether a grant adds anything to a query. */
export function appliesTo(
  grant: CellGrant,
  { resolution, types, agencies }: Pick<PartnerQuery, 'resolution' | 'types' | 'agencies'>,
): boolean {
  if (resolution > grant.resolution) return false;
  if (agencies && !agencies.has(grant.agency)) return false;
  return types === null || [...(TYPES_OF_KIND[grant.kind] ?? [])].every((type) => types.has(type));
}

/** A table's months that lie wholly in the window, in the query's hexagons. */
export function countPartner(
  { grant, keys, months, counts }: PartnerTable,
  query: Omit<PartnerQuery, 'types' | 'agencies'>,
): CellCounts {
  const whole = monthWindow(query);
  const perCell = 8 ** (query.resolution - grant.resolution);
  const kind = KINDS.indexOf(KIND_OF_CODE[grant.kind] ?? 'crime');
  const found = columns(keys.length);
  const byKind = found.byKind[kind] ?? found.total;
  let cells = 0;
  for (let i = 0; i < keys.length;) {
    const key = Math.floor((keys[i] ?? 0) * perCell);
    let n = 0;
    for (; i < keys.length && Math.floor((keys[i] ?? 0) * perCell) === key; i++) {
      const month = months[i] ?? 0;
      if (month >= whole.first && month <= whole.last) n += counts[i] ?? 0;
    }
    if (n === 0 || !selects(query.cells, key, query.resolution)) continue;
    found.keys[cells] = key;
    found.total[cells] = n;
    byKind[cells] = n;
    cells++;
  }
  return cut(found, cells);
}

const selects = (cells: CellSelection, key: number, resolution: number): boolean => {
  if (cells === null) return true;
  return 'has' in cells ? cells.has(key) : cells.touches(key, resolution);
};

/** A table's counts by month, over its whole history, in the chosen hexagons of `resolution` (no finer than the
 *  grant's). */
export function monthsOfPartner(
  { grant, keys, months, counts }: PartnerTable,
  resolution: number,
  cells: CellSelection,
): Map<number, number> {
  const perCell = 8 ** (resolution - grant.resolution);
  const byMonth = new Map<number, number>();
  for (const [i, own] of keys.entries()) {
    if (!selects(cells, Math.floor(own * perCell), resolution)) continue;
    const month = months[i] ?? 0;
    byMonth.set(month, (byMonth.get(month) ?? 0) + (counts[i] ?? 0));
  }
  return byMonth;
}

/** First days of the first and last month that a table counts; null where it counts nothing. */
export function monthsSpan({ months }: PartnerTable): { first: number; last: number } | null {
  if (months.length === 0) return null;
  let first = Infinity;
  let last = -Infinity;
  for (const month of months) {
    first = Math.min(first, month);
    last = Math.max(last, month);
  }
  return { first, last };
}
