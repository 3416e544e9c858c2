-- Releases: counts of one closed month for the public, built once and kept byte for byte as they were published.
-- Not granted: insert, update, delete. Building a release counts every agency's rows past their policies, so only the owner
-- writes, after the route has checked that the host agency's administrator builds. The public reads the files.

/* What has been published stays: not even the owner changes it by accident, or builds it a second time. */
create function refuse_second_release() returns trigger
  language plpgsql
as $$
begin
  raise exception 'A release is never changed or removed: what was published once stays as it was.';
end
$$;

create table release_geography (
  only_row   boolean primary key default true check (only_row),
  geography  text not null unique check (geography in ('h3-8', 'districts', 'wards')),
  chosen_at  timestamptz not null,
  chosen_by  text not null check (length(chosen_by) between 1 and 200)
);
comment on table release_geography is 'One row, written with the first release: by which places every release counts. Two geographies of one month could be subtracted from each other.';
create trigger published_once before update or delete on release_geography
  for each row execute function refuse_second_release();
create trigger never_emptied before truncate on release_geography
  for each statement execute function refuse_second_release();
alter table release_geography enable row level security;
create policy read_by_partners on release_geography for select using ((select viewer_agency()) is not null);
grant select on release_geography to commonground_member;

create table release (
  -- the month, by its first day: released once, so one geography a month too
  period          date primary key check (extract(day from period) = 1),
  geography       text not null references release_geography (geography) on delete restrict,
  built_at        timestamptz not null,
  -- the person who built it, or: schedule
  built_by        text not null check (length(built_by) between 1 and 200),
  method_version  smallint not null check (method_version > 0)
);
create index on release (geography);
comment on table release is 'A month that has been released. Written in one transaction with its files, before anything is published.';
create trigger published_once before update or delete on release
  for each row execute function refuse_second_release();
create trigger never_emptied before truncate on release
  for each statement execute function refuse_second_release();
alter table release enable row level security;
create policy read_by_partners on release for select using ((select viewer_agency()) is not null);
grant select on release to commonground_member;

create table release_file (
  period   date not null references release on delete restrict,
  name     text not null check (name in ('release.json', 'release.csv', 'release.geojson', 'method.md')),
  content  text not null,
  sha256   text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  primary key (period, name)
);
comment on table release_file is 'What is published, byte for byte. The files under DATA_DIR/releases are copies, made again from here when they are lost.';
create trigger published_once before update or delete on release_file
  for each row execute function refuse_second_release();
create trigger never_emptied before truncate on release_file
  for each statement execute function refuse_second_release();
alter table release_file enable row level security;
create policy read_by_partners on release_file for select using ((select viewer_agency()) is not null);
grant select on release_file to commonground_member;

/* A release that has been announced, and is published a day later unless an administrator stops it. */
create table planned_release (
  period        date primary key check (extract(day from period) = 1),
  geography     text not null check (geography in ('h3-8', 'districts', 'wards')),
  announced_at  timestamptz not null,
  -- the person who announced it, or: schedule
  announced_by  text not null check (length(announced_by) between 1 and 200),
  publish_from  timestamptz not null check (publish_from >= announced_at + interval '1 day'),
  -- whom the audit names when it is published; null: the schedule
  account_id    uuid references account on delete restrict,
  agency_id     smallint references agency on delete restrict,
  stopped_at    timestamptz,
  stopped_by    text check (length(stopped_by) between 1 and 200),
  stopped_why   text check (length(stopped_why) between 1 and 1000),
  check (num_nulls(stopped_at, stopped_by, stopped_why) in (0, 3))
);
create index on planned_release (account_id);
create index on planned_release (agency_id);
comment on table planned_release is 'Releases that are announced or were stopped. One that has been published is in table release.';
alter table planned_release enable row level security;
create policy read_by_partners on planned_release for select using ((select viewer_agency()) is not null);
-- Not granted: account_id and agency_id, which are the audit's; insert, update, delete, as for all tables here.
grant select (period, geography, announced_at, announced_by, publish_from, stopped_at, stopped_by, stopped_why)
  on planned_release to commonground_member;
