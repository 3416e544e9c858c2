/** Under which agreement a record is in an export. */
import type { Kind } from '../contract/kinds.ts';
import type { InForce } from './in_force_queries.ts';
import { basisName, OWN, type Basis, type Provided } from '../files/marking.ts';

/** What decides whether an agreement reaches a record. */
export interface Reached {
  readonly agency_id: number;
  readonly kind: Kind;
  readonly sensitivity: number;
}

/** How many incidents of which kind and sensitivity an export takes from whom. */
export interface Taken extends Reached {
  /** The agency's name. */
  readonly provider: string;
  /** The agreement of level `cell` that they were counted under; null: read one by one. */
  readonly agreement: number | null;
  readonly incidents: number;
}

const nameOf = ({ id }: Pick<InForce, 'id'>): string => basisName({ agreement: id });
const OWN_BASIS: Basis = { agreement: null, until: null, words: OWN };

/** The agreements that let `own` read a record one by one. Throws where there is none: the record should never have
 *  been read, so the export ends there. */
function thatReach(agreements: readonly InForce[], row: Reached): InForce[] {
  const reaching = agreements.filter(
    ({ level, provider, kinds, maxSensitivity }) =>
      level === 'point' &&
      provider === row.agency_id &&
      kinds.includes(row.kind) &&
      row.sensitivity <= maxSensitivity,
  );
  if (reaching.length === 0)
    throw new Error(`no agreement in force reaches agency ${row.agency_id}’s ${row.kind}`);
  return reaching;
}

/** Why its reader has each record: `own records`, `agreement 7`, `agreement 7, agreement 9`.
 *  @param own the agency that exports */
export function underAgreement(
  own: number,
  agreements: readonly InForce[],
): (row: Reached) => string {
  const known = new Map<string, string>();
  return (row) => {
    if (row.agency_id === own) return OWN;
    const key = `${row.agency_id} ${row.kind} ${row.sensitivity}`;
    const words = known.get(key) ?? thatReach(agreements, row).map(nameOf).join(', ');
    known.set(key, words);
    return words;
  };
}

function sentence(agreement: InForce): string {
  const { level, resolution, threshold, purpose, legalBasis, startsOn, endsOn } = agreement;
  const how =
    level === 'cell'
      ? `, counts of ${threshold} or more a month in hexagons of resolution ${resolution}`
      : '';
  return `${nameOf(agreement)} (${startsOn} to ${endsOn})${how}, for: ${purpose}. Legal basis: ${legalBasis}`;
}

/** One entry a provider, in the order given; each agreement that brought something is named once.
 *  Throws as `underAgreement` does. */
export function providedBy(
  own: number,
  agreements: readonly InForce[],
  taken: readonly Taken[],
): Provided[] {
  const providers = new Map(taken.map(({ agency_id, provider }) => [agency_id, provider]));
  return [...providers].map(([id, provider]) => {
    const theirs = taken.filter(({ agency_id }) => agency_id === id);
    const used = new Set(
      theirs.flatMap((row) => {
        if (row.agreement !== null) return [row.agreement];
        return id === own ? [] : thatReach(agreements, row).map((one) => one.id);
      }),
    );
    return {
      provider,
      incidents: theirs.reduce((sum, { incidents }) => sum + incidents, 0),
      under:
        id === own
          ? [OWN_BASIS]
          : agreements
              .filter((one) => used.has(one.id))
              .map((one) => ({ agreement: one.id, until: one.endsOn, words: sentence(one) })),
    };
  });
}
