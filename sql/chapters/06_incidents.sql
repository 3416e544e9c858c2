-- Incidents: what happened, where and when, as agencies reported it; and finds, the incidents that a street team logs.
-- Who may read an incident is decided in 04_sharing.sql: viewer_grants().
-- Not granted: insert, update, delete on any table here. Imports and the logging of finds write as the owner, after the route
-- has checked whose dataset it is.

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

alter table incident_type enable row level security;
create policy read_by_partners on incident_type for select using ((select viewer_agency()) is not null);
grant select on incident_type to commonground_member;

create table incident (
  id               bigint generated always as identity primary key,
  agency_id        smallint not null,
  dataset_id       integer not null,
  import_id        integer references import on delete restrict,
  -- what the feed restates as one: a police force's month. null: the feed only ever adds or corrects by reference.
  scope            integer,
  identity_hash    bigint not null,
  content_hash     bigint not null,
  source_ref       text,
  type_id          smallint not null references incident_type on delete restrict,
  started_at       timestamptz not null,
  ended_at         timestamptz check (ended_at >= started_at),
  -- Europe/London date of started_at; the first of the month when only the month is known
  local_day        date not null,
  time_precision   time_precision not null,
  geom             geometry(Point, 4326),
  easting          integer,
  northing         integer,
  place_precision  place_precision,
  cell             bigint,
  sensitivity      smallint not null default 1 check (sensitivity between 0 and 3),
  share_key        smallint not null generated always as (agency_id * 4 + sensitivity) stored,
  needles_min      integer check (needles_min >= 0),
  needles_max      integer check (needles_max >= needles_min),
  details          jsonb,
  -- a later statement of the same feed no longer has this row
  withdrawn_by     integer references import on delete restrict,
  check ((geom is null) = (cell is null)),
  foreign key (dataset_id, agency_id) references dataset (id, agency_id) on delete restrict
);
-- A GiST and more btrees make loading three times slower. No btree on time alone: the planner would take it.
create index incident_day on incident using brin (local_day);
create index incident_cell on incident (cell, local_day) include (type_id, share_key);
create index incident_identity on incident (dataset_id, identity_hash);
create index incident_import on incident using brin (import_id);
create index incident_withdrawn on incident (withdrawn_by) where withdrawn_by is not null;
comment on table incident is 'What happened, where and when, as one agency reported it. The only truth: the hex index is derived from it.';
comment on column incident.cell is 'H3 cell at resolution 12; a coarser one is coarser(cell, resolution).';
comment on column incident.content_hash is 'Hash of all that matters in the source row: the same file again adds nothing.';

alter table incident enable row level security;
create policy read_by_grant on incident for select
  using (may_read_incidents((select viewer_grant_bits()), share_key, type_id / 20));
-- Not granted to members: exact places (geom, easting, northing), references (source_ref), free text (details), and the
-- import's hashes and scope. A point reader, whose roles carry points.read, reads every column.
grant select (id, agency_id, dataset_id, import_id, type_id, started_at, ended_at, local_day, time_precision, place_precision,
              cell, sensitivity, share_key, needles_min, needles_max, withdrawn_by)
  on incident to commonground_member;
grant select on incident to commonground_point_reader;

/* What counts as an incident: still stated, and more than a search that found nothing. Without exact places, references and
   free text: members count from it. It runs as its reader, so incident's policy applies. */
create view counted_incident with (security_invoker = true) as
select id, agency_id, dataset_id, type_id, started_at, ended_at, local_day, time_precision,
       place_precision, cell, sensitivity, share_key, needles_min, needles_max
from incident
where withdrawn_by is null
  and type_id <> 70;
comment on view counted_incident is 'The rows every count is made of. The hex index is held equal to it.';
grant select on counted_incident to commonground_member;

/* Which kinds of incident each feed brings (a kind code is type_id / 20): what is missing when a month of it does not arrive. A
   line a feed and kind, of every agency's feeds: partners know of each other which kinds of record they keep, not how many.
   One pass over the rows: the caller keeps the result until the data change. */
create function feed_kinds()
returns table (dataset_id integer, kind smallint)
  language sql stable security definer
  set search_path from current
as $$
  select distinct incident.dataset_id, (incident.type_id / 20)::smallint
  from incident
  where (select viewer_agency()) is not null
    and (select viewer_may('counts.read'))
$$;

-- --- finds ------------------------------------------------------------------------------------------------------

create table find (
  incident_id  bigint primary key references incident on delete cascade,
  agency_id    smallint not null references agency on delete restrict,
  -- made on the phone before sending, so that sending twice stores once. Unique within the agency only:
  -- across agencies it would reveal to one what another has.
  client_uuid  uuid not null,
  content_hash text not null,
  -- metres, as the phone reported; null when the position was set by hand
  accuracy     real check (accuracy >= 0),
  count_text   text not null check (length(count_text) <= 40),
  place_type   text check (place_type in ('park', 'play_area', 'public_toilet', 'car_park', 'stairwell', 'alley', 'waterway', 'housing_land', 'doorway', 'other')),
  outcome      text not null check (outcome in ('made_safe', 'needs_collection', 'nothing_found')),
  note         text not null default '' check (length(note) <= 1000),
  -- clocks of phones are wrong: the phone's time, and the server's
  device_time  timestamptz not null,
  received_at  timestamptz not null default now(),
  -- who logged it: the street team reads its own
  account_id   uuid references account on delete restrict,
  unique (agency_id, client_uuid)
);
create index on find (account_id);
comment on table find is 'What the street team adds to the incident of a find (or of a search that found nothing).';

alter table find enable row level security;
create policy read_by_nobody on find using (false);
-- Not granted: select. Members read finds in find_record.

/* Finds one by one: to those who may read finds, of agencies whose incidents they may read; to the street team, its own.
   A security barrier: it shows exact places past the column grants, so it states its whole condition itself. */
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
    and may_read_incidents((select viewer_grant_bits()), incident.share_key, incident.type_id / 20)
  )
  or (
    (select viewer_may('finds.log'))
    and find.agency_id = (select viewer_agency())
    and find.account_id = (select viewer_account())
  );
comment on view find_record is 'A find with its exact place and note, as far as its reader may read it.';
grant select on find_record to commonground_member;

/* Whether the records of a real partnership are here: a person who is none of the sample's, or a record that such a person
   (or the operator) put in. What a one-click person of the sample adds does not count. */
create function real_data_present() returns boolean
  language sql stable
  set search_path from current
as $$
  select
    exists (select from account where kind = 'person' and not sample)
    or exists (
      select
      from import
      join account on account.id = import.account_id
      where not account.sample
        and not import.dry_run
        and import.state in ('committing', 'done')
    )
    or exists (
      select
      from find
      join account on account.id = find.account_id
      where not account.sample
    )
$$;
-- Not granted: execute. Sign-in calls it as the owner.
revoke execute on function real_data_present() from public;
