/** Agreements as stored. */
import type { Agreement } from '../contract/agreements.ts';
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
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

/** Stores the terms; nobody has accepted them yet. Under row level security: one's own agency must be a party. */
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

/** False: the agency has decided already, perhaps a moment ago. */
export async function acceptAgreement(
  tx: Tx,
  accepted: { readonly agreementId: number; readonly agencyId: number; readonly accountId: string },
): Promise<boolean> {
  const rows = await tx`
    insert into agreement_party (agreement_id, agency_id, accepted_by)
    values (${accepted.agreementId}, ${accepted.agencyId}, ${accepted.accountId})
    on conflict do nothing
    returning agreement_id`;
  return rows.length > 0;
}

export type AgreementRow = Omit<
  Agreement,
  'state' | 'waiting_for' | 'reminder' | 'days_left' | 'may'
>;

/** Newest first; one by its id. */
export const selectAgreements = (tx: AgencyTx, id: number | null) => tx<AgreementRow[]>`
  select
    agreement.id,
    provider.slug as provider,
    agreement.audience,
    recipient.slug as recipient,
    agreement.level,
    agreement.kinds,
    agreement.max_sensitivity,
    agreement.resolution,
    agreement.threshold,
    agreement.purpose,
    agreement.legal_basis,
    agreement.starts_on,
    agreement.ends_on,
    agreement.review_on,
    proposer.slug as proposed_by,
    to_char(agreement.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as proposed_at,
    coalesce((
      select jsonb_agg(
        jsonb_build_object('agency', agency.slug, 'accepted_at', party.accepted_at, 'ended_at', party.ended_at)
        order by party.accepted_at, agency.id)
      from agreement_party party
      join agency on agency.id = party.agency_id
      where party.agreement_id = agreement.id
    ), '[]') as parties,
    case when agreement.revoked_at is not null then
      jsonb_build_object('at', agreement.revoked_at, 'by', revoker.slug, 'why', agreement.revoked_why)
    end as revoked
  from agreement
  join agency provider on provider.id = agreement.provider_id
  join agency proposer on proposer.id = agreement.proposed_by
  left join agency recipient on recipient.id = agreement.recipient_id
  left join agency revoker on revoker.id = agreement.revoked_by
  where ${id}::int is null or agreement.id = ${id}::int
  order by agreement.id desc`;

/** The partnership's day, by the database's clock: agreements begin and end by it. */
export async function readToday(tx: Tx): Promise<string> {
  const [row] = await tx<{ today: string }[]>`select today() as today`;
  if (!row) throw new Error('select returned nothing');
  return row.today;
}

/** False: it has left, perhaps a moment ago. */
export async function leaveAgreement(tx: AgencyTx, id: number, agencyId: number): Promise<boolean> {
  const rows = await tx`
    update agreement_party
    set ended_at = now()
    where agreement_id = ${id}
      and agency_id = ${agencyId}
      and ended_at is null
    returning agreement_id`;
  return rows.length > 0;
}

/** False: somebody was first. */
export async function revokeAgreement(
  tx: AgencyTx,
  id: number,
  agencyId: number,
  why: string,
): Promise<boolean> {
  const rows = await tx`
    update agreement
    set revoked_at = now(),
        revoked_by = ${agencyId},
        revoked_why = ${why}
    where id = ${id}
      and revoked_at is null
    returning id`;
  return rows.length > 0;
}
