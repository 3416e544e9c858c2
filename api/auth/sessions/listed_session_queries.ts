/** Sessions as lists of them show: browsers, phones and scripts that are still signed in. */
import type { SessionFacts } from '../../contract/sign_in.ts';
import type { OwnerTx } from '../../db/as_agency.ts';
import { IDLE_MS } from './principal.ts';

interface Listed {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly agencyId: number;
  readonly agency: string;
  readonly kind: SessionFacts['kind'];
  readonly label: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
}

/** @param whose a person's own, an agency's people's, or one session */
export async function listSessions(
  tx: OwnerTx,
  whose: {
    readonly accountId?: string;
    readonly agencyId?: number;
    readonly sessionId?: string;
  },
  now: Date,
  current: string | null,
): Promise<(SessionFacts & { readonly agencyId: number })[]> {
  const rows = await tx<Listed[]>`
    select
      session.id,
      account.id as "accountId",
      account.name,
      agency.id as "agencyId",
      agency.slug as agency,
      session.kind,
      session.label,
      session.created_at,
      session.last_seen_at,
      session.expires_at
    from session
    join account on account.id = session.account_id
    join membership
      on membership.account_id = session.account_id
      and membership.agency_id = session.agency_id
    join agency on agency.id = session.agency_id
    where (${whose.accountId ?? null}::uuid is null or session.account_id = ${whose.accountId ?? null}::uuid)
      and (${whose.agencyId ?? null}::int is null or session.agency_id = ${whose.agencyId ?? null}::int)
      and (${whose.sessionId ?? null}::uuid is null or session.id = ${whose.sessionId ?? null}::uuid)
      and session.ended_at is null
      and membership.ended_at is null
      and session.expires_at > ${now}
      and (session.kind <> 'browser' or session.last_seen_at > ${new Date(now.getTime() - IDLE_MS)})
    order by session.last_seen_at desc, session.id`;
  return rows.map(({ accountId, name, ...row }) => ({
    ...row,
    person: { id: accountId, name },
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    current: row.id === current,
  }));
}

export const endSessionById = (tx: OwnerTx, id: string, now: Date) => tx`
  update session
  set ended_at = ${now}
  where id = ${id}
    and ended_at is null`;
