-- Who shares this schema: the partnership, its agencies and areas, and the words for what happens.
-- Every migration runs with search_path = (the partnership's schema, public), so nothing here names a schema.

create extension if not exists postgis with schema public;

-- Roles belong to the whole cluster; a second partnership's schema finds this one already there.
do $$
begin
  if not exists (select from pg_roles where rolname = 'commonground_member') then
    create role commonground_member nologin;
  end if;
  if current_user <> 'commonground_member' and not pg_has_role(current_user, 'commonground_member', 'member') then
    execute format('grant commonground_member to %I', current_user);
  end if;
  execute format('grant usage on schema %I to commonground_member', current_schema());
end
$$;

create table partnership (
  only_row   boolean primary key default true check (only_row),
  name       text not null check (length(name) between 1 and 200),
  -- the synthetic county: every screen says so from its first row on; a load that was cut short is taken up again
  sample     text not null default 'none' check (sample in ('none', 'loading', 'loaded')),
  -- ties files beside the database (the saved hex index) to this very database
  instance   uuid not null default gen_random_uuid()
);
comment on table partnership is 'One row: the partnership whose schema this is.';
insert into partnership (name) values ('Community Safety Partnership');

create table agency (
  id    smallint generated always as identity primary key check (id between 1 and 8000),
  slug  text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name  text not null check (length(name) between 1 and 200),
  kind  text not null check (kind in ('police', 'council', 'nhs', 'ambulance', 'fire', 'probation', 'drug_service', 'housing', 'other'))
);
comment on table agency is 'A partner that owns data and actions. id * 4 + sensitivity is the share key of its rows.';

/* The agency this transaction acts for; null when nobody said, and then no row is seen. */
create function viewer_agency() returns smallint
  language sql stable
  return nullif(current_setting('commonground.agency', true), '')::smallint;

/* The share keys this transaction may read as points. Until sharing agreements exist, every agency of the
   partnership reads all of it; an unknown agency, or none, reads nothing. */
create function viewer_grants() returns smallint[]
  language sql stable
  set search_path from current
as $$
  select coalesce(array_agg((owner.id * 4 + sensitivity)::smallint order by owner.id, sensitivity), '{}')
  from agency owner
  cross join generate_series(0, 3) sensitivity
  where exists (select from agency viewer where viewer.id = viewer_agency())
$$;

create table incident_type (
  id     smallint primary key,
  kind   text not null check (kind in ('crime', 'asb', 'needle_find', 'alcohol', 'sweep')),
  slug   text not null unique,
  label  text not null
);
comment on table incident_type is 'What can happen. Ids are stored in rows and in the hex index: only ever added. Held equal to api/contract/kinds.ts by a test.';

insert into incident_type (id, kind, slug, label) values
  (1, 'crime', 'bicycle-theft', 'Bicycle theft'),
  (2, 'crime', 'burglary', 'Burglary'),
  (3, 'crime', 'criminal-damage-arson', 'Criminal damage and arson'),
  (4, 'crime', 'drugs', 'Drugs'),
  (5, 'crime', 'other-crime', 'Other crime'),
  (6, 'crime', 'other-theft', 'Other theft'),
  (7, 'crime', 'possession-of-weapons', 'Possession of weapons'),
  (8, 'crime', 'public-order', 'Public order'),
  (9, 'crime', 'robbery', 'Robbery'),
  (10, 'crime', 'shoplifting', 'Shoplifting'),
  (11, 'crime', 'theft-from-the-person', 'Theft from the person'),
  (12, 'crime', 'vehicle-crime', 'Vehicle crime'),
  (13, 'crime', 'violence-sexual-offences', 'Violence and sexual offences'),
  (20, 'asb', 'asb-unspecified', 'Anti-social behaviour (type not given)'),
  (21, 'asb', 'abandoned-vehicle', 'Abandoned vehicle'),
  (22, 'asb', 'vehicle-nuisance', 'Vehicle nuisance'),
  (23, 'asb', 'rowdy-behaviour', 'Rowdy or inconsiderate behaviour'),
  (24, 'asb', 'rowdy-neighbours', 'Rowdy or nuisance neighbours'),
  (25, 'asb', 'littering-drug-paraphernalia', 'Littering or drug paraphernalia'),
  (26, 'asb', 'animal-problems', 'Animal problems'),
  (27, 'asb', 'trespass', 'Trespass'),
  (28, 'asb', 'nuisance-communications', 'Nuisance communications'),
  (29, 'asb', 'street-drinking', 'Street drinking'),
  (30, 'asb', 'prostitution-related', 'Prostitution-related'),
  (31, 'asb', 'noise', 'Noise'),
  (32, 'asb', 'begging-vagrancy', 'Begging or vagrancy'),
  (33, 'asb', 'fireworks', 'Fireworks'),
  (40, 'alcohol', 'alcohol-other', 'Alcohol (type not given)'),
  (41, 'alcohol', 'alcohol-street-drinking', 'Street drinking (alcohol service)'),
  (42, 'alcohol', 'alcohol-ambulance-call', 'Alcohol-related ambulance call'),
  (43, 'alcohol', 'alcohol-assault-ae', 'A&E assault with alcohol'),
  (44, 'alcohol', 'licensed-premises-incident', 'Licensed-premises incident'),
  (45, 'alcohol', 'underage-sale', 'Underage sale'),
  (60, 'needle_find', 'needles', 'Needles found'),
  (61, 'needle_find', 'other-drug-litter', 'Other drug litter'),
  -- effort, not an incident: kept so that finds can be compared, never counted among the four kinds
  (70, 'sweep', 'searched-nothing-found', 'Searched, nothing found');

create table area (
  id       integer generated always as identity primary key,
  slug     text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name     text not null check (length(name) between 1 and 200),
  kind     text not null check (kind in ('district', 'ward', 'custom')),
  source   text not null,
  outline  geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline) and not ST_IsEmpty(outline))
);
comment on table area is 'Outlines to count inside: districts, wards, areas drawn by the partnership. source says where the line comes from.';

create table place (
  id       integer generated always as identity primary key,
  name     text not null check (length(name) between 1 and 200),
  weight   real not null check (weight > 0),
  point    geometry(Point, 4326) not null
);
comment on table place is 'Names to write on the map and to call a hex by ("near Shrub Hill"). weight orders them when there is no room.';

alter table partnership enable row level security;
alter table agency enable row level security;
alter table incident_type enable row level security;
alter table area enable row level security;
alter table place enable row level security;

create policy seen_by_partners on partnership for select using (viewer_agency() is not null);
create policy seen_by_partners on agency for select using (viewer_agency() is not null);
create policy seen_by_partners on incident_type for select using (viewer_agency() is not null);
create policy seen_by_partners on area for select using (viewer_agency() is not null);
create policy seen_by_partners on place for select using (viewer_agency() is not null);

-- Read only for members: the operator sets these up (npm run cli), so no insert, update or delete is granted.
grant select on partnership, agency, incident_type, area, place to commonground_member;
