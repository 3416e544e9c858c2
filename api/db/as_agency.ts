/** The only makers of transactions. A member's transaction states whose it is, and row level security does the
 *  rest; the owner's is for what members may not do themselves (intake, the hex index, sign-in, set-up). */
import { isOutOfRoom } from './out_of_room.ts';
import { isUnavailable } from './unavailable.ts';
import type { Database, Sql, Tx } from './connect.ts';

declare const agencyMark: unique symbol;
declare const ownerMark: unique symbol;
export type AgencyTx = Tx & { readonly [agencyMark]: true };
export type OwnerTx = Tx & { readonly [ownerMark]: true };

/** Whose transaction it is. The database itself looks up, each time, whether this account is (still) a member of
 *  this agency, and in which roles; if not, the transaction sees no row. */
export interface Viewer {
  readonly accountId: string;
  readonly agencyId: number;
  /** The kind of session: a phone's acts as the street team only, whatever else its person may do. */
  readonly kind?: 'browser' | 'phone' | 'script' | 'operator';
}

/** Runs `work` as `viewer`. Settings end with the transaction. Exact places and free text are columns of a role
 *  that is taken only where the viewer's roles carry `points.read`. */
export async function asAgency<T>(
  database: Database,
  viewer: Viewer,
  work: (tx: AgencyTx) => Promise<T>,
  isolation: '' | 'isolation level repeatable read' = '',
): Promise<T> {
  const client = database.memberSql;
  const result = await client
    .begin(modeOf(database, isolation), async (tx) => {
      await tx`
      select
        set_config('search_path', ${`${database.schema}, public`}, true),
        set_config('commonground.account', ${viewer.accountId}, true),
        set_config('commonground.agency', ${String(viewer.agencyId)}, true),
        set_config('commonground.session', ${viewer.kind ?? ''}, true),
        set_config(
          'role',
          case when ${tx(database.schema)}.viewer_may('points.read')
            then 'commonground_point_reader'
            else 'commonground_member'
          end,
          true)`;
      const done = await work(tx as AgencyTx); // as: this is where the mark is given
      database.check();
      return done;
    })
    .catch((error: unknown) => passOn(database, client, error));
  return result as T; // as: postgres.js unwraps arrays of promises, which work never returns
}

/** Runs `work` as the owner of the tables, past row level security. The caller has checked who it is for. */
export async function asOwner<T>(
  database: Database,
  work: (tx: OwnerTx) => Promise<T>,
  isolation: '' | 'isolation level repeatable read' = '',
): Promise<T> {
  const client = database.sql;
  const result = await client
    .begin(modeOf(database, isolation), async (tx) => {
      await tx`select set_config('search_path', ${`${database.schema}, public`}, true)`;
      const done = await work(tx as OwnerTx); // as: this is where the mark is given
      database.check();
      return done;
    })
    .catch((error: unknown) => passOn(database, client, error));
  return result as T; // as: see above
}

/** The history of what an owner's transaction then writes names them. It gives no rights: an owner has all. */
export const onBehalfOf = (
  tx: OwnerTx,
  { accountId, agencyId }: { readonly accountId: string | null; readonly agencyId: number | null },
) => tx`
  select
    set_config('commonground.account', ${accountId ?? ''}, true),
    set_config('commonground.agency', ${String(agencyId ?? '')}, true)`;

/** Where there is no room left the database itself refuses every write, whoever makes it. */
const modeOf = ({ storage }: Database, isolation: string): string =>
  storage.room === 'none' ? `${isolation} read only`.trimStart() : isolation;

function passOn(database: Database, client: Sql, error: unknown): never {
  if (isUnavailable(error)) database.connectionLost(client);
  if (isOutOfRoom(error)) database.storage.refused();
  throw error;
}
