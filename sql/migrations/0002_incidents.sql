-- Datasets, the imports that fill them, and the incidents themselves.

create type time_precision as enum ('minute', 'hour', 'day', 'month');
create type place_precision as enum ('exact', 'snapped', 'area');

create table dataset (
  id         integer generated always as identity primary key,
  agency_id  smallint not null references agency on delete restrict,
  slug       text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name       text not null check (length(name) between 1 and 200),
  -- the column mapping, corrected once by a person and used for every later file
  mapping    jsonb,
  unique (agency_id, slug),
  unique (id, agency_id)
);
comment on table dataset is 'One feed of one agency, with the column mapping remembered for it.';

create table import (
  id           integer generated always as identity primary key,
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
  -- the first look at the file: format, header, sample, questions (api/contract/intake.ts)
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
  foreign key (dataset_id, agency_id) references dataset (id, agency_id) on delete restrict
);
create index on import (dataset_id, agency_id);
create index on import (created_at);
comment on table import is 'One file handed in: its state, what became of its rows, and why if it was refused.';

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
comment on table import_row is 'Staged rows. Owner only: members never read it, so it carries no policy but "none".';

/* How staged rows relate to what the feed had stated before; rows that are simply new have no line here. */
create unlogged table import_match (
  import_id    integer not null,
  -- the staged row; null: the feed no longer states this incident
  seq          integer,
  incident_id  bigint not null,
  verdict      text not null check (verdict in ('already_present', 'changed', 'withdrawn'))
);
create index on import_match using brin (import_id);
comment on table import_match is 'Worked out by the dry run and again by the import itself. Owner only.';

create table incident (
  id               bigint generated always as identity primary key,
  agency_id        smallint not null,
  dataset_id       integer not null,
  import_id        integer references import on delete restrict,
  -- what the feed restates as one: a police force's month. null: the feed only ever adds or corrects by reference.
  scope            integer,
  identity_hash    bigint not null,
  content_hash     bigint not null,
  source_ref       text,
  type_id          smallint not null references incident_type on delete restrict,
  started_at       timestamptz not null,
  ended_at         timestamptz check (ended_at >= started_at),
  -- Europe/London date of started_at; the first of the month when only the month is known
  local_day        date not null,
  time_precision   time_precision not null,
  geom             geometry(Point, 4326),
  easting          integer,
  northing         integer,
  place_precision  place_precision,
  cell             bigint,
  sensitivity      smallint not null default 1 check (sensitivity between 0 and 3),
  share_key        smallint not null generated always as (agency_id * 4 + sensitivity) stored,
  needles_min      integer check (needles_min >= 0),
  needles_max      integer check (needles_max >= needles_min),
  details          jsonb,
  -- a later statement of the same feed no longer has this row
  withdrawn_by     integer references import on delete restrict,
  check ((geom is null) = (cell is null)),
  foreign key (dataset_id, agency_id) references dataset (id, agency_id) on delete restrict
);
-- Three times slower loading with a GiST and more btrees; no btree on time alone, because the planner would take it.
create index incident_day on incident using brin (local_day);
create index incident_cell on incident (cell, local_day) include (type_id, share_key);
create index incident_identity on incident (dataset_id, identity_hash);
create index incident_import on incident using brin (import_id);
create index incident_withdrawn on incident (withdrawn_by) where withdrawn_by is not null;
comment on table incident is 'What happened, where and when, as one agency reported it. The only truth: the hex index is derived from it.';
comment on column incident.cell is 'H3 cell at resolution 12; a coarser one is coarser(cell, resolution).';
comment on column incident.content_hash is 'Hash of all that matters in the source row: the same file again adds nothing.';

/* What counts as an incident: stated still, and more than a search that found nothing. */
create view counted_incident with (security_invoker = true) as
select id, agency_id, dataset_id, import_id, source_ref, type_id, started_at, ended_at, local_day, time_precision,
       geom, easting, northing, place_precision, cell, sensitivity, share_key, needles_min, needles_max, details
from incident
where withdrawn_by is null
  and type_id <> 70;
comment on view counted_incident is 'The rows every count is made of. The hex index is held equal to it.';

/* An H3 cell's ancestor by bit arithmetic: set the resolution bits, fill the finer digits with ones. */
create function coarser(cell bigint, resolution integer) returns bigint
  language sql immutable parallel safe
  return (cell & ~(15::bigint << 52)) | (resolution::bigint << 52) | ((1::bigint << (3 * (15 - resolution))) - 1);

/* First and last resolution-12 cell under a cell: all its descendants sort between them. */
create function first_child(cell bigint, resolution integer) returns bigint
  language sql immutable parallel safe
  return ((cell & ~(15::bigint << 52)) | (12::bigint << 52))
       & ~(((1::bigint << (3 * (15 - resolution))) - 1) & ~511::bigint);

create function last_child(cell bigint, resolution integer) returns bigint
  language sql immutable parallel safe
  return (cell & ~(15::bigint << 52)) | (12::bigint << 52) | ((1::bigint << (3 * (15 - resolution))) - 1);

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

/* One counter, moved in the transaction that changes incidents. Its row lock puts writers in order, so a
   reader that has seen version n has everything up to n. */
create table data_version (
  only_row  boolean primary key default true check (only_row),
  version   bigint not null default 0
);
insert into data_version default values;

create table change (
  version      bigint primary key,
  kind         text not null check (kind in ('import', 'undo', 'find')),
  import_id    integer references import on delete set null,
  incident_id  bigint references incident on delete set null,
  at           timestamptz not null default now()
);
create index on change (import_id);
create index on change (incident_id);
comment on table change is 'What each data version changed, for processes that keep a hex index to catch up from.';

/* Net change per cell, day, type and share key: what a version took away or brought back. Rows that an import
   added are read from incident itself. */
create table change_row (
  version     bigint not null references change on delete cascade,
  cell        bigint,
  local_day   date not null,
  month_only  boolean not null,
  type_id     smallint not null,
  share_key   smallint not null,
  delta       integer not null
);
create index on change_row (version);
comment on table change_row is 'See change. Owner only.';

alter table dataset enable row level security;
alter table import enable row level security;
alter table import_reject enable row level security;
alter table import_row enable row level security;
alter table import_match enable row level security;
alter table incident enable row level security;
alter table delivery enable row level security;
alter table data_version enable row level security;
alter table change enable row level security;
alter table change_row enable row level security;

create policy seen_by_partners on dataset for select using (viewer_agency() is not null);
create policy seen_by_partners on import for select using (viewer_agency() is not null);
create policy seen_by_owner on import_reject for select
  using (exists (select from import where import.id = import_id and import.agency_id = viewer_agency()));
create policy seen_by_grant on incident for select
  using (share_key = any ((select viewer_grants())::smallint[]));
create policy seen_by_partners on delivery for select using (viewer_agency() is not null);
create policy seen_by_partners on data_version for select using (viewer_agency() is not null);
create policy seen_by_nobody on import_row using (false);
create policy seen_by_nobody on import_match using (false);
create policy seen_by_nobody on change using (false);
create policy seen_by_nobody on change_row using (false);

-- Members read. What an import does to these tables it does as their owner, in api/intake, after the route has
-- checked whose dataset it is: insert, update and delete are therefore not granted to anyone.
grant select on dataset, import, import_reject, incident, counted_incident, delivery, data_version to commonground_member;
