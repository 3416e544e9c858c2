/** Under which agreement a record is in an export. */
import type { Kind } from '../contract/kinds.ts';
import type { Provided } from './marking.ts';

/** An agreement in force for the one who exports, at the level of what is exported. */
export interface InForce {
  readonly id: number;
  readonly provider: number;
  readonly kinds: readonly Kind[];
  /** 0–3, inclusive. */
  readonly maxSensitivity: number;
  readonly purpose: string;
  readonly legalBasis: string;
  /** Local dates, inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
}

/** What decides whether an agreement reaches a record. */
export interface Reached {
  readonly agency_id: number;
  readonly kind: Kind;
  readonly sensitivity: number;
}

export const OWN = 'own records';

const reaches = (agreement: InForce, { agency_id, kind, sensitivity }: Reached): boolean =>
  agreement.provider === agency_id &&
  agreement.kinds.includes(kind) &&
  sensitivity <= agreement.maxSensitivity;

/** Says of each record why its reader has it: `own records`, `agreement 7`, `agreement 7, agreement 9`.
 *  Throws where no agreement reaches a record: it should never have been read, so the export ends there.
 *  @param own the agency that exports */
export function underAgreement(
  own: number,
  agreements: readonly InForce[],
): (row: Reached) => string {
  const known = new Map<string, string>();
  return (row) => {
    if (row.agency_id === own) return OWN;
    const key = `${row.agency_id} ${row.kind} ${row.sensitivity}`;
    let words = known.get(key);
    if (words === undefined) {
      const reaching = agreements.filter((agreement) => reaches(agreement, row));
      if (reaching.length === 0)
        throw new Error(`no agreement in force reaches agency ${row.agency_id}’s ${row.kind}`);
      words = reaching.map(({ id }) => `agreement ${id}`).join(', ');
      known.set(key, words);
    }
    return words;
  };
}

const sentence = ({ id, purpose, legalBasis, startsOn, endsOn }: InForce): string =>
  `agreement ${id} (${startsOn} to ${endsOn}), for ${purpose}; legal basis: ${legalBasis}`;

/** How many incidents of which kind and sensitivity an export takes from whom. */
export interface Taken extends Reached {
  readonly provider: string;
  readonly incidents: number;
}

/** One entry a provider, in the order given; each agreement that brought something is named once. */
export function providedBy(
  own: number,
  agreements: readonly InForce[],
  taken: readonly Taken[],
): Provided[] {
  const reasons = underAgreement(own, agreements);
  const providers = [...new Set(taken.map(({ agency_id }) => agency_id))];
  return providers.map((id) => {
    const theirs = taken.filter(({ agency_id }) => agency_id === id);
    // asked of each, so that a count without a reason ends the export too
    theirs.forEach(reasons);
    return {
      provider: theirs[0]?.provider ?? '',
      incidents: theirs.reduce((sum, { incidents }) => sum + incidents, 0),
      under:
        id === own
          ? [OWN]
          : agreements.filter((one) => theirs.some((row) => reaches(one, row))).map(sentence),
    };
  });
}
