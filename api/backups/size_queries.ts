/** How large the tables are. */
import type { OwnerTx } from '../db/as_agency.ts';

export async function databaseBytes(tx: OwnerTx): Promise<number> {
  const [row] = await tx<{ bytes: number }[]>`
    select coalesce(sum(pg_total_relation_size(oid)), 0)::float8 as bytes
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind = 'r'`;
  return row?.bytes ?? 0;
}
