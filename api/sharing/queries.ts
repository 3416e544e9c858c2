/** Agreements as stored. */
import type { Kind } from '../contract/kinds.ts';
import type { Tx } from '../db/connect.ts';

export interface AgreementTerms {
  readonly providerId: number;
  readonly audience: 'agency' | 'partners' | 'public';
  readonly recipientId: number | null;
  readonly level: 'point' | 'cell' | 'release';
  readonly kinds: readonly Kind[];
  readonly maxSensitivity: number;
  readonly resolution: number | null;
  readonly threshold: number | null;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reviewOn: string;
}

/** Writes the terms down; nobody has accepted them yet. Under row level security: one's own agency must be a party. */
export async function insertAgreement(
  tx: Tx,
  proposedBy: number,
  terms: AgreementTerms,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into agreement (
      provider_id, audience, recipient_id, level, kinds, max_sensitivity, resolution, threshold,
      purpose, legal_basis, starts_on, ends_on, review_on, proposed_by)
    values (
      ${terms.providerId}, ${terms.audience}, ${terms.recipientId}, ${terms.level},
      ${[...terms.kinds]}::text[], ${terms.maxSensitivity}, ${terms.resolution}, ${terms.threshold},
      ${terms.purpose}, ${terms.legalBasis}, ${terms.startsOn}, ${terms.endsOn}, ${terms.reviewOn}, ${proposedBy})
    returning id`;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

export const acceptAgreement = (
  tx: Tx,
  accepted: { readonly agreementId: number; readonly agencyId: number; readonly accountId: string },
) => tx`
  insert into agreement_party (agreement_id, agency_id, accepted_by)
  values (${accepted.agreementId}, ${accepted.agencyId}, ${accepted.accountId})`;
