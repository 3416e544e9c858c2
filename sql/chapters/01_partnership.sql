-- Who takes part: agencies, their people, what each role may do; and who the viewer of a transaction is.
-- Every chapter runs with search_path = (the partnership's schema, public), so nothing here names a schema.

create extension if not exists postgis with schema public;

-- Two roles. A member's transaction takes commonground_member. One whose viewer's roles carry points.read takes
-- commonground_point_reader, which also reads exact places, references and free text.
-- Roles belong to the whole cluster: a second partnership's schema finds them already made.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['commonground_member', 'commonground_point_reader'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
    if current_user <> wanted and not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to %I', wanted, current_user);
    end if;
    execute format('grant usage on schema %I to %I', current_schema(), wanted);
  end loop;
  -- an owner that may make no roles finds them made, and granted (sql/roles.sh)
  if not pg_has_role('commonground_point_reader', 'commonground_member', 'member') then
    grant commonground_member to commonground_point_reader;
  end if;
end
$$;

-- --- ids --------------------------------------------------------------------------------------------------------

/* An id for a row that not every partner may see. A sequence would tell each of them how many such rows the others have made
   since: these ids are drawn by chance (gen_random_uuid is cryptographically strong, so that none tells the next), and drawn
   again where a row has it. Tables whose rows every partner sees are numbered. */
create function unused_id(of_table text, of_column text default 'id') returns integer
  language plpgsql volatile
  set search_path from current
as $$
declare
  chosen integer;
  taken boolean;
begin
  loop
    chosen := ('x' || left(gen_random_uuid()::text, 8))::bit(32)::integer & 2147483647;
    execute format('select exists (select from %I where %I = $1)', of_table, of_column) into taken using chosen;
    exit when chosen > 0 and not taken;
  end loop;
  return chosen;
end
$$;

-- --- the viewer -----------------------------------------------------------------------------------------------
-- A transaction states an account and an agency. Everything else about the viewer is joined from this chapter's tables,
-- so a membership that ends or an account that is disabled acts on the next statement.
-- Policies call these functions as (select viewer_…()): once a statement, not once a row.
-- They are plpgsql because it keeps its plans from call to call. As SQL functions they were planned at each call: reading
-- incidents one by one took thirty times as long.

/* The account that the transaction states; null when it states none. */
create function stated_account() returns uuid
  language sql stable
  return nullif(current_setting('commonground.account', true), '')::uuid;

/* The agency that the transaction states; null when it states none. */
create function stated_agency() returns smallint
  language sql stable
  return nullif(current_setting('commonground.agency', true), '')::smallint;

/* Whether the transaction is a phone's: it acts as the street team alone, whatever else its person may do. */
create function stated_phone() returns boolean
  language sql stable
  return coalesce(current_setting('commonground.session', true), '') = 'phone';

/* Roles of the stated account in the stated agency, now. Null: no agency, ended, disabled or unknown. */
create function viewer_roles() returns text[]
  language plpgsql stable security definer
  set search_path from current
as $$
begin
  return (
    select case when stated_phone() then array['street'] else membership.roles end
    from membership
    join account on account.id = membership.account_id
    where membership.account_id = stated_account()
      and membership.agency_id = stated_agency()
      and membership.ended_at is null
      and account.disabled_at is null
      and account.kind = 'person'
    union all
    select array['administrator', 'analyst']
    from account
    join agency on agency.id = stated_agency()
    where account.id = stated_account()
      and account.kind = 'operator'
      and account.disabled_at is null
  );
end
$$;

/* The agency that this transaction acts for; null when the stated account is no member of it: then it reads no row. */
create function viewer_agency() returns smallint
  language plpgsql stable
  set search_path from current
as $$
begin
  return case when viewer_roles() is not null then stated_agency() end;
end
$$;

/* The account, under the same condition. */
create function viewer_account() returns uuid
  language plpgsql stable
  set search_path from current
as $$
begin
  return case when viewer_roles() is not null then stated_account() end;
end
$$;

/* Whether the viewer's roles carry an operation. The partnership itself is managed from its host agency. */
create function viewer_may(wanted text) returns boolean
  language plpgsql stable security definer
  set search_path from current
as $$
declare
  roles text[] := viewer_roles();
begin
  return exists (
    select
    from permission
    where permission.operation = wanted
      and permission.role = any (roles)
      and (
        wanted <> 'partnership.manage'
        or exists (select from partnership where host_agency_id = stated_agency())
        or exists (select from account where account.id = stated_account() and account.kind = 'operator')
      )
  );
end
$$;

-- --- agencies -------------------------------------------------------------------------------------------------

create table agency (
  id    smallint generated always as identity primary key check (id between 1 and 8000),
  slug  text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name  text not null check (length(name) between 1 and 200),
  kind  text not null check (kind in ('police', 'council', 'nhs', 'ambulance', 'fire', 'probation', 'drug_service', 'housing', 'other'))
);
comment on table agency is 'A partner that owns data and actions. id * 4 + sensitivity is the share key of its rows.';

alter table agency enable row level security;
create policy read_by_partners on agency for select using ((select viewer_agency()) is not null);
-- Not granted: insert, update, delete. The operator adds agencies (npm run cli).
grant select on agency to commonground_member;

create table partnership (
  only_row   boolean primary key default true check (only_row),
  name       text not null check (length(name) between 1 and 200),
  -- the synthetic county: every screen says so from its first row on; a load that was cut short is continued
  sample     text not null default 'none' check (sample in ('none', 'loading', 'loaded')),
  -- ties files beside the database (the saved hex index) to this very database
  instance   uuid not null default gen_random_uuid(),
  -- the agency that runs this installation: its administrators add agencies and areas and build public releases
  host_agency_id  smallint references agency on delete restrict
);
create index on partnership (host_agency_id);
comment on table partnership is 'One row: the partnership whose schema this is.';
insert into partnership (name) values ('Community Safety Partnership');

alter table partnership enable row level security;
create policy read_by_partners on partnership for select using ((select viewer_agency()) is not null);
-- Not granted: insert, update, delete. The operator sets it up (npm run cli).
grant select on partnership to commonground_member;

-- --- people ---------------------------------------------------------------------------------------------------

create table account (
  id             uuid primary key default gen_random_uuid(),
  -- operator: whoever may read the server's data folder anyway; acts for the agency the transaction states
  kind           text not null default 'person' check (kind in ('person', 'operator')),
  name           text not null check (length(trim(name)) between 1 and 120),
  -- the name to sign in with; null for those who never sign in by password (operator, one-click people).
  -- Not unique: an agency's invitation must not take another's person's address (they are told apart by the password)
  email          text check (email ~ '^[a-z0-9._%+''-]+@[a-z0-9.-]+$' and length(email) <= 254),
  -- a one-click person of the synthetic county, never beside real data
  sample         boolean not null default false,
  -- PHC string of argon2id; null: signs in some other way
  password_hash  text,
  disabled_at    timestamptz,
  created_at     timestamptz not null default now()
);
create index on account (email);
comment on table account is 'A person (or the operator). What they may do hangs on membership, never on the account.';

create table membership (
  account_id  uuid not null references account on delete restrict,
  agency_id   smallint not null references agency on delete restrict,
  roles       text[] not null check (
    cardinality(roles) > 0
    and roles <@ array['administrator', 'analyst', 'tasking', 'owner', 'street', 'reader']),
  since       timestamptz not null default now(),
  ended_at    timestamptz,
  primary key (account_id, agency_id)
);
create index on membership (agency_id);
comment on table membership is 'Whom a person acts for, and in which roles. Ended, never deleted: the audit refers to it.';

alter table account enable row level security;
create policy read_by_itself on account for select using (id = (select viewer_account()));
-- Administrators read their own agency's people: the accounts whose membership they read.
create policy read_by_own_administrator on account for select using (id in (select account_id from membership));
-- Not granted: password_hash, to anyone; insert, update, delete, because an account begins and changes with its sign-in,
-- which the owner writes.
grant select (id, kind, name, email, sample, disabled_at, created_at) on account to commonground_member;

alter table membership enable row level security;
create policy read_by_itself on membership for select using (account_id = (select viewer_account()));
create policy read_by_own_administrator on membership for select
  using ((select viewer_may('people.manage')) and agency_id = (select viewer_agency()));
create policy changed_by_own_administrator on membership for update
  using ((select viewer_may('people.manage')) and agency_id = (select viewer_agency()));
-- Not granted: insert, because a membership begins with an invitation that its person accepts; delete, because it ends.
grant select on membership to commonground_member;
grant update (roles, ended_at) on membership to commonground_member;

create table permission (
  role       text not null check (role in ('administrator', 'analyst', 'tasking', 'owner', 'street', 'reader')),
  operation  text not null,
  primary key (role, operation)
);
comment on table permission is 'What each role may do. Held equal to api/contract/permissions.ts by a test.';
insert into permission (role, operation) values
  ('administrator', 'partnership.read'),
  ('administrator', 'counts.read'),
  ('administrator', 'imports.read'),
  ('administrator', 'actions.read'),
  ('administrator', 'agreements.read'),
  ('administrator', 'agreements.manage'),
  ('administrator', 'people.manage'),
  ('administrator', 'audit.read'),
  ('administrator', 'partnership.manage'),
  ('analyst', 'partnership.read'),
  ('analyst', 'counts.read'),
  ('analyst', 'points.read'),
  ('analyst', 'finds.read'),
  ('analyst', 'finds.log'),
  ('analyst', 'exports.make'),
  ('analyst', 'imports.read'),
  ('analyst', 'imports.manage'),
  ('analyst', 'actions.read'),
  ('analyst', 'hotspots.edit'),
  ('analyst', 'actions.assign'),
  ('analyst', 'actions.report'),
  ('analyst', 'views.save'),
  ('analyst', 'agreements.read'),
  ('tasking', 'partnership.read'),
  ('tasking', 'counts.read'),
  ('tasking', 'finds.read'),
  ('tasking', 'finds.log'),
  ('tasking', 'exports.make'),
  ('tasking', 'imports.read'),
  ('tasking', 'actions.read'),
  ('tasking', 'hotspots.edit'),
  ('tasking', 'actions.assign'),
  ('tasking', 'actions.report'),
  ('tasking', 'views.save'),
  ('tasking', 'agreements.read'),
  ('owner', 'partnership.read'),
  ('owner', 'counts.read'),
  ('owner', 'finds.read'),
  ('owner', 'finds.log'),
  ('owner', 'actions.read'),
  ('owner', 'actions.report'),
  ('owner', 'agreements.read'),
  ('street', 'partnership.read'),
  ('street', 'finds.log'),
  ('reader', 'partnership.read'),
  ('reader', 'counts.read'),
  ('reader', 'actions.read'),
  ('reader', 'agreements.read');

alter table permission enable row level security;
create policy read_by_partners on permission for select using ((select viewer_agency()) is not null);
-- Not granted: insert, update, delete. Permissions change with the program, in a migration.
grant select on permission to commonground_member;
