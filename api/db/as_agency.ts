/** The only makers of transactions. A member's transaction states its role and agency, and row level security
 *  does the rest; the owner's is for what members may not do themselves (intake, the hex index, set-up). */
import { isAway } from './away.ts';
import type { Database, Sql, Tx } from './connect.ts';

declare const agencyMark: unique symbol;
declare const ownerMark: unique symbol;
export type AgencyTx = Tx & { readonly [agencyMark]: true };
export type OwnerTx = Tx & { readonly [ownerMark]: true };

/** Runs `work` as a member of agency `agencyId`. Settings end with the transaction. */
export async function asAgency<T>(
  database: Database,
  agencyId: number,
  work: (tx: AgencyTx) => Promise<T>,
): Promise<T> {
  const client = database.sql;
  const result = await client
    .begin(async (tx) => {
      await tx`
      select
        set_config('search_path', ${`${database.schema}, public`}, true),
        set_config('commonground.agency', ${String(agencyId)}, true),
        set_config('role', 'commonground_member', true)`;
      return work(tx as AgencyTx); // as: this is where the mark is given
    })
    .catch((error: unknown) => passOn(database, client, error));
  return result as T; // as: postgres.js unwraps arrays of promises, which work never returns
}

/** Runs `work` as the owner of the tables, past row level security. The caller has checked who asks. */
export async function asOwner<T>(
  database: Database,
  work: (tx: OwnerTx) => Promise<T>,
  isolation: '' | 'isolation level repeatable read' = '',
): Promise<T> {
  const client = database.sql;
  const result = await client
    .begin(isolation, async (tx) => {
      await tx`select set_config('search_path', ${`${database.schema}, public`}, true)`;
      return work(tx as OwnerTx); // as: this is where the mark is given
    })
    .catch((error: unknown) => passOn(database, client, error));
  return result as T; // as: see above
}

function passOn(database: Database, client: Sql, error: unknown): never {
  if (isAway(error)) database.lost(client);
  throw error;
}
