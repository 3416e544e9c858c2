-- What stands near a place, and which orders hold there: context beside the figures.

create table landmark (
  id      integer generated always as identity primary key,
  kind    text not null check (kind in ('needle_exchange', 'sharps_bin', 'licensed_premises', 'school', 'other')),
  name    text not null check (length(trim(name)) between 1 and 200),
  source  text not null check (length(source) between 1 and 300),
  point   geometry(Point, 4326) not null
);
create index on landmark using gist (point);
comment on table landmark is 'Needle exchanges, sharps bins, licensed premises, schools. Public; a file brings all of a kind and replaces them.';

/* Public Spaces Protection Orders (Anti-social Behaviour, Crime and Policing Act 2014, section 59) end after three years at
   the latest, unless they are made again (section 60). */
create table public_order (
  id         integer generated always as identity primary key,
  name       text not null unique check (length(trim(name)) between 1 and 200),
  -- what it forbids or asks for
  what       text not null check (length(trim(what)) between 1 and 1000),
  starts_on  date not null,
  ends_on    date not null check (ends_on >= starts_on and ends_on <= starts_on + interval '3 years'),
  source     text not null check (length(source) between 1 and 300),
  outline    geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline) and not ST_IsEmpty(outline))
);
create index on public_order using gist (outline);
comment on table public_order is 'Public Spaces Protection Orders, with the day they end. Public.';

alter table landmark enable row level security;
alter table public_order enable row level security;
create policy seen_by_partners on landmark for select using ((select viewer_agency()) is not null);
create policy seen_by_partners on public_order for select using ((select viewer_agency()) is not null);
grant select on landmark, public_order to commonground_member;
