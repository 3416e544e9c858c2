-- Files that come in: an agency's datasets, the imports that fill them, the months that were delivered, and reminders of those
-- that were not.
-- Not granted: insert, update, delete on any table here. An import writes as the owner, after the route has checked whose
-- dataset it is.

create type time_precision as enum ('minute', 'hour', 'day', 'month');
create type place_precision as enum ('exact', 'snapped', 'area');

create table dataset (
  id         integer generated always as identity primary key,
  agency_id  smallint not null references agency on delete restrict,
  slug       text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name       text not null check (length(name) between 1 and 200),
  -- the column mapping, corrected once by a person and used for every later file
  mapping    jsonb,
  -- how sensitive its records are (0 public to 3 most sensitive): agreements share up to a sensitivity
  sensitivity  smallint not null default 1 check (sensitivity between 0 and 3),
  unique (agency_id, slug),
  unique (id, agency_id)
);
comment on table dataset is 'One feed of one agency, with the column mapping remembered for it.';

alter table dataset enable row level security;
create policy read_by_partners on dataset for select using ((select viewer_agency()) is not null);
-- Not granted: mapping, which names an agency's own words and columns. Its people read it in own_mapping.
grant select (id, agency_id, slug, name, sensitivity) on dataset to commonground_member;

/* A security barrier: it reads past the column grants, so it states its whole condition itself. */
create view own_mapping with (security_barrier = true) as
select id as dataset_id, mapping
from dataset
where agency_id = (select viewer_agency())
  and (select viewer_may('imports.read'));
comment on view own_mapping is 'The column mapping remembered for each feed of the viewer''s own agency.';
grant select on own_mapping to commonground_member;

create table import (
  id           integer primary key default unused_id('import'),
  agency_id    smallint not null,
  dataset_id   integer not null,
  file_name    text not null check (length(file_name) between 1 and 300),
  file_sha256  text not null,
  file_bytes   bigint not null,
  format       text,
  mapping      jsonb,
  dry_run      boolean not null,
  state        text not null default 'received'
               check (state in ('received', 'reading', 'previewed', 'committing', 'done', 'failed', 'undone', 'discarded')),
  -- one sentence when the whole file was refused: {code, sentence}
  problem      jsonb,
  -- the file as first read: format, header, sample, questions (api/contract/intake.ts)
  inspection   jsonb,
  bytes_read   bigint not null default 0,
  rows_read             integer not null default 0,
  rows_accepted         integer not null default 0,
  rows_already_present  integer not null default 0,
  rows_changed          integer not null default 0,
  rows_withdrawn        integer not null default 0,
  rows_rejected         integer not null default 0,
  rows_without_place    integer not null default 0,
  -- how National Grid places became latitude and longitude, when the file had any
  grid_method  text check (grid_method in ('ostn15', 'helmert')),
  -- dry run only: {cells, first_day, last_day, kinds, skipped}
  preview      jsonb,
  first_day    date,
  last_day     date,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  sensitivity  smallint not null default 1 check (sensitivity between 0 and 3),
  -- who uploaded the file; null: the sample itself
  account_id   uuid references account on delete restrict,
  foreign key (dataset_id, agency_id) references dataset (id, agency_id) on delete restrict
);
create index on import (dataset_id, agency_id);
create index on import (created_at);
create index on import (account_id);
comment on table import is 'One uploaded file: its state, what became of its rows, and why if it was refused.';
comment on column import.sensitivity is 'What its rows are stored with; given with the file, or the feed''s own.';

alter table import enable row level security;
create policy read_by_own_agency on import for select
  using ((select viewer_may('imports.read')) and agency_id = (select viewer_agency()));
grant select on import to commonground_member;

create table import_reject (
  import_id  integer not null references import on delete cascade,
  seq        integer not null,
  part       text not null,
  line       integer not null,
  "column"   text not null,
  value      text not null,
  reason     text not null,
  primary key (import_id, seq)
);
comment on table import_reject is 'Rows that did not come in, beside the reason. Downloaded as CSV, corrected, sent again.';

alter table import_reject enable row level security;
create policy read_by_own_analyst on import_reject for select
  using (
    (select viewer_may('imports.manage'))
    -- an import that the viewer reads is one of their own agency's
    and exists (select from import where import.id = import_id)
  );
grant select on import_reject to commonground_member;

/* Rows of a file on their way in. Unlogged: after a crash the file is read again. */
create unlogged table import_row (
  import_id        integer not null,
  seq              integer not null,
  scope            integer,
  identity_hash    bigint not null,
  content_hash     bigint not null,
  source_ref       text,
  type_id          smallint not null,
  started_at       timestamptz not null,
  ended_at         timestamptz,
  local_day        date not null,
  time_precision   time_precision not null,
  longitude        double precision,
  latitude         double precision,
  easting          integer,
  northing         integer,
  place_precision  place_precision,
  cell             bigint,
  needles_min      integer,
  needles_max      integer,
  details          text
);
create index on import_row using brin (import_id);
comment on table import_row is 'Staged rows. Owner only.';

alter table import_row enable row level security;
create policy read_by_nobody on import_row using (false);
-- Not granted: select. Staged rows have exact places, and no agreement has been applied to them.

/* How staged rows relate to what the feed had stated before; rows that are simply new have no line here. */
create unlogged table import_match (
  import_id    integer not null,
  -- the staged row; null: the feed no longer states this incident
  seq          integer,
  incident_id  bigint not null,
  verdict      text not null check (verdict in ('already_present', 'changed', 'withdrawn'))
);
create index on import_match using brin (import_id);
comment on table import_match is 'Computed by the dry run and again by the import itself. Owner only.';

alter table import_match enable row level security;
create policy read_by_nobody on import_match using (false);
-- Not granted: select, as for import_row.

/* Which months a feed covered, so that a month without a delivery is missing and not zero. */
create table delivery (
  dataset_id  integer not null references dataset on delete cascade,
  month       date not null check (extract(day from month) = 1),
  import_id   integer not null references import on delete cascade,
  rows        integer not null check (rows > 0),
  primary key (dataset_id, month, import_id)
);
create index on delivery (import_id);
comment on table delivery is 'Rows per feed and month, one line an import: the gaps between them are what did not arrive.';

alter table delivery enable row level security;
create policy read_by_partners on delivery for select using ((select viewer_agency()) is not null);
-- Not granted: rows. Partners know that a month arrived, not how many records it holds.
grant select (dataset_id, month, import_id) on delivery to commonground_member;

/* When each month of each feed first arrived. Granted to nobody: members read deliveries_received(). The calendar's reminders,
   which no viewer requests, read it as the owner. */
create view delivery_arrival as
  select
    delivery.dataset_id,
    delivery.month,
    min(coalesce(import.finished_at, import.created_at)) as received_at
  from delivery
  join import on import.id = delivery.import_id
  group by delivery.dataset_id, delivery.month;
comment on view delivery_arrival is 'When each month of each feed first arrived.';

/* The same of every agency's feeds, for members: partners know of each other what has been delivered and when (s17A is a duty
   between them). It returns neither files nor numbers of rows: an import is its own agency's to read. */
create function deliveries_received()
returns table (dataset_id integer, month date, received_at timestamptz)
  language sql stable security definer
  set search_path from current
as $$
  select dataset_id, month, received_at
  from delivery_arrival
  where (select viewer_may('counts.read'))
$$;

/* A feed's reminders: a line each, for every partner to read, so that no two remind on the same day. */
create table delivery_reminder (
  id           bigint generated always as identity primary key,
  dataset_id   integer not null references dataset on delete restrict,
  -- its first day
  quarter      date not null check (quarter = date_trunc('quarter', quarter)::date),
  -- due_soon and missing: by the calendar; asked: by a partner
  why          text not null check (why in ('due_soon', 'missing', 'asked')),
  -- the partner that reminded
  agency_id    smallint references agency on delete restrict,
  account_id   uuid references account on delete restrict,
  reminded_on  date not null,
  -- how many people were notified; 0: the agency has nobody here who uploads files
  people       integer not null check (people >= 0),
  check ((why = 'asked') = (agency_id is not null) and (agency_id is null) = (account_id is null))
);
create unique index on delivery_reminder (dataset_id, quarter, why) where why <> 'asked';
create unique index on delivery_reminder (dataset_id, quarter, reminded_on) where why = 'asked';
create index on delivery_reminder (agency_id);
create index on delivery_reminder (account_id);
comment on table delivery_reminder is 'That an agency was reminded of a quarter that is due. Kept as evidence of the request.';

alter table delivery_reminder enable row level security;
create policy read_by_partners on delivery_reminder for select using ((select viewer_may('counts.read')));
-- Not granted: account_id. Which agency reminded is for partners, which person is for its own audit.
grant select (id, dataset_id, quarter, why, agency_id, reminded_on, people) on delivery_reminder to commonground_member;
