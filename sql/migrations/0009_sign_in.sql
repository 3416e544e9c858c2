-- How people come in: passkeys, second factors, the agencies' own providers, links that invite, what is under way, and
-- how often somebody has tried. All of it belongs to the owner alone: api/auth reads and writes it before it is known
-- who asks, so members are granted nothing here, and there are no policies that could be got wrong.

-- An agency's provider vouches for its people there, and not for what they do at other agencies they belong to.
alter table session add column vouched_by smallint references agency on delete restrict;
create index on session (vouched_by);
-- No default that lets anybody in: whoever makes a session says it.
alter table session add column strong boolean not null default false;
comment on column session.strong is 'Proved by two factors or by an agency''s provider: without, it carries the roles street and reader only.';
comment on column session.vouched_by is 'The agency whose provider proved who it is: the session acts for that agency only. Null: proved to us.';

create table passkey (
  id            integer generated always as identity primary key,
  account_id    uuid not null references account on delete cascade,
  -- base64url, as browsers name it
  credential    text not null unique check (credential ~ '^[A-Za-z0-9_-]+$' and length(credential) between 16 and 1400),
  -- COSE_Key
  public_key    bytea not null,
  -- what the device has counted to; 0 forever where it does not count
  counter       bigint not null check (counter >= 0),
  transports    text[] not null,
  label         text not null check (length(trim(label)) between 1 and 80),
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index on passkey (account_id);
comment on table passkey is 'What a person''s devices prove themselves by. Public keys only: nothing here lets anybody in.';

create table totp (
  account_id  uuid primary key references account on delete cascade,
  -- sealed (api/auth/seal.ts): the key is not in the database
  secret      text not null,
  -- the time step of the last code that was taken: a code is good once
  last_step   bigint not null,
  created_at  timestamptz not null
);
comment on table totp is 'Authenticator apps, one a person.';

create table identity_provider (
  agency_id   smallint primary key references agency on delete restrict,
  -- exactly as in its discovery document
  issuer      text not null check (length(issuer) between 1 and 500),
  client_id   text not null check (length(client_id) between 1 and 300),
  -- sealed; null: a public client
  secret      text,
  -- the tid every token must carry; null where the issuer is one organisation's own
  tenant      text check (length(tenant) between 1 and 200),
  enabled     boolean not null,
  changed_at  timestamptz not null
);
comment on table identity_provider is 'Where an agency''s people sign in with the account they have at work (OpenID Connect).';

create table identity (
  issuer        text not null,
  subject       text not null check (length(subject) between 1 and 300),
  account_id    uuid not null references account on delete cascade,
  created_at    timestamptz not null,
  last_used_at  timestamptz,
  primary key (issuer, subject)
);
create index on identity (account_id);
comment on table identity is 'Whom a provider means: issuer and subject, linked by an invitation. Never an e-mail address, which can pass to somebody else.';

create table invitation (
  id            integer generated always as identity primary key,
  -- SHA-256 of the token in the link
  token_hash    bytea not null unique check (length(token_hash) = 32),
  -- person: joins an agency; reset: gets new ways of signing in; first_administrator: sets up the host agency
  kind          text not null check (kind in ('person', 'reset', 'first_administrator')),
  agency_id     smallint references agency on delete restrict,
  roles         text[] check (
    cardinality(roles) > 0
    and roles <@ array['administrator', 'analyst', 'tasking', 'owner', 'street', 'reader']),
  account_id    uuid references account on delete cascade,
  email         text check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
  name          text check (length(trim(name)) between 1 and 120),
  invited_by    uuid references account on delete restrict,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  withdrawn_at  timestamptz,
  check (case kind
    when 'person' then num_nulls(agency_id, roles, email, name) = 0 and account_id is null
    when 'reset' then num_nulls(agency_id, account_id) = 0 and num_nonnulls(roles, email, name) = 0
    else num_nonnulls(agency_id, roles, account_id, email, name) = 0
  end)
);
create index on invitation (agency_id);
create index on invitation (account_id);
create index on invitation (invited_by);
comment on table invitation is 'Links that let somebody in, good once and for seven days.';

create table sign_in_attempt (
  id             integer generated always as identity primary key,
  -- SHA-256 of the token that ties it to one browser
  token_hash     bytea not null unique check (length(token_hash) = 32),
  -- second_factor: the password was right · enrol: and a second factor must be set up now, or is being changed ·
  -- passkey: a challenge is out · openid: the browser is at its provider
  kind           text not null check (kind in ('second_factor', 'enrol', 'passkey', 'openid')),
  account_id     uuid references account on delete cascade,
  agency_id      smallint references agency on delete cascade,
  invitation_id  integer references invitation on delete cascade,
  -- sealed: nonce and verifier, challenge, or the new secret
  secrets        text not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz
);
create index on sign_in_attempt (account_id);
create index on sign_in_attempt (agency_id);
create index on sign_in_attempt (invitation_id);
create index on sign_in_attempt (expires_at);
comment on table sign_in_attempt is 'Sign-ins that have begun and not ended: minutes old, each good once. Not sessions.';

create table throttle (
  -- what is counted (api/auth/throttle.ts)
  counted   text not null check (counted in ('account', 'second_factor', 'address', 'link')),
  -- SHA-256 of the sign-in name, the account's id, or the address: strangers' names are not kept
  key       bytea not null check (length(key) = 32),
  attempts  integer not null check (attempts >= 0),
  since     timestamptz not null,
  primary key (counted, key)
);
create index on throttle (since);
comment on table throttle is 'How often somebody has tried since when. Counted before a try is looked at.';

-- Who handed a file in; null: the sample itself, or before people had accounts.
alter table import add column account_id uuid references account on delete restrict;
create index on import (account_id);

/* Whether anything of a real partnership is here: a person who is none of the sample's, or a record that such a person
   (or the operator) put in. What a one-click person tries out on this machine is not. */
create function real_data_present() returns boolean
  language sql stable
  set search_path from current
as $$
  select
    exists (select from account where kind = 'person' and not sample)
    or exists (
      select
      from import
      join account on account.id = import.account_id
      where not account.sample
        and not import.dry_run
        and import.state in ('committing', 'done')
    )
    or exists (
      select
      from find
      join account on account.id = find.account_id
      where not account.sample
    )
$$;

alter table passkey enable row level security;
alter table totp enable row level security;
alter table identity_provider enable row level security;
alter table identity enable row level security;
alter table invitation enable row level security;
alter table sign_in_attempt enable row level security;
alter table throttle enable row level security;

-- Nothing is granted to members: see the top.
revoke execute on function real_data_present() from public;
