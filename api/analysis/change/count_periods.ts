/** Reads a place's counts in a period, and what has ever been counted there. */
import { INCIDENT_TYPES, KIND_OF_CODE, KINDS, type Kind } from '../../contract/kinds.ts';
import { indexFilter } from '../../hexes/read_filters.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import type { CellSelection } from '../../hex_index/select_ranges.ts';
import type { Window } from '../../time/local_day.ts';

export interface Place {
  readonly resolution: number;
  /** null: everywhere. */
  readonly cells: CellSelection;
}

export interface PeriodCounts {
  readonly window: Window;
  readonly leftOut: { readonly noPlace: number; readonly monthOnlyCut: number };
  /** By place in KINDS. */
  readonly counts: readonly number[];
  readonly countsOnly: readonly number[];
}

export function countPeriod(
  { index, grants, filters }: ResolvedQuery,
  place: Place,
  window: Window,
): PeriodCounts {
  const query = { ...indexFilter({ ...filters, ...window }), ...place };
  const { all, own, partners } = index.countAll(query, grants);
  return {
    window,
    leftOut: own.leftOut,
    counts: KINDS.map((_, k) => sum(all.byKind[k] ?? [])),
    countsOnly: KINDS.map((_, k) => sum(partners.map(({ counts }) => sum(counts.byKind[k] ?? [])))),
  };
}

export const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const n of counts) total += n;
  return total;
};

/** What one agency has ever had counted of one kind in the place. */
interface AgencyHistory {
  readonly monthsOnly: boolean;
}
/** By kind, then agency; those without a record here are not in it. */
export type HistoryHere = ReadonlyMap<Kind, ReadonlyMap<string, AgencyHistory>>;

/** until: the last day that the reader may know of (steps that are over). */
export function historyHere(
  { index, grants, filters, agencies }: ResolvedQuery,
  place: Place,
  until = Infinity,
): HistoryHere {
  const found = new Map(KINDS.map((kind) => [kind, new Map<string, AgencyHistory>()]));
  const chosen = agencies.filter(({ id }) => filters.agencies?.includes(id) ?? true);
  for (const { id, slug } of chosen) {
    const query = { ...indexFilter({ ...filters, agencies: [id] }), ...place };
    const line = index.timeline({ ...query, from: null, to: null }, grants);
    const partners = index.partnerMonths(query, grants);
    for (const [k, kind] of KINDS.entries()) {
      const day = line.days[k]?.findIndex((n, i) => n > 0 && line.firstDay + i <= until) ?? -1;
      const month =
        line.byMonth[k]?.findIndex((n, i) => n > 0 && (line.months[i] ?? 0) <= until) ?? -1;
      const others = partners.some(
        ({ grant, byMonth }) => KIND_OF_CODE[grant.kind] === kind && byMonth.size > 0,
      );
      if (day < 0 && month < 0 && !others) continue;
      found.get(kind)?.set(slug, { monthsOnly: month >= 0 || others });
    }
  }
  return found;
}

/** Kinds that the filters let through, in the order of KINDS. */
export function requestedKinds({ filters: { types } }: ResolvedQuery): Kind[] {
  const through = INCIDENT_TYPES.filter(({ id }) => types?.includes(id) ?? true);
  return KINDS.filter((kind) => through.some((one) => one.kind === kind));
}
