-- The map's context: areas to count inside, place names, residents, landmarks, public orders. All of it is public.
-- Every partner reads these tables. Not granted: insert, update, delete. Files bring them in (npm run cli, or an
-- administrator of the host agency), and the owner writes them.

create table area (
  id       integer generated always as identity primary key,
  slug     text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name     text not null check (length(name) between 1 and 200),
  kind     text not null check (kind in ('district', 'ward', 'custom')),
  source   text not null,
  outline  geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline) and not ST_IsEmpty(outline))
);
create index on area using gist (outline);
comment on table area is 'Outlines to count inside: districts, wards, areas drawn by the partnership. source says where the line comes from.';
alter table area enable row level security;
create policy read_by_partners on area for select using ((select viewer_agency()) is not null);
grant select on area to commonground_member;

create table place (
  id       integer generated always as identity primary key,
  name     text not null check (length(name) between 1 and 200),
  weight   real not null check (weight > 0),
  point    geometry(Point, 4326) not null
);
comment on table place is 'Names to write on the map and to call a hex by ("near Shrub Hill"). Where labels would overlap, the heavier name is drawn.';
alter table place enable row level security;
create policy read_by_partners on place for select using ((select viewer_agency()) is not null);
grant select on place to commonground_member;

create table residents_zone (
  -- as the census names it, such as E01032122
  code       text primary key check (code ~ '^[A-Za-z0-9_-]{1,40}$'),
  residents  integer not null check (residents between 0 and 10000000),
  source     text not null check (length(source) between 1 and 300),
  outline    geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline) and not ST_IsEmpty(outline)),
  loaded_at  timestamptz not null default now()
);
comment on table residents_zone is 'Residents of census zones: what rates are made of. A public figure.';
alter table residents_zone enable row level security;
create policy read_by_partners on residents_zone for select using ((select viewer_agency()) is not null);
grant select on residents_zone to commonground_member;

create table landmark (
  id      integer generated always as identity primary key,
  kind    text not null check (kind in ('needle_exchange', 'sharps_bin', 'licensed_premises', 'school', 'other')),
  name    text not null check (length(trim(name)) between 1 and 200),
  source  text not null check (length(source) between 1 and 300),
  point   geometry(Point, 4326) not null
);
create index on landmark using gist (point);
comment on table landmark is 'Needle exchanges, sharps bins, licensed premises, schools. Public; a file brings all of a kind and replaces them.';
alter table landmark enable row level security;
create policy read_by_partners on landmark for select using ((select viewer_agency()) is not null);
grant select on landmark to commonground_member;

/* Public Spaces Protection Orders (Anti-social Behaviour, Crime and Policing Act 2014, section 59) end after three years at
   the latest, unless they are made again (section 60). */
create table public_order (
  id         integer generated always as identity primary key,
  name       text not null unique check (length(trim(name)) between 1 and 200),
  -- what it forbids or requires
  what       text not null check (length(trim(what)) between 1 and 1000),
  starts_on  date not null,
  ends_on    date not null check (ends_on >= starts_on and ends_on <= starts_on + interval '3 years'),
  source     text not null check (length(source) between 1 and 300),
  outline    geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline) and not ST_IsEmpty(outline))
);
create index on public_order using gist (outline);
comment on table public_order is 'Public Spaces Protection Orders, with the day they end. Public.';
alter table public_order enable row level security;
create policy read_by_partners on public_order for select using ((select viewer_agency()) is not null);
grant select on public_order to commonground_member;
