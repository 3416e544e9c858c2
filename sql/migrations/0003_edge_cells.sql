-- A hexagon counts what lies in it. An H3 cell's children reach over its edge, so the ancestor of an incident's resolution-12 cell
-- is not always the cell that the incident lies in.

/* The cell in which a point lies, at resolution 6 to 12: the ancestor of its cell where it has no edge cell there. */
create function cell_at(cell bigint, edge_cells bigint[], resolution integer) returns bigint
  language sql immutable parallel safe
  return coalesce(edge_cells[resolution - 5], coarser(cell, resolution));

alter table incident
  add column edge_cells bigint[] check (edge_cells is null or (array_length(edge_cells, 1) = 6 and cell is not null));
comment on column incident.cell is 'H3 cell at resolution 12; what it lies in at a larger size is cell_at(cell, edge_cells, resolution).';
comment on column incident.edge_cells is 'H3 cells at resolution 6 to 11 in which the place lies, each null where it is the ancestor of cell; null where all are.';
-- Members count with it; it tells no more of a place than its cell at resolution 12 does.
grant select (edge_cells) on incident to commonground_member;

-- What SQL cannot compute for the rows that there are already, api/db/backfill.ts does before anything is counted.
create table backfill (
  name   text primary key,
  -- the rows up to this id are done
  after  bigint not null default 0
);
comment on table backfill is 'Computations over existing rows that are not finished. A row goes when its computation is done; a new database has none.';
insert into backfill (name)
select name
from (values ('incident.edge_cells'), ('import_row.edge_cells')) step (name)
where exists (select from incident) or exists (select from import_row);

alter table backfill enable row level security;
create policy read_by_nobody on backfill using (false);
-- Not granted: anything. The owner alone runs it.

alter table import_row add column edge_cells bigint[];
alter table change_row add column edge_cells bigint[];

create or replace view counted_incident with (security_invoker = true) as
select id, agency_id, dataset_id, type_id, started_at, ended_at, local_day, time_precision,
       place_precision, cell, sensitivity, share_key, needles_min, needles_max, edge_cells
from incident
where withdrawn_by is null
  and type_id <> 70;

/* Counts the months up to `last_month` (its first day) that are not counted yet, and revises those that are. Returns whether
   anything changed; then the data version has moved. Call it as the owner, after the clock has been checked: what is
   closed stays closed. */
create or replace function close_months(last_month date) returns boolean
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
      cell_at(incident.cell, incident.edge_cells, closed_month.resolution) as cell,
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
