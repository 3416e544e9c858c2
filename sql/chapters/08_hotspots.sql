-- Hotspots: places a meeting works on, made of chosen cells, with the evidence they were chosen on.

create table hotspot (
  id          integer generated always as identity primary key,
  -- who proposed it
  agency_id   smallint not null references agency on delete restrict,
  name        text not null check (length(trim(name)) between 1 and 120),
  note        text not null default '' check (length(note) <= 4000),
  resolution  smallint not null check (resolution between 6 and 11),
  cells       bigint[] not null check (cardinality(cells) between 1 and 500),
  -- window, filters and moment on which it was proposed: minutes refer to it
  evidence    jsonb not null,
  state       text not null default 'proposed' check (state in ('proposed', 'adopted', 'watched', 'closed')),
  version     integer not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index on hotspot (agency_id);
comment on table hotspot is 'A place made of hexes that the partnership works on.';

alter table hotspot enable row level security;
create policy read_by_partners on hotspot for select using ((select viewer_may('actions.read')));
create policy proposed_by_own_agency on hotspot for insert
  with check ((select viewer_may('hotspots.edit')) and agency_id = (select viewer_agency()));
create policy changed_by_the_meeting on hotspot for update using ((select viewer_may('hotspots.edit')));
-- Not granted: delete, because minutes refer to a hotspot (it is closed); update of who proposed it, when, and the evidence,
-- which is written once.
grant select, insert on hotspot to commonground_member;
grant update (name, note, resolution, cells, state, version, updated_at) on hotspot to commonground_member;

/* A hotspot's evidence by whose rows it counted, so that each reader gets what they may read or count of it. */
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

alter table hotspot_count enable row level security;
-- Counted row by row: for whoever may read these rows. Counted under an agreement of level cell: for whoever may read all of
-- its rows, or may count the same sensitivities in the same hexagons. Coarser hexagons hold what smaller ones leave out, and
-- other sensitivities can be subtracted from one's own. A count has a sensitivity or terms, so each condition is null for
-- counts of the other sort.
create policy read_by_grant on hotspot_count for select
  using (
    (select viewer_may('actions.read'))
    and (
      may_read_incidents((select viewer_grant_bits()), provider_id * 4 + sensitivity, kind)
      or (
        select bool_and(may_read_incidents((select viewer_grant_bits()), provider_id * 4 + one, kind))
        from generate_series(first_sensitivity::integer, last_sensitivity::integer) one
      )
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
  );
create policy counted_by_own_agency on hotspot_count for insert
  with check (
    (select viewer_may('hotspots.edit'))
    and exists (select from hotspot where hotspot.id = hotspot_id and hotspot.agency_id = (select viewer_agency()))
  );
-- Not granted: update, delete. Evidence is written once.
grant select, insert on hotspot_count to commonground_member;
