-- Sharing agreements, what they let a viewer see, and every table's policies by role and agreement.

-- Exact places, references and free text are columns of their own role: a transaction takes it only for those whose
-- roles carry points.read (api/db/as_agency.ts).
do $$
begin
  if not exists (select from pg_roles where rolname = 'commonground_point_reader') then
    create role commonground_point_reader nologin;
  end if;
  if current_user <> 'commonground_point_reader' and not pg_has_role(current_user, 'commonground_point_reader', 'member') then
    execute format('grant commonground_point_reader to %I', current_user);
  end if;
  grant commonground_member to commonground_point_reader;
  execute format('grant usage on schema %I to commonground_point_reader', current_schema());
end
$$;

create table agreement (
  id               integer generated always as identity primary key,
  provider_id      smallint not null references agency on delete restrict,
  -- agency: one recipient; partners: every other agency that accepts; public: the monthly release
  audience         text not null check (audience in ('agency', 'partners', 'public')),
  recipient_id     smallint references agency on delete restrict,
  -- point: rows; cell: counts of whole months in hexagons, small ones left out; release: the public release
  level            text not null check (level in ('point', 'cell', 'release')),
  kinds            text[] not null check (
    cardinality(kinds) > 0 and kinds <@ array['crime', 'asb', 'alcohol', 'needle_find']),
  max_sensitivity  smallint not null check (max_sensitivity between 0 and 3),
  -- level cell only: the finest hexagons, and the count below which a hexagon's month of one kind is not said
  resolution       smallint check (resolution between 6 and 9),
  threshold        smallint check (threshold between 1 and 100),
  purpose          text not null check (length(trim(purpose)) between 1 and 1000),
  legal_basis      text not null check (length(trim(legal_basis)) between 1 and 1000),
  starts_on        date not null,
  ends_on          date not null check (ends_on >= starts_on),
  review_on        date not null check (review_on between starts_on and ends_on),
  proposed_by      smallint not null references agency on delete restrict,
  proposed_at      timestamptz not null default now(),
  revoked_at       timestamptz,
  revoked_by       smallint references agency on delete restrict,
  revoked_why      text not null default '' check (length(revoked_why) <= 1000),
  check ((audience = 'agency') = (recipient_id is not null)),
  check (recipient_id <> provider_id),
  check ((audience = 'public') = (level = 'release')),
  check ((level = 'cell') = (resolution is not null and threshold is not null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create index on agreement (provider_id);
create index on agreement (recipient_id);
create index on agreement (proposed_by);
create index on agreement (revoked_by);
comment on table agreement is 'What one agency lets others see of its records, why, and until when. Its terms never change: another one replaces it.';

create table agreement_party (
  agreement_id  integer not null references agreement on delete restrict,
  agency_id     smallint not null references agency on delete restrict,
  accepted_by   uuid not null references account on delete restrict,
  accepted_at   timestamptz not null default now(),
  -- a recipient that steps out of an agreement with all partners; the others keep it
  ended_at      timestamptz,
  primary key (agreement_id, agency_id)
);
create index on agreement_party (agency_id);
create index on agreement_party (accepted_by);
comment on table agreement_party is 'Who has accepted an agreement. It acts between the provider and each recipient once both have.';

/* The partnership's day: agreements begin and end at midnight in London. */
create function today() returns date
  language sql stable
  return (now() at time zone 'Europe/London')::date;

/* An incident type's kind as a small number: ids are given out in twenties (held equal to incident_type by a test). */
create function kind_code(kind text) returns integer
  language sql immutable parallel safe
  return case kind when 'crime' then 0 when 'asb' then 1 when 'alcohol' then 2 when 'needle_find' then 3 end;

/* Agreements that act today, a line for each recipient; recipient null: the public. */
create view effective_agreement as
select
  agreement.id,
  agreement.provider_id,
  recipient.agency_id as recipient_id,
  agreement.audience,
  agreement.level,
  agreement.kinds,
  agreement.max_sensitivity,
  agreement.resolution,
  agreement.threshold
from agreement
join agreement_party provider
  on provider.agreement_id = agreement.id
  and provider.agency_id = agreement.provider_id
  and provider.ended_at is null
left join agreement_party recipient
  on recipient.agreement_id = agreement.id
  and recipient.agency_id <> agreement.provider_id
  and recipient.ended_at is null
  and (agreement.audience = 'partners' or recipient.agency_id = agreement.recipient_id)
where agreement.revoked_at is null
  and today() between agreement.starts_on and agreement.ends_on
  and (agreement.audience = 'public' or recipient.agency_id is not null);
comment on view effective_agreement is 'Agreements in force. Owner only: members read agreement and agreement_party.';

/* Keys of the rows this transaction may read one by one: (agency * 4 + sensitivity) * 4 + kind code. One's own,
   and what point agreements give. Nobody, a stranger, a role without counts: none. */
drop policy seen_by_grant on incident;
drop function viewer_grants();
create function viewer_grants() returns integer[]
  language plpgsql stable security definer
  set search_path from current
as $$
declare
  own smallint := viewer_agency();
begin
  if own is null or not viewer_may('counts.read') then
    return '{}';
  end if;
  return (
    select array_agg(distinct key order by key)
    from (
      select own * 16 + sensitivity * 4 + kind as key
      from generate_series(0, 3) sensitivity
      cross join generate_series(0, 3) kind
      union all
      select shared.provider_id * 16 + sensitivity * 4 + kind_code(kind)
      from effective_agreement shared
      cross join unnest(shared.kinds) kind
      cross join generate_series(0, shared.max_sensitivity) sensitivity
      where shared.level = 'point'
        and shared.recipient_id = own
    ) granted
  );
end
$$;

/* What this transaction may count of others without reading it, a line a provider and kind: the sensitivities that
   it does not already read as points, in hexagons no finer than `resolution`, by whole months, each of at least
   `threshold`. Of several agreements the one with the finest hexagons counts: two thresholds at once would let one
   be taken from the other. */
create function viewer_cell_grants()
returns table (
  agency_id smallint, kind smallint, first_sensitivity smallint, last_sensitivity smallint,
  resolution smallint, threshold smallint, agreement_id integer
)
  language plpgsql stable security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  own smallint := viewer_agency();
begin
  if own is null or not viewer_may('counts.read') then
    return;
  end if;
  return query
  with as_points as (
    select shared.provider_id, kind, max(shared.max_sensitivity) as sensitivity
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    where shared.level = 'point'
      and shared.recipient_id = own
    group by 1, 2
  ),
  best as (
    select distinct on (shared.provider_id, kind)
      shared.provider_id, kind, shared.max_sensitivity, shared.resolution, shared.threshold, shared.id
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    where shared.level = 'cell'
      and shared.recipient_id = own
    order by shared.provider_id, kind, shared.resolution desc, shared.threshold, shared.max_sensitivity desc, shared.id
  )
  select
    best.provider_id,
    kind_code(best.kind)::smallint,
    (coalesce(as_points.sensitivity, -1) + 1)::smallint,
    best.max_sensitivity,
    best.resolution,
    best.threshold,
    best.id
  from best
  left join as_points
    on as_points.provider_id = best.provider_id
    and as_points.kind = best.kind
  where coalesce(as_points.sensitivity, -1) < best.max_sensitivity
  order by 1, 2;
end
$$;

/* Keys as in viewer_grants() of the rows that their agencies let the public release count. */
create function released_keys() returns integer[]
  language sql stable
  set search_path from current
as $$
  select coalesce(array_agg(distinct key order by key), '{}')
  from (
    select shared.provider_id * 16 + sensitivity * 4 + kind_code(kind) as key
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    cross join generate_series(0, shared.max_sensitivity) sensitivity
    where shared.level = 'release'
  ) released
$$;
revoke execute on function released_keys() from public;

-- What members count from: no exact place, reference or free text.
drop view counted_incident;
create view counted_incident with (security_invoker = true) as
select id, agency_id, dataset_id, type_id, started_at, ended_at, local_day, time_precision,
       place_precision, cell, sensitivity, share_key, needles_min, needles_max
from incident
where withdrawn_by is null
  and type_id <> 70;
comment on view counted_incident is 'The rows every count is made of. The hex index is held equal to it.';

/* Others' counts at level cell, for the months from first_month to last_month, whole ones. What is too small is left
   out once, here, at the agreement's own hexagons; anything coarser or longer is a sum of what remains, so no two
   answers can be subtracted to find what was left out. The hex index is held equal to it. */
create function partner_counts(wanted_resolution integer, first_month date, last_month date)
returns table (cell bigint, agency_id smallint, kind smallint, month date, n integer)
  language plpgsql stable security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  with base as (
    select
      granted.agency_id,
      granted.kind,
      date_trunc('month', counted.local_day::timestamp)::date as month,
      coarser(counted.cell, granted.resolution) as cell,
      count(*)::integer as n
    from viewer_cell_grants() granted
    join counted_incident counted
      on counted.agency_id = granted.agency_id
      and counted.type_id / 20 = granted.kind
      and counted.sensitivity between granted.first_sensitivity and granted.last_sensitivity
    where counted.cell is not null
      and counted.local_day >= date_trunc('month', first_month::timestamp)
      and counted.local_day < date_trunc('month', last_month::timestamp) + interval '1 month'
      and wanted_resolution <= granted.resolution
    group by granted.agency_id, granted.kind, 3, 4, granted.threshold
    having count(*) >= granted.threshold
  )
  select coarser(base.cell, wanted_resolution), base.agency_id, base.kind, base.month, sum(base.n)::integer
  from base
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4;
end
$$;

/* Finds one by one: to those who may read finds, of agencies whose points they have; to the street team, its own. */
create view find_record with (security_barrier = true) as
select
  find.incident_id,
  find.agency_id,
  find.account_id,
  find.client_uuid,
  find.accuracy,
  find.place_type,
  find.outcome,
  find.note,
  find.device_time,
  find.received_at,
  incident.started_at,
  incident.needles_min,
  incident.needles_max,
  ST_X(incident.geom) as longitude,
  ST_Y(incident.geom) as latitude
from find
join incident on incident.id = find.incident_id
where (
    (select viewer_may('finds.read'))
    and incident.share_key * 4 + incident.type_id / 20 = any ((select viewer_grants())::integer[])
  )
  or (
    (select viewer_may('finds.log'))
    and find.agency_id = (select viewer_agency())
    and find.account_id = (select viewer_account())
  );
comment on view find_record is 'A find with its exact place and note, as far as its reader may see it.';

/* Column mappings name an agency's own words and columns: its own people read them. */
create view own_mapping with (security_barrier = true) as
select id as dataset_id, mapping
from dataset
where agency_id = (select viewer_agency())
  and (select viewer_may('imports.read'));
comment on view own_mapping is 'The column mapping remembered for each feed of the viewer''s own agency.';

-- How sensitive a feed's records are (0 public to 3 most sensitive): agreements share up to a sensitivity.
alter table dataset add column sensitivity smallint not null default 1 check (sensitivity between 0 and 3);
alter table import add column sensitivity smallint not null default 1 check (sensitivity between 0 and 3);
comment on column import.sensitivity is 'What its rows are stored with; said with the file, or the feed''s own.';

/* A hotspot's evidence by whose rows it counted, so that each reader is shown what they may see of it. */
create table hotspot_count (
  hotspot_id   integer not null references hotspot on delete cascade,
  provider_id  smallint not null references agency on delete restrict,
  kind         smallint not null check (kind between 0 and 3),
  -- counted row by row, at this sensitivity; null: counted under an agreement of level cell, with these terms
  sensitivity        smallint check (sensitivity between 0 and 3),
  first_sensitivity  smallint,
  last_sensitivity   smallint,
  resolution         smallint,
  threshold          smallint,
  n            integer not null check (n > 0),
  check (num_nulls(first_sensitivity, last_sensitivity, resolution, threshold) = case when sensitivity is null then 0 else 4 end),
  unique nulls not distinct (hotspot_id, provider_id, kind, sensitivity)
);
create index on hotspot_count (provider_id);
comment on table hotspot_count is 'Evidence of a hotspot as counted on the day it was proposed. Written once.';

-- Evidence from before agreements: its counts cannot be told apart any more, so they stay with the agency that took them.
insert into hotspot_count (hotspot_id, provider_id, kind, sensitivity, n)
select hotspot.id, hotspot.agency_id, kind_code(counted.key), 0, counted.value::text::integer
from hotspot
cross join lateral jsonb_each(hotspot.evidence -> 'counts') counted
where counted.value::text::integer > 0;
update hotspot
set evidence = evidence - 'counts' - 'total';

-- --- policies -------------------------------------------------------------------------------------------------
-- Each asks its question once a statement, not once a row: (select …) makes it a constant of the query. Where a policy says
-- nothing of new rows, it says the same of them; what is not granted for update needs no check.

alter table agreement enable row level security;
alter table agreement_party enable row level security;
alter table hotspot_count enable row level security;

drop policy seen_by_partners on partnership;
drop policy seen_by_partners on agency;
drop policy seen_by_partners on incident_type;
drop policy seen_by_partners on area;
drop policy seen_by_partners on place;
create policy seen_by_partners on partnership for select using ((select viewer_agency()) is not null);
create policy seen_by_partners on agency for select using ((select viewer_agency()) is not null);
create policy seen_by_partners on incident_type for select using ((select viewer_agency()) is not null);
create policy seen_by_partners on area for select using ((select viewer_agency()) is not null);
create policy seen_by_partners on place for select using ((select viewer_agency()) is not null);

drop policy seen_by_partners on dataset;
drop policy seen_by_partners on import;
drop policy seen_by_owner on import_reject;
drop policy seen_by_partners on delivery;
drop policy seen_by_partners on data_version;
create policy seen_by_partners on dataset for select using ((select viewer_agency()) is not null);
create policy seen_by_own_agency on import for select
  using ((select viewer_may('imports.read')) and agency_id = (select viewer_agency()));
create policy seen_by_own_analyst on import_reject for select
  using (
    (select viewer_may('imports.manage'))
    -- an import that the viewer sees is one of their own agency's
    and exists (select from import where import.id = import_id)
  );
create policy seen_by_partners on delivery for select using ((select viewer_agency()) is not null);
create policy seen_by_partners on data_version for select using ((select viewer_agency()) is not null);

create policy seen_by_grant on incident for select
  using (share_key * 4 + type_id / 20 = any ((select viewer_grants())::integer[]));

drop policy seen_by_grant on find;
create policy seen_by_nobody on find using (false);

drop policy seen_by_partners on hotspot;
drop policy proposed_by_own_agency on hotspot;
drop policy changed_by_partners on hotspot;
create policy seen_by_partners on hotspot for select using ((select viewer_may('actions.read')));
create policy proposed_by_own_agency on hotspot for insert
  with check ((select viewer_may('hotspots.edit')) and agency_id = (select viewer_agency()));
create policy changed_by_the_meeting on hotspot for update using ((select viewer_may('hotspots.edit')));

-- A count under an agreement of level cell: to whoever reads all its rows, or may count the same sensitivities in the same
-- hexagons. Coarser ones hold what finer ones leave out, and other sensitivities can be taken from one's own.
create policy seen_by_grant on hotspot_count for select
  using (
    (select viewer_may('actions.read'))
    and (
      provider_id * 16 + sensitivity * 4 + kind = any ((select viewer_grants())::integer[])
      or (
        sensitivity is null
        and (
          array(select provider_id * 16 + one * 4 + kind from generate_series(first_sensitivity::integer, last_sensitivity::integer) one)
            <@ (select viewer_grants())
          or exists (
            select
            from viewer_cell_grants() granted
            where granted.agency_id = provider_id
              and granted.kind = hotspot_count.kind
              and granted.first_sensitivity = hotspot_count.first_sensitivity
              and granted.last_sensitivity = hotspot_count.last_sensitivity
              and granted.resolution = hotspot_count.resolution
              and granted.threshold <= hotspot_count.threshold
          )
        )
      )
    )
  );
create policy counted_by_own_agency on hotspot_count for insert
  with check (
    (select viewer_may('hotspots.edit'))
    and exists (select from hotspot where hotspot.id = hotspot_id and hotspot.agency_id = (select viewer_agency()))
  );

drop policy seen_by_partners on action;
drop policy assigned_by_partners on action;
drop policy changed_by_partners on action;
create policy seen_by_partners on action for select using ((select viewer_may('actions.read')));
create policy assigned_by_the_meeting on action for insert with check ((select viewer_may('actions.assign')));
create policy changed_by_the_meeting on action for update using ((select viewer_may('actions.assign')));
create policy changed_by_its_owner on action for update
  using ((select viewer_may('actions.report')) and agency_id = (select viewer_agency()));

drop policy seen_by_partners on milestone;
drop policy set_by_partners on milestone;
drop policy changed_by_partners on milestone;
drop policy removed_by_partners on milestone;
create policy seen_by_partners on milestone for select using ((select viewer_may('actions.read')));
create policy kept_by_the_meeting on milestone using ((select viewer_may('actions.assign')));
create policy kept_by_its_owner on milestone
  using (
    (select viewer_may('actions.report'))
    and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
  );

drop policy seen_by_partners on progress;
drop policy reported_by_own_agency on progress;
create policy seen_by_partners on progress for select using ((select viewer_may('actions.read')));
create policy reported_by_own_agency on progress for insert
  with check (
    agency_id = (select viewer_agency())
    and (
      (select viewer_may('actions.assign'))
      or (
        (select viewer_may('actions.report'))
        and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
      )
    )
  );

drop policy seen_by_partners on saved_view;
drop policy saved_by_own_agency on saved_view;
drop policy replaced_by_own_agency on saved_view;
drop policy dropped_by_own_agency on saved_view;
create policy seen_by_partners on saved_view for select using ((select viewer_may('actions.read')));
create policy saved_by_own_agency on saved_view for insert
  with check ((select viewer_may('views.save')) and agency_id = (select viewer_agency()));
create policy replaced_by_own_agency on saved_view for update
  using ((select viewer_may('views.save')) and agency_id = (select viewer_agency()));
create policy dropped_by_own_agency on saved_view for delete
  using ((select viewer_may('views.save')) and agency_id = (select viewer_agency()));

-- Everybody at the table sees what has been agreed between whom; administrators agree, for their own agency only.
create policy seen_by_partners on agreement for select using ((select viewer_may('agreements.read')));
create policy proposed_by_a_party on agreement for insert
  with check (
    (select viewer_may('agreements.manage'))
    and proposed_by = (select viewer_agency())
    and (select viewer_agency()) in (provider_id, recipient_id)
  );
create policy revoked_by_a_party on agreement for update
  using (
    (select viewer_may('agreements.manage'))
    and revoked_at is null
    and (select viewer_agency()) in (provider_id, recipient_id)
  )
  with check (revoked_by = (select viewer_agency()));
create policy seen_by_partners on agreement_party for select using ((select viewer_may('agreements.read')));
create policy accepted_by_own_agency on agreement_party for insert
  with check (
    (select viewer_may('agreements.manage'))
    and agency_id = (select viewer_agency())
    and accepted_by = (select viewer_account())
    and exists (
      select
      from agreement
      where agreement.id = agreement_id
        and agreement.revoked_at is null
        and (
          agreement.provider_id = (select viewer_agency())
          or agreement.recipient_id = (select viewer_agency())
          or agreement.audience = 'partners'
        )
    )
  );
create policy left_by_own_agency on agreement_party for update
  using ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()) and ended_at is null)
  with check (ended_at is not null);

-- --- grants ---------------------------------------------------------------------------------------------------

-- A new privilege list for what holds exact places, free text, or an agency's own words.
revoke select on incident, counted_incident, find, dataset, delivery from commonground_member;
grant select (id, agency_id, dataset_id, import_id, type_id, started_at, ended_at, local_day, time_precision, place_precision,
              cell, sensitivity, share_key, needles_min, needles_max, withdrawn_by)
  on incident to commonground_member;
grant select on incident to commonground_point_reader;
grant select on counted_incident, find_record, own_mapping to commonground_member;
grant select (id, agency_id, slug, name, sensitivity) on dataset to commonground_member;
grant select (dataset_id, month, import_id) on delivery to commonground_member;

grant select, insert on hotspot_count to commonground_member;
-- Terms are written once. Revoking and leaving are the only changes, and neither can be taken back.
grant select, insert on agreement, agreement_party to commonground_member;
grant update (revoked_at, revoked_by, revoked_why) on agreement to commonground_member;
grant update (ended_at) on agreement_party to commonground_member;
