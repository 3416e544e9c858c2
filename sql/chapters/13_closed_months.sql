-- Closed months: the counts of others that agreements of level cell and the public release give.
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
