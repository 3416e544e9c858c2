/** All that the database holds, in a few letters: the same before and after a call that changes nothing. */
import { asOwner } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';

/** Who called and was refused is written down; a session remembers when it was last seen. */
const MOVES_BY_ITSELF = ['session', 'audit_event', 'audit_head', 'throttle', 'migration'];

export const fingerprint = (database: Database): Promise<Map<string, string>> =>
  asOwner(database, async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select relname as name
      from pg_class
      where relnamespace = current_schema()::regnamespace
        and relkind in ('r', 'p')
        and relname <> all (${MOVES_BY_ITSELF})
      order by 1`;
    const found = new Map<string, string>();
    for (const { name } of tables) {
      const [row] = await tx<{ text: string }[]>`
        select coalesce(md5(string_agg(one::text, ',' order by one::text)), '') as text
        from ${tx(name)} one`;
      found.set(name, row?.text ?? '');
    }
    return found;
  });

/** Lines of the audit about calls that were refused. */
export const deniedCalls = (database: Database): Promise<number> =>
  asOwner(database, async (tx) => {
    const [row] = await tx<{ n: number }[]>`
      select count(*)::int as n from audit_event where event = 'call.denied'`;
    return row?.n ?? 0;
  });
