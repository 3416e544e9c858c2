/** Tables that members are granted nothing of, asked about all the same: were they granted by mistake, their policies
 *  would still show nothing and take nothing. */
import type { OwnerTx } from '#api/db/as_agency.ts';
import { GRANTED, MEMBER } from './privileges.ts';
import type { Question } from './reads.ts';

export async function OWNER_ONLY(tx: OwnerTx): Promise<Question[]> {
  const tables = await tx<{ name: string }[]>`
    select relname as name
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind in ('r', 'p')
      and relname <> 'migration'
    order by 1`;
  return tables
    .filter(({ name }) => !(name in GRANTED))
    .flatMap(({ name }): Question[] => [
      {
        about: name,
        title: `rows of ${name}, if they were granted`,
        probe: {
          first: `grant select on ${name} to ${MEMBER}`,
          read: `select to_jsonb(count(*)) from ${name}`,
        },
        expected: () => ({ is: 0 }),
      },
      {
        about: name,
        title: `emptying ${name}, if that were granted`,
        probe: {
          first: `grant select, delete on ${name} to ${MEMBER}`,
          change: `delete from ${name}`,
        },
        expected: () => ({ changed: 0 }),
      },
      {
        about: name,
        title: `adding to ${name}, if that were granted`,
        // a policy refuses before a missing value does
        probe: {
          first: `grant insert on ${name} to ${MEMBER}`,
          change: `insert into ${name} default values`,
        },
        expected: () => 'refused',
      },
    ]);
}
