-- How people sign in: sessions, passkeys, second factors, the agencies' identity providers, invitations, sign-ins under way,
-- and rate limits.
-- Not granted to members: anything in this chapter. The owner reads and writes these tables before the viewer is known.
-- Row level security shows members no row: there is no policy, or one that is false.

create table session (
  id            uuid primary key default gen_random_uuid(),
  -- SHA-256 of the token: only its bearer has the token itself
  token_hash    bytea not null unique check (length(token_hash) = 32),
  account_id    uuid not null,
  agency_id     smallint not null,
  kind          text not null check (kind in ('browser', 'phone', 'script')),
  label         text not null default '' check (length(label) <= 200),
  created_at    timestamptz not null,
  -- when the person last proved who they are: delicate operations need a recent proof
  proved_at     timestamptz not null,
  last_seen_at  timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  vouched_by    smallint references agency on delete restrict,
  -- the default gives no rights: whoever makes a session says that it is strong
  strong        boolean not null default false,
  foreign key (account_id, agency_id) references membership (account_id, agency_id) on delete cascade
);
create index on session (account_id, agency_id);
create index on session (vouched_by);
comment on table session is 'A browser, phone or script that is signed in. Owner only.';
comment on column session.vouched_by is 'The agency whose provider proved who it is: the session acts for that agency only. Null: proved to us.';
comment on column session.strong is 'Proved by two factors or by an agency''s provider: without, it carries the roles street and reader only.';
alter table session enable row level security;
create policy read_by_nobody on session using (false);

create table passkey (
  id            integer primary key default unused_id('passkey'),
  account_id    uuid not null references account on delete cascade,
  -- base64url, as browsers name it
  credential    text not null unique check (credential ~ '^[A-Za-z0-9_-]+$' and length(credential) between 16 and 1400),
  -- COSE_Key
  public_key    bytea not null,
  -- the device's signature counter; always 0 where the device does not count
  counter       bigint not null check (counter >= 0),
  transports    text[] not null,
  label         text not null check (length(trim(label)) between 1 and 80),
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index on passkey (account_id);
comment on table passkey is 'What a person''s devices prove themselves by. Public keys only: nothing here can sign anybody in.';
alter table passkey enable row level security;

create table totp (
  account_id  uuid primary key references account on delete cascade,
  -- encrypted; the key is not in the database
  secret      text not null,
  -- the time step of the last code that was accepted: a code is valid once
  last_step   bigint not null,
  created_at  timestamptz not null
);
comment on table totp is 'Authenticator apps, one a person.';
alter table totp enable row level security;

create table identity_provider (
  agency_id   smallint primary key references agency on delete restrict,
  -- exactly as in its discovery document
  issuer      text not null check (length(issuer) between 1 and 500),
  client_id   text not null check (length(client_id) between 1 and 300),
  -- encrypted; null: a public client
  secret      text,
  -- the tid every token must carry; null where the issuer is one organisation's own
  tenant      text check (length(tenant) between 1 and 200),
  enabled     boolean not null,
  changed_at  timestamptz not null
);
comment on table identity_provider is 'Where an agency''s people sign in with the account they have at work (OpenID Connect).';
alter table identity_provider enable row level security;

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
alter table identity enable row level security;

create table invitation (
  id            integer primary key default unused_id('invitation'),
  -- SHA-256 of the token in the link
  token_hash    bytea not null unique check (length(token_hash) = 32),
  -- person: joins an agency; reset: gets new ways of signing in; first_administrator: sets up the host agency
  kind          text not null check (kind in ('person', 'reset', 'first_administrator')),
  agency_id     smallint references agency on delete restrict,
  roles         text[] check (
    cardinality(roles) > 0
    and roles <@ array['administrator', 'analyst', 'tasking', 'owner', 'street', 'reader']),
  account_id    uuid references account on delete cascade,
  email         text check (email ~ '^[a-z0-9._%+''-]+@[a-z0-9.-]+$' and length(email) <= 254),
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
comment on table invitation is 'Links by which a person joins or resets their sign-in: valid once and for seven days.';
alter table invitation enable row level security;

create table sign_in_attempt (
  id             integer generated always as identity primary key,
  -- SHA-256 of the token that ties it to one browser
  token_hash     bytea not null unique check (length(token_hash) = 32),
  -- second_factor: the password was right · enrol: the same, and a second factor is to be set up or changed ·
  -- passkey: a challenge was sent · openid: the browser is at its provider
  kind           text not null check (kind in ('second_factor', 'enrol', 'passkey', 'openid')),
  account_id     uuid references account on delete cascade,
  agency_id      smallint references agency on delete cascade,
  invitation_id  integer references invitation on delete cascade,
  -- encrypted: nonce and verifier, challenge, or the new secret
  secrets        text not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz
);
create index on sign_in_attempt (account_id);
create index on sign_in_attempt (agency_id);
create index on sign_in_attempt (invitation_id);
create index on sign_in_attempt (expires_at);
comment on table sign_in_attempt is 'Sign-ins that have begun and not ended: minutes old, each valid once. Not sessions.';
alter table sign_in_attempt enable row level security;

create table known_device (
  -- SHA-256 of the token in the browser's cookie
  token_hash    bytea not null check (length(token_hash) = 32),
  account_id    uuid not null references account on delete cascade,
  vouched_by    smallint references agency on delete restrict,
  last_used_at  timestamptz not null,
  expires_at    timestamptz not null,
  primary key (token_hash, account_id)
);
create index on known_device (account_id);
create index on known_device (vouched_by);
create index on known_device (expires_at);
comment on table known_device is 'Browsers in which a person has signed in. It lets nobody in: attempts from there are counted apart, so that strangers'' wrong passwords do not lock the person out.';
comment on column known_device.vouched_by is 'The agency whose provider proved who it was: no account of guesses at a password of ours. Null: proved to us.';
alter table known_device enable row level security;

create table throttle (
  -- what is counted
  counted   text not null check (counted in (
    'account', 'account_address', 'second_factor', 'address', 'link',
    'device', 'device_password', 'device_second_factor')),
  -- SHA-256 of the sign-in name, the account's id, the address or the device: strangers' names are not kept
  key       bytea not null check (length(key) = 32),
  attempts  integer not null check (attempts >= 0),
  since     timestamptz not null,
  primary key (counted, key)
);
create index on throttle (since);
comment on table throttle is 'Rate limits: attempts since a moment. Counted before an attempt is checked.';
alter table throttle enable row level security;
