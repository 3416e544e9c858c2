-- Notices: what a person is told, written with what it tells of, and sent afterwards.

create table notice (
  id          bigint generated always as identity primary key,
  account_id  uuid not null,
  agency_id   smallint not null,
  -- what it tells of, such as delivery:12:2026-Q2: nobody is told twice
  key         text not null check (length(key) between 1 and 200),
  subject     text not null check (length(trim(subject)) between 1 and 200),
  -- what stands in it: no more than may leave the building
  text        text not null check (length(trim(text)) between 1 and 4000),
  -- the page that shows the rest to whoever may see it
  path        text not null check (path ~ '^/([^/\\].*)?$' and length(path) <= 2000),
  created_at  timestamptz not null,
  attempts    smallint not null default 0 check (attempts >= 0),
  -- null: it is sent, or given up
  try_at      timestamptz,
  sent_at     timestamptz,
  -- why it has not gone yet, or never will: a word of api/notices/sender.ts
  trouble     text check (length(trouble) between 1 and 100),
  unique (account_id, agency_id, key),
  foreign key (account_id, agency_id) references membership on delete restrict,
  check (sent_at is null or try_at is null)
);
create index on notice (try_at) where try_at is not null;
create index on notice (account_id, agency_id, id);
comment on table notice is 'What a member is told. Sent by the server; whether it has gone is not for members to write.';

alter table notice enable row level security;
create policy own on notice for select using (
  agency_id = (select viewer_agency()) and account_id = (select viewer_account()));
grant select (id, account_id, agency_id, subject, text, path, created_at, sent_at, trouble) on notice to commonground_member;

/* A feed's reminders: a line each, for every partner to read, so that no two remind on the same day. */
create table delivery_reminder (
  id           bigint generated always as identity primary key,
  dataset_id   integer not null references dataset on delete restrict,
  -- its first day
  quarter      date not null check (quarter = date_trunc('quarter', quarter)::date),
  -- due_soon and missing: by the calendar; asked: by a partner
  why          text not null check (why in ('due_soon', 'missing', 'asked')),
  -- who asked
  agency_id    smallint references agency on delete restrict,
  account_id   uuid references account on delete restrict,
  reminded_on  date not null,
  -- how many people were told; 0: the agency has nobody here who hands files in
  people       integer not null check (people >= 0),
  check ((why = 'asked') = (agency_id is not null) and (agency_id is null) = (account_id is null))
);
create unique index on delivery_reminder (dataset_id, quarter, why) where why <> 'asked';
create unique index on delivery_reminder (dataset_id, quarter, reminded_on) where why = 'asked';
create index on delivery_reminder (agency_id);
create index on delivery_reminder (account_id);
comment on table delivery_reminder is 'That an agency was reminded of a quarter it owes. Kept: it shows that somebody asked.';

alter table delivery_reminder enable row level security;
create policy seen_by_partners on delivery_reminder for select using ((select viewer_may('counts.read')));
-- not account_id: which agency asked is for partners, which person for its own audit
grant select (id, dataset_id, quarter, why, agency_id, reminded_on, people) on delivery_reminder to commonground_member;
