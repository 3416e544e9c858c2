-- Places a meeting looks at: chosen cells, a name, and the evidence they were chosen on.

create table hotspot (
  id          integer generated always as identity primary key,
  -- who proposed it
  agency_id   smallint not null references agency on delete restrict,
  name        text not null check (length(trim(name)) between 1 and 120),
  note        text not null default '' check (length(note) <= 4000),
  resolution  smallint not null check (resolution between 6 and 11),
  cells       bigint[] not null check (cardinality(cells) between 1 and 500),
  -- window, filters, counts and data version on the day it was proposed: what a meeting saw stays
  evidence    jsonb not null,
  state       text not null default 'proposed' check (state in ('proposed', 'adopted', 'watched', 'closed')),
  version     integer not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index on hotspot (agency_id);
comment on table hotspot is 'A place made of hexes that the partnership works on.';

alter table hotspot enable row level security;
create policy seen_by_partners on hotspot for select using (viewer_agency() is not null);
create policy proposed_by_own_agency on hotspot for insert with check (agency_id = viewer_agency());
create policy changed_by_partners on hotspot for update using (viewer_agency() is not null) with check (true);

-- Never deleted (minutes refer to it): it is closed. Evidence is written once.
grant select, insert on hotspot to commonground_member;
grant update (name, note, resolution, cells, state, version, updated_at) on hotspot to commonground_member;
