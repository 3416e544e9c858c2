/** What the role of a connection may do. */
import type { Sql } from './connect.ts';

export interface Role {
  readonly name: string;
  readonly superuser: boolean;
  /** May pass row level security: by an attribute, or as the owner of tables of ours. */
  readonly more: boolean;
}

/** The role that a client signs in with. */
export const readRole = (sql: Sql) => sql<Role[]>`
  select
    rolname as name,
    rolsuper as superuser,
    rolsuper or rolbypassrls or rolcreaterole or exists (
      select
      from pg_class
      where relname = 'incident'
        and pg_has_role(pg_roles.oid, relowner, 'member')
    ) as more
  from pg_roles
  where rolname = session_user`;
