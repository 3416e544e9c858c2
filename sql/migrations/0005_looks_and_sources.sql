-- Alerts of weeks and slow rises beside those of days. Where evidence comes from: who reported it, or how it was found.

-- What has a history from now on, too.
alter table history drop constraint history_subject_check;
alter table history add check (subject in (
  'hotspot', 'action', 'agreement',
  'import', 'dataset', 'retention', 'sources', 'membership', 'identity_provider',
  'partnership', 'agency', 'area', 'residents', 'landmark', 'public_order', 'planned_release'));

-- --- alerts ------------------------------------------------------------------------------------------------------

alter table alert
  -- day: held to the same weekdays; week: Monday to Sunday; rise: the sum of two to eight weeks
  add column look text not null default 'day' check (look in ('day', 'week', 'rise')),
  -- the first day of what is unusual; its last is `day`
  add column since date,
  -- how often chance alone would alert like this, over everything that is looked at
  add column once_in_days double precision check (once_in_days > 0);
update alert
set since = day, once_in_days = 1 / (greatest(p, 1e-300) * series);
alter table alert
  alter column look drop default,
  alter column since set not null,
  alter column once_in_days set not null,
  drop column series,
  drop constraint alert_dataset_id_kind_sensitivity_area_id_signal_day_key,
  add unique nulls not distinct (dataset_id, kind, sensitivity, area_id, look, signal, day),
  add check (since <= day and (look = 'day') = (since = day)),
  add check (signal = 'incidents' or look = 'day');
comment on table alert is 'An unusual day, week or rise of one series: a feed, kind, sensitivity and area. Made once, notified once.';
comment on column alert.usual is 'incidents: the mean of as many days before; needles: a find''s';
comment on column alert.held_to is 'days of the same weekday, weeks, or finds before';
comment on column alert.level is 'the p at which a series of this strand alerts at this look';

-- --- where evidence comes from -----------------------------------------------------------------------------------

create table source_mark (
  agency_id  smallint not null references agency on delete restrict,
  type_id    smallint not null references incident_type on delete restrict,
  -- public: somebody reported it; looked: officers found it by looking; effort: found by counted effort, such as sweeps
  source     text not null check (source in ('public', 'looked', 'effort')),
  primary key (agency_id, type_id)
);
create index on source_mark (type_id);
comment on table source_mark is 'How an agency''s records of a type come to be known; without a line the default of api/contract/sources.ts holds.';
alter table source_mark enable row level security;
create policy read_by_partners on source_mark for select using ((select viewer_may('counts.read')));
create policy set_by_own_administrator on source_mark for insert
  with check ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()));
create policy changed_by_own_administrator on source_mark for update
  using ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()));
create policy dropped_by_own_administrator on source_mark for delete
  using ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()));
-- Not granted: update of agency_id and type_id.
grant select, insert, delete on source_mark to commonground_member;
grant update (source) on source_mark to commonground_member;

-- Partners who read counts read what they mean, and its history.
create policy read_of_source_marks on history for select
  using ((select viewer_may('counts.read')) and subject = 'sources');
create trigger recorded after insert or delete on source_mark
  for each row execute function record_history('sources', 'agency_id', 'type_id', 'agency_id', '', '');
create trigger recorded_changes after update on source_mark
  for each row execute function record_history('sources', 'agency_id', 'type_id', 'agency_id', '', '');
alter table source_mark enable always trigger recorded_changes;
