/** Who shares what with whom, on the day the agreements were requested: the database's own rule for a transaction
 *  (effective_agreement in 04_sharing.sql), drawn as a table. */
import type { Agreement } from '#api/contract/agreements.ts';
import { KINDS, type Kind } from '#api/contract/kinds.ts';

type Level = Agreement['level'];

/** One provider's records as one recipient sees them. */
export interface Shared {
  readonly rows: readonly Kind[];
  readonly counts: readonly Kind[];
  readonly released: readonly Kind[];
  /** an agreement about them is proposed or scheduled and does not act yet */
  readonly coming: boolean;
}

const says = ({ parties }: Pick<Agreement, 'parties'>, agency: string): boolean =>
  parties.some((party) => party.agency === agency && party.ended_at === null);

/** Whether it would let `recipient` (null: the public) see the provider's records, once all have said yes. */
const isFor = (agreement: Agreement, recipient: string | null): boolean => {
  switch (agreement.audience) {
    case 'public':
      return recipient === null;
    case 'partners':
      return recipient !== null;
    case 'agency':
      return agreement.recipient === recipient;
  }
};

const acts = (agreement: Agreement, recipient: string | null): boolean =>
  agreement.state === 'active' &&
  says(agreement, agreement.provider) &&
  (recipient === null || says(agreement, recipient));

const isComing = (agreement: Agreement, recipient: string | null): boolean => {
  if (agreement.state === 'scheduled') return recipient === null || says(agreement, recipient);
  const open = agreement.state === 'proposed' || agreement.state === 'active';
  // whoever left is not waited for, and nothing is coming
  return (
    open &&
    (agreement.waiting_for.includes(agreement.provider) ||
      (recipient !== null && agreement.waiting_for.includes(recipient)))
  );
};

/** @param recipient an agency other than the provider, or null: the public */
export function sharedWith(
  agreements: readonly Agreement[],
  provider: string,
  recipient: string | null,
): Shared {
  const between = agreements.filter((one) => one.provider === provider && isFor(one, recipient));
  const inForce = between.filter((one) => acts(one, recipient));
  const at = (level: Level, kind: Kind) =>
    inForce.some((one) => one.level === level && one.kinds.includes(kind));
  const rows = KINDS.filter((kind) => at('point', kind));
  return {
    rows,
    counts: KINDS.filter((kind) => !rows.includes(kind) && at('cell', kind)),
    released: KINDS.filter((kind) => at('release', kind)),
    coming: between.some((one) => isComing(one, recipient)),
  };
}

/** Agreements about a provider's records, a recipient's view, or both; null: any. `public` is the public. */
export const between = (
  agreements: readonly Agreement[],
  provider: string | null,
  recipient: string | null,
): Agreement[] =>
  agreements.filter(
    (one) =>
      (provider === null || one.provider === provider) &&
      (recipient === null ||
        (one.provider !== recipient && isFor(one, recipient === 'public' ? null : recipient))),
  );
