-- Days on which far more happened than is usual there, and who wants to hear of them.

create index on area using gist (outline);

create table alert (
  id           integer generated always as identity primary key,
  -- one feed's records of one kind and sensitivity: nobody sees the alert who may not read these one by one
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
  -- the p at which a day of one of so many series alerts (api/hotspots/spike_family.ts)
  level        double precision not null check (level > 0 and level < 1),
  series       integer not null check (series > 0),
  data_version bigint not null,
  made_at      timestamptz not null,
  -- when whoever had subscribed was told
  told_at      timestamptz,
  -- the records say less by now
  taken_back_at timestamptz,
  foreign key (dataset_id, agency_id) references dataset (id, agency_id) on delete cascade,
  check ((signal = 'needles') = (finds is not null)),
  check (signal = 'incidents' or kind = 3),
  unique nulls not distinct (dataset_id, kind, sensitivity, area_id, signal, day)
);
create index on alert (dataset_id, agency_id);
create index on alert (area_id);
comment on table alert is 'An unusual day of one series: a feed, kind, sensitivity and area. Made once, told once.';

create table subscription (
  id          integer generated always as identity primary key,
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
comment on table subscription is 'Which alerts a person wants to be told of, acting for one agency. What they may see is asked again at each alert.';

alter table alert enable row level security;
alter table subscription enable row level security;

-- A day's count in an area is more than an agreement of level cell tells (whole months, small ones left out): an alert is
-- seen by those alone who may count the very rows it is made of. viewer_grants() asks for counts.read.
create policy seen_by_grant on alert for select
  using (agency_id * 16 + sensitivity * 4 + kind = any ((select viewer_grants())::integer[]));

-- One's own, for the agency one acts for: an administrator too has no business with what others want to hear of.
create policy kept_by_oneself on subscription
  using (
    (select viewer_may('counts.read'))
    and account_id = (select viewer_account())
    and agency_id = (select viewer_agency())
  );

-- Alerts are made by the owner (api/alerts) from every agency's rows: members read. A subscription is changed by
-- writing it anew.
grant select on alert to commonground_member;
grant select, insert, delete on subscription to commonground_member;
