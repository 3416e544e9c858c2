/** Sessions as stored: found by the hash of their token, with whose they are joined live. */
import type { OwnerTx } from '../../db/as_agency.ts';
import type { Principal } from '../../http/principal.ts';

type Found = Principal & { readonly sessionId: string; readonly last_seen_at: Date };

/** Twelve hours (start_session.ts), and one for a clock that was set back meanwhile. */
const LONGEST_BROWSER_MS = 13 * 3600_000;

/** The session, its account and its membership, if all three still stand at `now`. */
export async function sessionByHash(
  tx: OwnerTx,
  hash: Uint8Array,
  now: Date,
  idleMs: number,
): Promise<Found | undefined> {
  const [row] = await tx<Found[]>`
    select
      account.id as "accountId",
      account.name,
      account.sample,
      agency.id as "agencyId",
      agency.slug as agency,
      case when session.kind = 'phone' then array['street'] else membership.roles end as roles,
      coalesce(partnership.host_agency_id = agency.id, false) as host,
      session.kind,
      session.id as "sessionId",
      session.proved_at as "provedAt",
      session.vouched_by as "vouchedBy",
      session.strong,
      session.last_seen_at
    from session
    join account on account.id = session.account_id
    join membership
      on membership.account_id = session.account_id
      and membership.agency_id = session.agency_id
    join agency on agency.id = session.agency_id
    cross join partnership
    where session.token_hash = ${hash}
      and session.ended_at is null
      and session.expires_at > ${now}
      and (
        session.kind <> 'browser'
        or (
          session.last_seen_at > ${new Date(now.getTime() - idleMs)}
          -- begun while the clock was ahead it would last for as long
          and session.expires_at <= ${new Date(now.getTime() + LONGEST_BROWSER_MS)}
        )
      )
      and account.disabled_at is null
      and membership.ended_at is null
      -- second_factor.ts: roles that a password alone does not carry; they may have been given since
      and (
        session.strong
        or session.kind = 'phone'
        or membership.roles <@ array['street', 'reader']
      )`;
  return row;
}

export const touchSession = (tx: OwnerTx, id: string, now: Date) => tx`
  update session
  set last_seen_at = ${now}
  where id = ${id}`;

/** A new session. The caller has proved who it is for. */
export async function insertSession(
  tx: OwnerTx,
  session: {
    readonly hash: Uint8Array;
    readonly accountId: string;
    readonly agencyId: number;
    readonly kind: 'browser' | 'phone' | 'script';
    readonly label: string;
    /** Proved by two factors, by an agency's provider, or made by a session that was. */
    readonly strong: boolean;
    /** The agency whose provider vouched; null: proved to us. */
    readonly vouchedBy: number | null;
    readonly now: Date;
    /** absent: now */
    readonly provedAt?: Date;
    readonly expiresAt: Date;
  },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into session (
      token_hash, account_id, agency_id, kind, label, strong, vouched_by,
      created_at, proved_at, last_seen_at, expires_at)
    values (
      ${session.hash}, ${session.accountId}, ${session.agencyId}, ${session.kind}, ${session.label},
      ${session.strong}, ${session.vouchedBy},
      ${session.now}, ${session.provedAt ?? session.now}, ${session.now}, ${session.expiresAt})
    returning id`;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

/** Ends a session that was presented. */
export const endSession = (tx: OwnerTx, hash: Uint8Array, now: Date) => tx`
  update session
  set ended_at = ${now}
  where token_hash = ${hash}
    and ended_at is null`;

/** All sessions of a person. */
export const endSessionsOf = (tx: OwnerTx, accountId: string, now: Date) => tx`
  update session
  set ended_at = ${now}
  where account_id = ${accountId}
    and ended_at is null`;

/** Those in which a person acts for one agency. */
export const endSessionsAt = (tx: OwnerTx, accountId: string, agencyId: number, now: Date) => tx`
  update session
  set ended_at = ${now}
  where account_id = ${accountId}
    and agency_id = ${agencyId}
    and ended_at is null`;

/** A person's browsers and scripts, but the one they are at. A phone stays: it can only hand finds in, and what is queued
 *  on it must not be held up. */
export const endOtherSessionsOf = (tx: OwnerTx, accountId: string, but: string, now: Date) => tx`
  update session
  set ended_at = ${now}
  where account_id = ${accountId}
    and id <> ${but}
    and kind <> 'phone'
    and ended_at is null`;

/** Two factors have been shown in it by now. */
export const strengthenSession = (tx: OwnerTx, id: string) => tx`
  update session
  set strong = true
  where id = ${id}`;

/** The operator's account: for whoever may read the data folder. */
export async function ensureOperator(tx: OwnerTx): Promise<string> {
  const [known] = await tx<{ id: string }[]>`
    select id
    from account
    where kind = 'operator'
    order by created_at, id
    limit 1`;
  if (known) return known.id;
  const [made] = await tx<{ id: string }[]>`
    insert into account (kind, name)
    values ('operator', 'Operator')
    returning id`;
  if (!made) throw new Error('insert returned nothing');
  return made.id;
}
