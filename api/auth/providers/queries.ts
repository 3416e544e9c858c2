/** The agencies' providers, and the accounts linked to their identities. */
import type { OwnerTx } from '../../db/as_agency.ts';

export interface StoredProvider {
  readonly agencyId: number;
  readonly slug: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** encrypted */
  readonly secret: string | null;
  readonly tenant: string | null;
  readonly enabled: boolean;
}

const selectProviders = (
  tx: OwnerTx,
  { slug, agencyId }: { readonly slug: string | null; readonly agencyId: number | null },
) => tx<StoredProvider[]>`
  select
    agency.id as "agencyId",
    agency.slug,
    agency.name,
    identity_provider.issuer,
    identity_provider.client_id as "clientId",
    identity_provider.secret,
    identity_provider.tenant,
    identity_provider.enabled
  from identity_provider
  join agency on agency.id = identity_provider.agency_id
  where (${slug}::text is null or agency.slug = ${slug}::text)
    and (${agencyId}::int is null or agency.id = ${agencyId}::int)
  order by agency.name`;

export const listProviders = (tx: OwnerTx) => selectProviders(tx, { slug: null, agencyId: null });

export async function providerOf(
  tx: OwnerTx,
  whose: { readonly slug: string } | { readonly agencyId: number },
): Promise<StoredProvider | undefined> {
  const [row] = await selectProviders(tx, { slug: null, agencyId: null, ...whose });
  return row;
}

/** Sign-ins begun at the previous provider do not end at this one. */
export async function putProvider(
  tx: OwnerTx,
  provider: Omit<StoredProvider, 'slug' | 'name'>,
  now: Date,
): Promise<void> {
  await tx`
    insert into identity_provider (agency_id, issuer, client_id, secret, tenant, enabled, changed_at)
    values (
      ${provider.agencyId}, ${provider.issuer}, ${provider.clientId}, ${provider.secret},
      ${provider.tenant}, ${provider.enabled}, ${now})
    on conflict (agency_id) do update set
      issuer = excluded.issuer,
      client_id = excluded.client_id,
      secret = excluded.secret,
      tenant = excluded.tenant,
      enabled = excluded.enabled,
      changed_at = excluded.changed_at`;
  await dropJourneys(tx, provider.agencyId);
}

/** Identities stay linked: the agency may come back to the issuer. */
export async function dropProvider(tx: OwnerTx, agencyId: number): Promise<void> {
  await tx`
    delete from identity_provider
    where agency_id = ${agencyId}`;
  await dropJourneys(tx, agencyId);
}

const dropJourneys = (tx: OwnerTx, agencyId: number) => tx`
  delete from sign_in_attempt
  where agency_id = ${agencyId}
    and kind = 'openid'`;

/** Sessions that an agency's provider vouched for, when it may no longer. */
export const endVouchedSessions = (tx: OwnerTx, agencyId: number, now: Date) => tx`
  update session
  set ended_at = ${now}
  where vouched_by = ${agencyId}
    and ended_at is null`;

export async function accountOfIdentity(
  tx: OwnerTx,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const [row] = await tx<{ accountId: string }[]>`
    select account_id as "accountId"
    from identity
    where issuer = ${issuer}
      and subject = ${subject}`;
  return row?.accountId;
}

export const noteIdentityUse = (tx: OwnerTx, issuer: string, subject: string, now: Date) => tx`
  update identity
  set last_used_at = ${now}
  where issuer = ${issuer}
    and subject = ${subject}`;

export const insertIdentity = (
  tx: OwnerTx,
  identity: {
    readonly issuer: string;
    readonly subject: string;
    readonly accountId: string;
    readonly now: Date;
  },
) => tx`
  insert into identity (issuer, subject, account_id, created_at, last_used_at)
  values (${identity.issuer}, ${identity.subject}, ${identity.accountId}, ${identity.now}, ${identity.now})`;

export const listIssuers = (tx: OwnerTx, accountId: string) => tx<{ issuer: string }[]>`
  select issuer
  from identity
  where account_id = ${accountId}
  order by created_at, issuer`;

export const dropIdentities = (tx: OwnerTx, accountId: string) => tx`
  delete from identity
  where account_id = ${accountId}`;
