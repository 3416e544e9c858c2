/** A place's counts in three periods, by kind, and what may be said of their difference. */
import type { Compared, HotspotsChange } from '../../contract/change.ts';
import { INCIDENT_TYPES, KIND_OF_CODE, KINDS, type Kind } from '../../contract/kinds.ts';
import type { Gap } from '../../contract/significance.ts';
import { indexFilter, withPartners, type Asked } from '../../hexes/ask.ts';
import { isoOf, type Window } from '../../time/local_day.ts';
import type { CellSelection } from '../../hex_index/select_ranges.ts';
import { compare, type PeriodCount } from './compare_periods.ts';
import { daysOf, isWholeMonths, periodBefore, yearBefore } from '../../time/period_before.ts';
import { undelivered, type FeedMonths } from '../../deliveries/undelivered.ts';

export interface Place {
  readonly resolution: number;
  /** null: everywhere. */
  readonly cells: CellSelection;
}

type Changes = Pick<HotspotsChange, 'now' | 'year' | 'before' | 'kinds' | 'total'>;
type Periods = Readonly<Record<'now' | 'year' | 'before', Counted>>;

/** @param today the first day that is not over, since 1970-01-01 */
export function changesIn(
  asked: Asked,
  feeds: readonly FeedMonths[],
  place: Place,
  today: number,
  history: HistoryHere = historyHere(asked, place),
): Changes {
  const { from, to } = asked.wanted;
  const now = { from, to };
  const periods = {
    now: countIn(asked, place, now),
    year: countIn(asked, place, yearBefore(now)),
    before: countIn(asked, place, periodBefore(now)),
  };
  const asksFor = kindsAsked(asked);
  const facts = { periods, today, history };
  const kinds = asksFor.map((kind) => ({
    kind,
    ...comparedOf([kind], feeds, facts),
  }));
  const met = asksFor.filter((kind) => (history.get(kind)?.size ?? 0) > 0);
  return {
    now: periodOf(periods.now),
    year: periodOf(periods.year),
    before: periodOf(periods.before),
    kinds,
    total: asksFor.length > 1 ? comparedOf(met, feeds, facts) : null,
  };
}

/** Kinds that the filters let through, in the order of KINDS. */
function kindsAsked({ wanted: { types } }: Asked): Kind[] {
  const through = INCIDENT_TYPES.filter(({ id }) => types?.includes(id) ?? true);
  return KINDS.filter((kind) => through.some((one) => one.kind === kind));
}

interface Counted {
  readonly window: Window;
  readonly leftOut: { readonly noPlace: number; readonly monthOnlyCut: number };
  /** By place in KINDS. */
  readonly counts: readonly number[];
  readonly countsOnly: readonly number[];
}

const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const n of counts) total += n;
  return total;
};

function countIn({ index, grants, wanted }: Asked, place: Place, window: Window): Counted {
  const query = { ...indexFilter({ ...wanted, ...window }), ...place };
  const own = index.count(query, grants);
  const partners = index.partnerCounts(query, grants);
  const all = withPartners(own, partners);
  return {
    window,
    leftOut: own.leftOut,
    counts: KINDS.map((_, k) => sum(all.byKind[k] ?? [])),
    countsOnly: KINDS.map((_, k) => sum(partners.map(({ counts }) => sum(counts.byKind[k] ?? [])))),
  };
}

const periodOf = ({ window, leftOut }: Counted): Changes['now'] => ({
  from: isoOf(window.from),
  to: isoOf(window.to),
  days: daysOf(window),
  left_out: { no_place: leftOut.noPlace, month_only: leftOut.monthOnlyCut },
});

/** What one agency has ever had counted of one kind in the place. */
interface AgencyHistory {
  /** yyyy-mm-dd of the first row; null: others' counts of whole months only. */
  readonly began: string | null;
  readonly monthsOnly: boolean;
}
/** By kind, then agency; those without a record here are not in it. */
export type HistoryHere = ReadonlyMap<Kind, ReadonlyMap<string, AgencyHistory>>;

export function historyHere({ index, grants, wanted, agencies }: Asked, place: Place): HistoryHere {
  const found = new Map(KINDS.map((kind) => [kind, new Map<string, AgencyHistory>()]));
  const asked = agencies.filter(({ id }) => wanted.agencies?.includes(id) ?? true);
  for (const { id, slug } of asked) {
    const query = { ...indexFilter({ ...wanted, agencies: [id] }), ...place };
    const line = index.timeline({ ...query, from: null, to: null }, grants);
    const partners = index.partnerMonths(query, grants);
    for (const [k, kind] of KINDS.entries()) {
      const day = line.days[k]?.findIndex((n) => n > 0) ?? -1;
      const month = line.byMonth[k]?.findIndex((n) => n > 0) ?? -1;
      const others = partners.some(
        ({ grant, byMonth }) => KIND_OF_CODE[grant.kind] === kind && byMonth.size > 0,
      );
      if (day < 0 && month < 0 && !others) continue;
      const first = Math.min(
        day < 0 ? Infinity : line.firstDay + day,
        month < 0 ? Infinity : (line.months[month] ?? Infinity),
      );
      found.get(kind)?.set(slug, {
        began: Number.isFinite(first) ? isoOf(first) : null,
        monthsOnly: month >= 0 || others,
      });
    }
  }
  return found;
}

interface Facts {
  readonly periods: Periods;
  readonly today: number;
  readonly history: HistoryHere;
}

/** Of one kind, or of several taken together. */
function comparedOf(
  kinds: readonly Kind[],
  feeds: readonly FeedMonths[],
  { periods, today, history }: Facts,
): Compared {
  const of = ({ window, counts, countsOnly }: Counted): PeriodCount => ({
    window,
    count: sum(kinds.map((kind) => counts[KINDS.indexOf(kind)] ?? 0)),
    countsOnly: sum(kinds.map((kind) => countsOnly[KINDS.indexOf(kind)] ?? 0)),
  });
  const agencies = kinds.flatMap((kind) => [...(history.get(kind)?.values() ?? [])]);
  const against = (then: Counted) => {
    const windows = [periods.now.window, then.window];
    const gaps = kinds.flatMap((kind) => undeliveredHere(feeds, history, kind, windows));
    return compare(of(periods.now), of(then), {
      today,
      known: agencies.length > 0,
      gaps,
      monthsCut: agencies.some(({ monthsOnly }) => monthsOnly) && !windows.every(isWholeMonths),
    });
  };
  const { count, countsOnly } = of(periods.now);
  return {
    now: { count, counts_only: countsOnly },
    year: against(periods.year),
    before: against(periods.before),
  };
}

/** Months of the windows that feeds with records of the kind in the place have not delivered. */
export function undeliveredHere(
  feeds: readonly FeedMonths[],
  history: HistoryHere,
  kind: Kind,
  windows: readonly Window[],
): Gap[] {
  const here = history.get(kind);
  const speaks = (agency: string) => here?.has(agency) ?? false;
  return undelivered(feeds, kind, windows, speaks, (agency) => here?.get(agency)?.began ?? null);
}
