-- Hexagons: cells by arithmetic, the versions that keep a hex index up to date, and saved views.

/* An H3 cell's ancestor by bit arithmetic: set the resolution bits, fill the digits below it with ones. */
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

-- --- versions -----------------------------------------------------------------------------------------------------

/* Moved in the transaction that changes incidents. Its row lock puts writers in order, so a reader that has read version n
   has everything up to n. */
create table data_version (
  only_row  boolean primary key default true check (only_row),
  version   bigint not null default 0
);
comment on table data_version is 'One counter: how often incidents have changed.';
insert into data_version default values;

alter table data_version enable row level security;
create policy read_by_partners on data_version for select using ((select viewer_agency()) is not null);
-- Not granted: update. Whoever changes incidents does so as the owner.
grant select on data_version to commonground_member;

create table change (
  version      bigint primary key,
  kind         text not null check (kind in ('import', 'undo', 'find', 'closed')),
  import_id    integer references import on delete set null,
  incident_id  bigint references incident on delete set null,
  at           timestamptz not null default now()
);
create index on change (import_id);
create index on change (incident_id);
comment on table change is 'What each data version changed, for processes that keep a hex index to catch up from.';

alter table change enable row level security;
create policy read_by_nobody on change using (false);
-- Not granted: select. It covers every agency's rows.

/* Net change per cell, day, type and share key: what a version removed or brought back. Rows that an import
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

alter table change_row enable row level security;
create policy read_by_nobody on change_row using (false);
-- Not granted: select, as for change.

-- --- saved views --------------------------------------------------------------------------------------------------

create table saved_view (
  id          integer generated always as identity primary key,
  agency_id   smallint not null references agency on delete restrict,
  name        text not null check (length(trim(name)) between 1 and 80),
  -- what stands behind the question mark in the address bar: filters, window, place
  query       text not null check (length(query) <= 8000),
  created_at  timestamptz not null default now(),
  unique (agency_id, name)
);
comment on table saved_view is 'A named view of the map: only its parameters, so it shows what its reader may read.';

alter table saved_view enable row level security;
create policy read_by_partners on saved_view for select using ((select viewer_may('actions.read')));
create policy saved_by_own_agency on saved_view for insert
  with check ((select viewer_may('views.save')) and agency_id = (select viewer_agency()));
create policy replaced_by_own_agency on saved_view for update
  using ((select viewer_may('views.save')) and agency_id = (select viewer_agency()));
create policy dropped_by_own_agency on saved_view for delete
  using ((select viewer_may('views.save')) and agency_id = (select viewer_agency()));
-- Not granted: update of agency_id and name. A view is replaced by saving it again under its name.
grant select, insert, delete on saved_view to commonground_member;
grant update (query, created_at) on saved_view to commonground_member;
