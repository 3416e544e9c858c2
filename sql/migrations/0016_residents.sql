-- How many people live where, by the zones of a census: what rates are made of.

create table residents_zone (
  -- as the census names it, such as E01032122
  code       text primary key check (code ~ '^[A-Za-z0-9_-]{1,40}$'),
  residents  integer not null check (residents between 0 and 10000000),
  source     text not null check (length(source) between 1 and 300),
  outline    geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline) and not ST_IsEmpty(outline)),
  loaded_at  timestamptz not null default now()
);
comment on table residents_zone is 'Residents of census zones. A public figure: every partner reads it, whoever runs the installation brings it in.';

alter table residents_zone enable row level security;
create policy seen_by_partners on residents_zone for select using ((select viewer_agency()) is not null);
grant select on residents_zone to commonground_member;
