-- Notices: messages to members, the alerts that some of them are about, and who subscribes to alerts.

create table notice (
  id          integer primary key default unused_id('notice'),
  account_id  uuid not null,
  agency_id   smallint not null,
  -- the event it is about, such as delivery:12:2026-Q2: nobody is notified of it twice
  key         text not null check (length(key) between 1 and 200),
  subject     text not null check (length(trim(subject)) between 1 and 200),
  -- no more than may leave the building: it is sent by e-mail
  text        text not null check (length(trim(text)) between 1 and 4000),
  -- the page that shows the rest to whoever may read it
  path        text not null check (path ~ '^/([^/\\].*)?$' and length(path) <= 2000),
  created_at  timestamptz not null,
  attempts    smallint not null default 0 check (attempts >= 0),
  -- when it is sent next; null: it was sent, or sending was given up
  try_at      timestamptz,
  sent_at     timestamptz,
  -- a code: why it has not been sent yet, or never will be
  trouble     text check (length(trouble) between 1 and 100),
  unique (account_id, agency_id, key),
  foreign key (account_id, agency_id) references membership on delete restrict,
  check (sent_at is null or try_at is null)
);
create index on notice (try_at) where try_at is not null;
create index on notice (account_id, agency_id, created_at);
comment on table notice is 'A message to a member, written in the transaction of its event and sent afterwards.';

alter table notice enable row level security;
create policy read_by_its_recipient on notice for select using (
  agency_id = (select viewer_agency()) and account_id = (select viewer_account()));
-- Not granted: key, attempts and try_at, which are the server's; insert, update, delete, because the server writes and sends.
grant select (id, account_id, agency_id, subject, text, path, created_at, sent_at, trouble) on notice to commonground_member;

create table alert (
  id           integer primary key default unused_id('alert'),
  -- one feed's records of one kind and sensitivity: nobody reads the alert who may not read these one by one
  agency_id    smallint not null,
  dataset_id   integer not null,
  kind         smallint not null check (kind between 0 and 3),
  sensitivity  smallint not null check (sensitivity between 0 and 3),
  -- null: the whole partnership, while it has no areas
  area_id      integer references area on delete cascade,
  -- incidents: how many there were; needles: how many needles the finds hold
  signal       text not null check (signal in ('incidents', 'needles')),
  day          date not null,
  n            integer not null check (n > 0),
  -- needles: in so many finds
  finds        integer check (finds > 0),
  -- incidents: a day's mean; needles: a find's
  usual        double precision not null check (usual >= 0),
  -- so many days of the same weekday, or so many finds, of the eight weeks before
  held_to      smallint not null check (held_to > 0),
  p            double precision not null check (p >= 0 and p <= level),
  -- the p at which a day of one of so many series alerts
  level        double precision not null check (level > 0 and level < 1),
  series       integer not null check (series > 0),
  data_version bigint not null,
  made_at      timestamptz not null,
  -- when the subscribers were notified
  told_at      timestamptz,
  -- the records have changed since, and the day is no longer unusual
  taken_back_at timestamptz,
  foreign key (dataset_id, agency_id) references dataset (id, agency_id) on delete cascade,
  check ((signal = 'needles') = (finds is not null)),
  check (signal = 'incidents' or kind = 3),
  unique nulls not distinct (dataset_id, kind, sensitivity, area_id, signal, day)
);
create index on alert (dataset_id, agency_id);
create index on alert (area_id);
comment on table alert is 'An unusual day of one series: a feed, kind, sensitivity and area. Made once, notified once.';

alter table alert enable row level security;
-- A day's count in an area says more than an agreement of level cell gives (whole months, small ones left out): an alert is for
-- those alone who may read the very rows it is made of. viewer_grants() requires counts.read.
create policy read_by_grant on alert for select
  using (may_read_incidents((select viewer_grant_bits()), agency_id * 4 + sensitivity, kind));
-- Not granted: insert, update, delete. The owner makes alerts from every agency's rows.
grant select on alert to commonground_member;

create table subscription (
  id          integer primary key default unused_id('subscription'),
  account_id  uuid not null,
  agency_id   smallint not null,
  -- null: every area
  area_id     integer references area on delete cascade,
  kinds       text[] not null check (
    cardinality(kinds) > 0 and kinds <@ array['crime', 'asb', 'alcohol', 'needle_find']),
  made_at     timestamptz not null,
  foreign key (account_id, agency_id) references membership (account_id, agency_id) on delete cascade,
  unique nulls not distinct (account_id, agency_id, area_id)
);
create index on subscription (area_id);
comment on table subscription is 'Which alerts a person is to be notified of, acting for one agency. What they may read is checked at each alert.';

alter table subscription enable row level security;
-- One's own, for the agency one acts for. Administrators do not read what others subscribe to.
create policy kept_by_oneself on subscription
  using (
    (select viewer_may('counts.read'))
    and account_id = (select viewer_account())
    and agency_id = (select viewer_agency())
  );
-- Not granted: update. A subscription is changed by writing it anew.
grant select, insert, delete on subscription to commonground_member;
