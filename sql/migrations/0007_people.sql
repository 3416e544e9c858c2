-- Who works here: accounts, their membership of agencies, their sessions, and what each role may do.
-- A transaction states an account and an agency; everything else about the viewer is joined live from these tables,
-- so a membership that ends or an account that is disabled acts on the very next statement.

create table account (
  id             uuid primary key default gen_random_uuid(),
  -- operator: whoever may read the server's data folder anyway; acts for the agency the transaction states
  kind           text not null default 'person' check (kind in ('person', 'operator')),
  name           text not null check (length(trim(name)) between 1 and 120),
  -- the name to sign in with; null for those who never sign in by password (operator, one-click people)
  email          text unique check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
  -- a one-click person of the synthetic county, never beside real data
  sample         boolean not null default false,
  -- PHC string of argon2id; null: signs in some other way
  password_hash  text,
  disabled_at    timestamptz,
  created_at     timestamptz not null default now()
);
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

create table session (
  id            uuid primary key default gen_random_uuid(),
  -- SHA-256 of the token: the token itself is known to its bearer alone
  token_hash    bytea not null unique check (length(token_hash) = 32),
  account_id    uuid not null,
  agency_id     smallint not null,
  kind          text not null check (kind in ('browser', 'phone', 'script')),
  label         text not null default '' check (length(label) <= 200),
  created_at    timestamptz not null,
  -- when the person last proved who they are: what is delicate asks for a recent proof
  proved_at     timestamptz not null,
  last_seen_at  timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  foreign key (account_id, agency_id) references membership (account_id, agency_id) on delete cascade
);
create index on session (account_id, agency_id);
comment on table session is 'A browser, phone or script that is signed in. Owner only: members see theirs through api/auth.';

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

-- The agency that runs this installation: its administrators add agencies and areas and build public releases.
alter table partnership add column host_agency_id smallint references agency on delete restrict;
create index on partnership (host_agency_id);

/* Who asks, as the transaction states it; null when nobody did. */
create function stated_account() returns uuid
  language sql stable
  return nullif(current_setting('commonground.account', true), '')::uuid;

create function stated_agency() returns smallint
  language sql stable
  return nullif(current_setting('commonground.agency', true), '')::smallint;

/* Whether the transaction is a phone's: it acts as the street team alone, whatever else its person may do. */
create function stated_phone() returns boolean
  language sql stable
  return coalesce(current_setting('commonground.session', true), '') = 'phone';

-- What every policy asks is plpgsql: it keeps its plans from call to call. As SQL functions the same were planned anew
-- each time, and one reading of incidents spent thirty times as long on asking whose it was.

/* Roles of the stated account in the stated agency, now. None: no agency, ended, disabled, unknown. */
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

/* The agency this transaction acts for; null when the stated account is no member of it: then no row is seen. */
create or replace function viewer_agency() returns smallint
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

/* Whether the viewer's roles carry an operation; the partnership itself is managed from its host agency. */
create function viewer_may(wanted text) returns boolean
  language plpgsql stable security definer
  set search_path from current
as $$
begin
  return exists (
    select
    from permission
    where permission.operation = wanted
      and permission.role = any (viewer_roles())
      and (
        wanted <> 'partnership.manage'
        or exists (select from partnership where host_agency_id = stated_agency())
        or exists (select from account where account.id = stated_account() and account.kind = 'operator')
      )
  );
end
$$;

alter table account enable row level security;
alter table membership enable row level security;
alter table session enable row level security;
alter table permission enable row level security;

create policy seen_by_itself on account for select using (id = (select viewer_account()));
-- Administrators see their people: whoever they see a membership of.
create policy seen_by_own_administrator on account for select using (id in (select account_id from membership));
create policy seen_by_itself on membership for select using (account_id = (select viewer_account()));
create policy seen_by_own_administrator on membership for select
  using ((select viewer_may('people.manage')) and agency_id = (select viewer_agency()));
create policy changed_by_own_administrator on membership for update
  using ((select viewer_may('people.manage')) and agency_id = (select viewer_agency()));
create policy seen_by_nobody on session using (false);
create policy seen_by_partners on permission for select using ((select viewer_agency()) is not null);

-- Accounts, memberships and sessions begin in api/auth, as their owner; a password hash is never granted to anyone.
grant select (id, kind, name, email, sample, disabled_at, created_at) on account to commonground_member;
grant select on membership, permission to commonground_member;
grant update (roles, ended_at) on membership to commonground_member;

-- Finds remember who logged them: the street team reads its own.
alter table find add column account_id uuid references account on delete restrict;
create index on find (account_id);
