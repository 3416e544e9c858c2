/** For whom a request reads and writes: whoever is signed in, for the agency of their session. */
import type { Context } from 'hono';
import { asAgency, asOwner, onBehalfOf, type AgencyTx, type OwnerTx } from '../db/as_agency.ts';
import type { BaseServices } from './services.ts';
import { Problem } from './problem.ts';

/** Runs `work` as the caller. Throws Problem `sign_in_first`. */
export async function asViewer<T>(
  services: BaseServices,
  c: Context,
  work: (tx: AgencyTx, agencyId: number) => Promise<T>,
  isolation: '' | 'isolation level repeatable read' = '',
): Promise<T> {
  const principal = c.get('principal');
  if (!principal) throw new Problem('sign_in_first');
  const { agencyId } = principal;
  return asAgency(services.database, principal, (tx) => work(tx, agencyId), isolation);
}

/** The same for what an agency does and not only sees: refused with `unknown_agency` while there is none. */
export const asMember = <T>(
  services: BaseServices,
  c: Context,
  work: (tx: AgencyTx, agencyId: number) => Promise<T>,
): Promise<T> =>
  asViewer(services, c, (tx, agencyId) => {
    if (agencyId === 0)
      throw new Problem('unknown_agency', {
        detail:
          'There is no agency yet. Add one: npm run cli -- agency add SLUG --name NAME --kind KIND.',
      });
    return work(tx, agencyId);
  });

/** Runs `work` as the owner of the tables, for what members may not write themselves. History names the caller. */
export async function asOwnerFor<T>(
  services: BaseServices,
  c: Context,
  work: (tx: OwnerTx) => Promise<T>,
): Promise<T> {
  const principal = c.get('principal');
  if (!principal) throw new Problem('sign_in_first');
  return asOwner(services.database, async (tx) => {
    await onBehalfOf(tx, principal);
    return work(tx);
  });
}

/** The agency that the caller writes for. Whoever names another is refused; the operator may name any.
 *  Throws Problem `not_your_agency`. */
export function ownAgency(
  c: Context,
  named: { readonly id: number; readonly slug: string },
): number {
  const principal = c.get('principal');
  if (!principal) throw new Problem('sign_in_first');
  if (principal.kind !== 'operator' && principal.agencyId !== named.id)
    throw new Problem('not_your_agency', {
      detail: `You act for “${principal.agency}”. Only its own people write for “${named.slug}”.`,
    });
  return named.id;
}
