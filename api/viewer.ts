/** For whom a request reads and writes. There is no sign-in yet: whoever reaches the server acts for the agency
 *  named in the `acting-agency` header, or for the partnership's first one. The transaction states it all the
 *  same, so every policy already applies. */
import type { Context } from 'hono';
import { asAgency, type AgencyTx } from './db/as_agency.ts';
import type { House } from './house.ts';
import { agencyBySlug, firstAgency } from './partnership/queries.ts';
import { Problem } from './problem.ts';

/** Runs `work` for the request's agency. Throws Problem `unknown_agency`. */
export async function asViewer<T>(
  house: House,
  c: Context,
  work: (tx: AgencyTx, agencyId: number) => Promise<T>,
): Promise<T> {
  const slug = c.req.header('acting-agency');
  const agencyId = slug
    ? await agencyBySlug(house.database, slug)
    : await firstAgency(house.database);
  return asAgency(house.database, agencyId, (tx) => work(tx, agencyId));
}

/** The same for what an agency does and not only sees: refused with `unknown_agency` while there is none. */
export const asMember = <T>(
  house: House,
  c: Context,
  work: (tx: AgencyTx, agencyId: number) => Promise<T>,
): Promise<T> =>
  asViewer(house, c, (tx, agencyId) => {
    if (agencyId === 0)
      throw new Problem('unknown_agency', {
        detail:
          'There is no agency yet. Add one: npm run cli -- agency add SLUG --name NAME --kind KIND.',
      });
    return work(tx, agencyId);
  });
