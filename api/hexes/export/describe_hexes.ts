/** The marking of a file of counts: what is in it, whose it is, and what is left out. */
import type { Context } from 'hono';
import type { HexesQuery } from '../../contract/hexes.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { kindsOfTypes } from '../../sharing/kinds_of_types.ts';
import { filtersInWords } from '../../files/filters_in_words.ts';
import { leftOutOfHexagons } from '../../sharing/left_out.ts';
import { markOf, type Line, type Marking } from '../../files/marking.ts';
import { providedBy, type Taken } from '../../sharing/under_agreement.ts';
import { whoExports } from '../../partnership/exporter.ts';
import type { HexServices } from '../services.ts';
import { agreementsInForce } from '../../sharing/in_force_queries.ts';
import type { Seen } from '../../contract/agreements.ts';
import { isPartnership } from '../inside.ts';
import type { ResolvedQuery } from '../read_query.ts';
import type { CountedSource } from '../count_hexes.ts';
import type { HexCounts } from '../../hex_index/hex_index.ts';
import { isoOf } from '../../time/local_day.ts';
import { visibilityFor } from '../visibility.ts';

export type HexesRequest = Omit<HexesQuery, 'format' | 'from' | 'to'>;

export const namesBySlug = ({ agencies }: ResolvedQuery): ReadonlyMap<string, string> =>
  new Map(agencies.map(({ slug, name }) => [slug, name]));

/** The filters as people name them. */
export const requestInWords = (query: ResolvedQuery, request: HexesRequest): Line[] =>
  filtersInWords(
    {
      ...request,
      from: isoOf(query.filters.from),
      to: isoOf(query.filters.to),
      areaName: query.areaName ?? (isPartnership(query) ? 'the partnership’s own area' : null),
    },
    namesBySlug(query),
  );

/** What the viewer sees of whose records, of the requested kinds and agencies. */
export function visibilityOf(query: ResolvedQuery): Seen[] {
  const { agencies: ids, types } = query.filters;
  const { kinds } = kindsOfTypes(types);
  const agencies = query.agencies.filter(({ id }) => ids === null || ids.includes(id));
  const { grants, own, index, today } = query;
  const tables = index.partnerTables(grants);
  return visibilityFor(grants, own, agencies, index.held(), tables, today).filter(({ kind }) =>
    kinds.includes(kind),
  );
}

/** Whose incidents these are, the largest provider first. */
function takenOf(query: ResolvedQuery, sources: readonly CountedSource[]): Taken[] {
  const sums = new Map<number, number>();
  for (const { agency, incidents } of sources)
    sums.set(agency, (sums.get(agency) ?? 0) + incidents);
  const names = new Map(query.agencies.map(({ id, name }) => [id, name]));
  return sources
    .map(({ agency, ...source }) => ({
      ...source,
      agency_id: agency,
      provider: names.get(agency) ?? '',
    }))
    .sort(
      (a, b) =>
        (sums.get(b.agency_id) ?? 0) - (sums.get(a.agency_id) ?? 0) || a.agency_id - b.agency_id,
    );
}

/** The highest sensitivity of what was taken; null where nothing was. */
export const highestOf = (taken: readonly Taken[]): number | null =>
  taken.length === 0 ? null : Math.max(...taken.map(({ sensitivity }) => sensitivity));

export async function describeHexes(
  services: HexServices,
  c: Context,
  tx: AgencyTx,
  about: {
    readonly query: ResolvedQuery;
    readonly request: HexesRequest;
    readonly counts: Pick<HexCounts, 'leftOut'>;
    readonly sources: readonly CountedSource[];
  },
): Promise<Marking> {
  const { query, request, counts, sources } = about;
  const taken = takenOf(query, sources);
  const { resolution } = request;
  const { narrowed } = kindsOfTypes(query.filters.types);
  return {
    ...(await whoExports(services, c, tx)),
    mark: markOf(highestOf(taken)),
    title: `Incidents counted in hexagons of resolution ${resolution}`,
    filters: requestInWords(query, request),
    provided: providedBy(query.own, await agreementsInForce(tx), taken),
    leftOut: leftOutOfHexagons(
      { noPlace: counts.leftOut.noPlace, monthOnly: counts.leftOut.monthOnlyCut },
      visibilityOf(query),
      namesBySlug(query),
      { resolution, narrowed },
    ),
  };
}
