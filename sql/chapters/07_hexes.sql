-- Hexagons: cells by arithmetic, partners' counts in them, the versions that keep a hex index up to date, and saved views.

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

-- --- counts of closed months ------------------------------------------------------------------------------------
-- What agreements of level cell, and the public release, count of others is counted once, when a month is closed, and kept.
-- Every answer to anybody is a sum of these counts, each at least as large as the reader's agreement asks. So two answers,
-- of two moments, agreements or readers, cannot be subtracted to find a count that was left out.

/* A provider's months that are closed, and the hexagons in which each was counted: the smallest of the agreements that acted
   when it was closed, or those of releases where it was published. They never change: smaller ones later would show what the
   larger ones left out. */
create table closed_month (
  agency_id   smallint not null references agency on delete restrict,
  kind        smallint not null check (kind between 0 and 3),
  month       date not null check (extract(day from month) = 1),
  resolution  smallint not null check (resolution between 6 and 9),
  -- published by areas: never counted by hexagon, because one could be taken from the other
  by_area     boolean not null default false,
  primary key (agency_id, kind, month)
);
comment on table closed_month is 'Months of which a provider''s records were counted for agreements and releases, and in which hexagons.';

alter table closed_month enable row level security;
create policy read_by_nobody on closed_month using (false);
-- Not granted: select. Members count through partner_counts().

/* A count of one sensitivity in one hexagon and month: small ones too, which no reader gets. By one sensitivity, because
   whoever reads some of a provider's records could take them from a count of all. */
create table closed_count (
  agency_id    smallint not null,
  kind         smallint not null,
  month        date not null,
  sensitivity  smallint not null check (sensitivity between 0 and 3),
  cell         bigint not null,
  -- 1: as the month was closed. A hexagon that begins with 2 had none then.
  revision     integer not null check (revision > 0),
  n            integer not null check (n >= 0),
  counted_at   timestamptz not null default now(),
  primary key (agency_id, kind, month, sensitivity, cell, revision),
  foreign key (agency_id, kind, month) references closed_month on delete restrict
);
comment on table closed_count is 'Counts of closed months. A later record or correction adds a revision, and only if the count moves by smallest_step() or more.';

alter table closed_count enable row level security;
create policy read_by_nobody on closed_count using (false);
-- Not granted: select, as for closed_month.

/* The counts that hold now. */
create view closed_count_now as
select distinct on (counted.agency_id, counted.kind, counted.month, counted.sensitivity, counted.cell)
  counted.agency_id,
  counted.kind,
  counted.month,
  counted.sensitivity,
  counted.cell,
  closed_month.resolution,
  counted.revision,
  counted.n
from closed_count counted
join closed_month on closed_month.agency_id = counted.agency_id
  and closed_month.kind = counted.kind
  and closed_month.month = counted.month
where not closed_month.by_area
order by counted.agency_id, counted.kind, counted.month, counted.sensitivity, counted.cell, counted.revision desc;
comment on view closed_count_now is 'The last revision of each count of a closed month. Owner only.';
-- Not granted: select. It has small counts.

/* By how much a provider's count of a closed month must move before it is shown: the largest threshold that any agreement
   of its records ever had, and five where they are published. Null: it never shared counts. */
create function smallest_step(provider smallint, kind_wanted smallint) returns integer
  language sql stable
  set search_path from current
as $$
  select max(coalesce(agreement.threshold, 5))::integer
  from agreement
  cross join unnest(agreement.kinds) kind
  where agreement.provider_id = provider
    and kind_code(kind) = kind_wanted
    and agreement.level in ('cell', 'release')
    and exists (
      select
      from agreement_party
      where agreement_party.agreement_id = agreement.id
        and agreement_party.agency_id = agreement.provider_id
    )
$$;
-- Not granted: execute. It reads agreements past their policies.
revoke execute on function smallest_step(smallint, smallint) from public;

/* Whether any agreement ever gave a provider's counts by hexagon. */
create function counted_by_hexagon(provider smallint, kind_wanted smallint) returns boolean
  language sql stable
  set search_path from current
as $$
  select exists (
    select
    from agreement
    join agreement_party
      on agreement_party.agreement_id = agreement.id
      and agreement_party.agency_id = agreement.provider_id
    where agreement.provider_id = provider
      and agreement.level = 'cell'
      and kind_wanted = any (select kind_code(kind) from unnest(agreement.kinds) kind)
  )
$$;
-- Not granted: execute, as for smallest_step.
revoke execute on function counted_by_hexagon(smallint, smallint) from public;

/* The value that a changed count is shown as: no two values that were ever shown lie closer together than the step. Where
   the true count is close to an earlier value, it is that value again. */
create function revised_count(earlier integer[], true_count integer, step integer) returns integer
  language sql immutable parallel safe
as $$
  select coalesce(
    (
      select n
      from unnest(earlier) n
      where abs(n - true_count) < step
      order by abs(n - true_count), n
      limit 1
    ),
    true_count)
$$;

/* Counts the months up to `last_month` (its first day) that are not counted yet, and revises those that are. Returns whether
   anything changed; then the data version has moved. Call it as the owner, after the clock has been checked: what is
   closed stays closed. */
create function close_months(last_month date) returns boolean
  language plpgsql
  set search_path from current
as $$
#variable_conflict use_column
declare
  written integer;
begin
  -- writers wait: what is counted is one version of the records
  perform from data_version for update;

  insert into closed_month (agency_id, kind, month, resolution)
  with terms as (
    -- what is published is counted in the release's hexagons: of smaller ones it could leave out nearly all
    select
      provider_id as agency_id,
      kind_code(kind)::smallint as kind,
      (case when bool_or(level = 'release') then 8 else max(resolution) end)::smallint as resolution
    from effective_agreement
    cross join unnest(kinds) kind
    where level in ('cell', 'release')
    group by 1, 2
  )
  select distinct
    terms.agency_id,
    terms.kind,
    date_trunc('month', counted.local_day::timestamp)::date,
    terms.resolution
  from terms
  join counted_incident counted
    on counted.agency_id = terms.agency_id
    and counted.type_id / 20 = terms.kind
  where counted.cell is not null
    and counted.local_day < last_month + interval '1 month'
  on conflict do nothing;

  insert into closed_count (agency_id, kind, month, sensitivity, cell, revision, n)
  with counted as (
    select
      closed_month.agency_id,
      closed_month.kind,
      closed_month.month,
      incident.sensitivity,
      coarser(incident.cell, closed_month.resolution) as cell,
      count(*)::integer as n
    from closed_month
    join counted_incident incident
      on incident.agency_id = closed_month.agency_id
      and incident.type_id / 20 = closed_month.kind
      and date_trunc('month', incident.local_day::timestamp) = closed_month.month
    where incident.cell is not null
      and not closed_month.by_area
    group by 1, 2, 3, 4, 5
  ),
  known as (
    select
      agency_id, kind, month, sensitivity, cell,
      max(revision) as revision,
      (array_agg(n order by revision desc))[1] as n,
      array_agg(n) || case when min(revision) > 1 then array[0] else '{}' end as earlier
    from closed_count
    join closed_month using (agency_id, kind, month)
    where not by_area
    group by 1, 2, 3, 4, 5
  ),
  begun as (
    select distinct agency_id, kind, month
    from closed_count
  ),
  steps as materialized (
    select agency_id, kind, smallest_step(agency_id, kind) as step
    from (select distinct agency_id, kind from closed_month) provider
  ),
  compared as (
    select
      agency_id, kind, month, sensitivity, cell,
      begun.month is not null as is_begun,
      coalesce(counted.n, 0) as n,
      coalesce(known.n, 0) as known_n,
      coalesce(known.revision, 1) as revision,
      coalesce(known.earlier, array[0]) as earlier,
      steps.step
    from counted
    full join known using (agency_id, kind, month, sensitivity, cell)
    left join begun using (agency_id, kind, month)
    join steps using (agency_id, kind)
  ),
  revised as (
    select
      *,
      case when is_begun then revised_count(earlier, n, step) else n end as shown
    from compared
  )
  select
    agency_id, kind, month, sensitivity, cell,
    case when is_begun then revision + 1 else 1 end,
    shown
  from revised
  where not is_begun
    or shown <> known_n;
  get diagnostics written = row_count;

  if written > 0 then
    with moved as (
      update data_version
      set version = version + 1
      returning version
    )
    insert into change (version, kind)
    select version, 'closed'
    from moved;
  end if;
  return written > 0;
end
$$;
-- Not granted: execute. Only the owner closes a month.
revoke execute on function close_months(date) from public;

/* Others' counts at level cell, for the months from first_month to last_month, whole ones: sums of the closed counts that
   are at least the agreement's threshold. A month counted in larger hexagons than are wanted is left out. The hex index is
   held equal to it. */
create function partner_counts(wanted_resolution integer, first_month date, last_month date)
returns table (cell bigint, agency_id smallint, kind smallint, month date, n integer)
  language plpgsql stable security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select
    coarser(counted.cell, wanted_resolution),
    counted.agency_id,
    counted.kind,
    counted.month,
    sum(counted.n)::integer
  from viewer_cell_grants() granted
  join closed_count_now counted
    on counted.agency_id = granted.agency_id
    and counted.kind = granted.kind
    and counted.sensitivity between granted.first_sensitivity and granted.last_sensitivity
    and counted.n >= granted.threshold
  where wanted_resolution <= least(granted.resolution, counted.resolution)
    and counted.month between date_trunc('month', first_month::timestamp) and last_month
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4;
end
$$;

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
