-- Needle finds and searches logged on a phone.

create table find (
  incident_id  bigint primary key references incident on delete cascade,
  agency_id    smallint not null references agency on delete restrict,
  -- made on the phone before sending, so that sending twice stores once. Unique within the agency only:
  -- across agencies it would tell one what another has.
  client_uuid  uuid not null,
  content_hash text not null,
  -- metres, as the phone said; null when the position was set by hand
  accuracy     real check (accuracy >= 0),
  count_text   text not null check (length(count_text) <= 40),
  place_type   text check (place_type in ('park', 'play_area', 'public_toilet', 'car_park', 'stairwell', 'alley', 'waterway', 'housing_land', 'doorway', 'other')),
  outcome      text not null check (outcome in ('made_safe', 'needs_collection', 'nothing_found')),
  note         text not null default '' check (length(note) <= 1000),
  -- clocks of phones are wrong: what it said, and when we heard
  device_time  timestamptz not null,
  received_at  timestamptz not null default now(),
  unique (agency_id, client_uuid)
);
comment on table find is 'What the street team adds to the incident of a find (or of a search that found nothing).';

alter table find enable row level security;
create policy seen_by_grant on find for select
  using (exists (select from incident where incident.id = incident_id));

-- Written beside its incident by the owner, in api/finds; members read.
grant select on find to commonground_member;
