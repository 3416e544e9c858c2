-- Views of the map that somebody gave a name to.

create table saved_view (
  id          integer generated always as identity primary key,
  agency_id   smallint not null references agency on delete restrict,
  name        text not null check (length(trim(name)) between 1 and 80),
  -- what stands behind the question mark in the address bar: filters, window, place
  query       text not null check (length(query) <= 8000),
  created_at  timestamptz not null default now(),
  unique (agency_id, name)
);
comment on table saved_view is 'A named view of the map: only its parameters, so it shows what its reader may see.';

alter table saved_view enable row level security;
create policy seen_by_partners on saved_view for select using (viewer_agency() is not null);
create policy saved_by_own_agency on saved_view for insert with check (agency_id = viewer_agency());
create policy replaced_by_own_agency on saved_view for update
  using (agency_id = viewer_agency()) with check (agency_id = viewer_agency());
create policy dropped_by_own_agency on saved_view for delete using (agency_id = viewer_agency());

-- A view is replaced by saving it again under its name; its owner and name never change.
grant select, insert, delete on saved_view to commonground_member;
grant update (query, created_at) on saved_view to commonground_member;
