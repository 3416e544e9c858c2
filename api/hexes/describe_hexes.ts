/** What an export of counts says of itself. */
import type { Context } from 'hono';
import type { HexesQuery } from '../contract/hexes.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { askedKinds } from '../sharing/kinds_of_types.ts';
import { filtersInWords } from '../files/filters_in_words.ts';
import { leftOutOfHexagons } from '../sharing/left_out.ts';
import { markOf, type Line, type Marking } from '../files/marking.ts';
import { providedBy, type Taken } from '../sharing/under_agreement.ts';
import { whoExports } from '../partnership/exporter.ts';
import type { HexServices } from './services.ts';
import { agreementsInForce } from '../sharing/in_force_queries.ts';
import type { Seen } from '../contract/agreements.ts';
import type { Asked } from './ask.ts';
import type { CountedSource } from './count_hexes.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { isoOf } from '../time/local_day.ts';
import { seenOf } from './visibility.ts';

export type Question = Omit<HexesQuery, 'format' | 'from' | 'to'>;

export const namesBySlug = ({ agencies }: Asked): ReadonlyMap<string, string> =>
  new Map(agencies.map(({ slug, name }) => [slug, name]));

/** The question as a person would say it. */
export const questionInWords = (asked: Asked, question: Question): Line[] =>
  filtersInWords(
    {
      ...question,
      from: isoOf(asked.wanted.from),
      to: isoOf(asked.wanted.to),
      areaName: asked.areaName,
    },
    namesBySlug(asked),
  );

/** What the viewer sees of whose records, as far as they were asked for. */
export function seenOfAsked(asked: Asked): Seen[] {
  const { agencies: ids, types } = asked.wanted;
  const { kinds } = askedKinds(types);
  const agencies = asked.agencies.filter(({ id }) => ids === null || ids.includes(id));
  return seenOf(asked.grants, asked.own, agencies, asked.index.held()).filter(({ kind }) =>
    kinds.includes(kind),
  );
}

/** Whose incidents these are, the largest provider first. */
export function takenOf(asked: Asked, sources: readonly CountedSource[]): Taken[] {
  const sums = new Map<number, number>();
  for (const { agency, incidents } of sources)
    sums.set(agency, (sums.get(agency) ?? 0) + incidents);
  const names = new Map(asked.agencies.map(({ id, name }) => [id, name]));
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
    readonly asked: Asked;
    readonly question: Question;
    readonly counts: Pick<HexCounts, 'leftOut'>;
    readonly sources: readonly CountedSource[];
  },
): Promise<Marking> {
  const { asked, question, counts, sources } = about;
  const taken = takenOf(asked, sources);
  const { resolution } = question;
  const { narrowed } = askedKinds(asked.wanted.types);
  return {
    ...(await whoExports(services, c, tx)),
    mark: markOf(highestOf(taken)),
    title: `Incidents counted in hexagons of resolution ${resolution}`,
    filters: questionInWords(asked, question),
    provided: providedBy(asked.own, await agreementsInForce(tx), taken),
    leftOut: leftOutOfHexagons(
      { noPlace: counts.leftOut.noPlace, monthOnly: counts.leftOut.monthOnlyCut },
      seenOfAsked(asked),
      namesBySlug(asked),
      { resolution, narrowed },
    ),
  };
}
