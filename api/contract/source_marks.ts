/** How a record comes to be known, by its type. A place may be hot because somebody looks there. */
import { INCIDENT_TYPES } from './kinds.ts';

/** `public`: somebody reported it. `looked`: officers found it by looking (stop and search, a test purchase). `effort`: found
 *  by effort that is counted, such as a street team's sweep. */
export const SOURCES = ['public', 'looked', 'effort'] as const;
export type Source = (typeof SOURCES)[number];

/** Types that are not reported by the public as a rule. Possession is found by searching; needles mostly by those who clean
 *  and sweep: a feed of the public's requests is corrected by its agency. */
const OTHERS: Readonly<Record<string, Source>> = {
  drugs: 'looked',
  'possession-of-weapons': 'looked',
  'underage-sale': 'looked',
  needles: 'effort',
  'other-drug-litter': 'effort',
};

export const usualSource = (slug: string): Source => OTHERS[slug] ?? 'public';

/** Agency and type as one number. */
export const pairOf = (agency: number, type: number): number => agency * 256 + type;

/** Pairs of these agencies and all types whose records come from a source. corrected: by pair. */
export function pairsOf(
  source: Source,
  agencies: readonly number[],
  corrected: ReadonlyMap<number, Source>,
): ReadonlySet<number> {
  return new Set(
    agencies.flatMap((agency) =>
      INCIDENT_TYPES.filter(
        ({ id, slug }) => (corrected.get(pairOf(agency, id)) ?? usualSource(slug)) === source,
      ).map(({ id }) => pairOf(agency, id)),
    ),
  );
}
