/** Invitation links: the part behind the # never leaves the browser by itself, so it is in no log. */
import type { Context } from 'hono';
import { auditAs } from '../../audit/queries.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { baseUrl } from '../../http/base_url.ts';
import { insertInvitation, withdrawEarlier, type Invitation } from './queries.ts';
import { hasAdministrator, listSamplePeople } from '../people/person_queries.ts';
import { newToken } from '../tokens/token.ts';

const DAYS = 7;
/** The pages that open them. */
const PAGES: Readonly<Record<Invitation['kind'], string>> = {
  person: '/invited',
  reset: '/invited',
  first_administrator: '/welcome',
};

export interface NewLink {
  readonly kind: Invitation['kind'];
  readonly agencyId?: number;
  readonly roles?: NonNullable<Invitation['roles']>;
  readonly accountId?: string;
  readonly email?: string;
  readonly name?: string;
  readonly invitedBy: string | null;
}

/** Makes a link, and withdraws earlier ones for the same. */
export async function makeLink(
  services: Pick<AuthServices, 'now'>,
  tx: OwnerTx,
  base: URL,
  wanted: NewLink,
): Promise<{ id: number; link: string; expires_at: string }> {
  const now = services.now();
  const { kind, agencyId = null, accountId = null, email = null } = wanted;
  await withdrawEarlier(tx, { kind, agencyId, accountId, email }, now);
  const { token, hash } = newToken('invitation');
  const expiresAt = new Date(now.getTime() + DAYS * 24 * 3600_000);
  const id = await insertInvitation(tx, { ...wanted, hash, now, expiresAt });
  return {
    id,
    link: new URL(`${PAGES[kind]}#${token}`, base).href,
    expires_at: expiresAt.toISOString(),
  };
}

export const linkFor = (services: AuthServices, c: Context, tx: OwnerTx, wanted: NewLink) =>
  makeLink(services, tx, baseUrl(services, c), wanted);

/** The link that makes somebody the first administrator; null when there is one, or when one-click people are all that is
 *  needed. Made anew at each start, which ends the previous one. */
export const firstAdministratorLink = (
  services: Pick<AuthServices, 'database' | 'now'>,
  base: URL,
  oneClick: boolean,
): Promise<string | null> =>
  asOwner(services.database, async (tx) => {
    if (await hasAdministrator(tx)) return null;
    if (oneClick && (await listSamplePeople(tx)).length > 0) return null;
    const { id, link } = await makeLink(services, tx, base, {
      kind: 'first_administrator',
      invitedBy: null,
    });
    await auditAs(
      tx,
      { accountId: null, agencyId: null },
      { event: 'first_administrator.invited', outcome: 'done', about: { invitation: id } },
    );
    return link;
  });
