/** What a reader's own counts say of deliveries: since when live feeds are known, and which feeds a query is about. */
import { lastClosedMonth } from '../closed_months/closed_month.ts';
import { codeOfKind, KIND_OF_CODE, KINDS, type Kind } from '../contract/kinds.ts';
import { lastMonthOver, type FeedQuestion } from '../deliveries/missing.ts';
import { firstOfMonth, isoOf } from '../time/local_day.ts';
import { kindsOfTypes } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';

type Known = Pick<ResolvedQuery, 'index' | 'grants' | 'agencies' | 'today'>;

/** The question which feeds have not delivered to a reader, of those that a query's filters let through. */
export function feedQuestion(query: Known & Pick<ResolvedQuery, 'filters'>): FeedQuestion {
  const { types, agencies } = query.filters;
  return {
    ...everyFeed(query),
    agencies:
      agencies && query.agencies.filter(({ id }) => agencies.includes(id)).map(({ slug }) => slug),
    kinds: kindsOfTypes(types),
  };
}

/** The same of all that the reader may count. */
export function everyFeed(known: Known): FeedQuestion {
  const { grants, agencies, today } = known;
  const ids = new Map(agencies.map(({ id, slug }) => [slug, id]));
  const pairOf = (agency: string, kind: Kind): number =>
    (ids.get(agency) ?? 0) * 4 + codeOfKind(kind);
  const read = new Set(grants.pointKeys.map((key) => Math.floor(key / 16) * 4 + (key % 4)));
  const counted = new Set(grants.cells.map(({ agency, kind }) => agency * 4 + kind));
  const closed = `${lastClosedMonth(today)}-01`;
  return {
    today,
    began: firstMonths(known),
    agencies: null,
    kinds: null,
    covers: (agency, kind) => {
      const pair = pairOf(agency, kind);
      return read.has(pair) || counted.has(pair);
    },
    countedTo: (agency, kind) => {
      const pair = pairOf(agency, kind);
      return counted.has(pair) && !read.has(pair) ? closed : null;
    },
  };
}

/** The first month (its first day) with a record that the reader may count, by agency and kind, whatever the place and the
 *  filters; null: there is none in a month that is over (while it lasts, not every reader may know that records come in). A pass over all rows, once for each agency that is asked for. */
function firstMonths({ index, grants, agencies, today }: Known) {
  const known = new Map<string, ReadonlyMap<Kind, string>>();
  const over = lastMonthOver(today);
  return (agency: string, kind: Kind): string | null => {
    const months = known.get(agency) ?? firstMonthsOf({ index, grants, agencies }, agency);
    known.set(agency, months);
    const first = months.get(kind);
    return first !== undefined && first <= over ? first : null;
  };
}

function firstMonthsOf(
  { index, grants, agencies }: Omit<Known, 'today'>,
  slug: string,
): ReadonlyMap<Kind, string> {
  const id = agencies.find((one) => one.slug === slug)?.id;
  if (id === undefined) return new Map();
  const everywhere = { resolution: 6, types: null, agencies: new Set([id]), cells: null };
  const line = index.timeline({ ...everywhere, from: null, to: null }, grants);
  const partners = index.partnerMonths(everywhere, grants);
  return new Map(
    KINDS.flatMap((kind, k): [Kind, string][] => {
      const day = line.days[k]?.findIndex((n) => n > 0) ?? -1;
      const month = line.byMonth[k]?.findIndex((n) => n > 0) ?? -1;
      const first = Math.min(
        day < 0 ? Infinity : firstOfMonth(line.firstDay + day),
        month < 0 ? Infinity : (line.months[month] ?? Infinity),
        ...partners
          .filter(({ grant }) => KIND_OF_CODE[grant.kind] === kind)
          .flatMap(({ byMonth }) => [...byMonth.keys()]),
      );
      return Number.isFinite(first) ? [[kind, isoOf(first)]] : [];
    }),
  );
}
