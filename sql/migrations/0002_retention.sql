-- Retention: for how long an agency keeps exact places, words, and rows that did not come in. What has become coarse or was
-- erased is counted as before.

-- A place that was exact once: the centre of its hexagon of size 11, the smallest that anything is counted in.
alter type place_precision add value 'hexagon';

create table retention_period (
  agency_id  smallint not null references agency on delete restrict,
  class      text not null check (class in ('places', 'texts', 'rejects')),
  months     smallint not null check (months between 1 and 120),
  primary key (agency_id, class)
);
comment on table retention_period is 'For how many months an agency keeps what; without a line the period of api/contract/retention.ts holds.';

alter table retention_period enable row level security;
create policy read_by_own_agency on retention_period for select
  using ((select viewer_may('agreements.read')) and agency_id = (select viewer_agency()));
create policy set_by_own_administrator on retention_period for insert
  with check ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()));
create policy changed_by_own_administrator on retention_period for update
  using ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()));
-- Not granted: delete; update of agency_id and class.
grant select, insert on retention_period to commonground_member;
grant update (months) on retention_period to commonground_member;

-- Its history is its own agency's, as its periods are.
create policy read_of_own_periods on history for select
  using (
    (select viewer_may('agreements.read'))
    and owner_id = (select viewer_agency())
    and subject = 'retention'
  );
create trigger recorded after insert or delete on retention_period
  for each row execute function record_history('retention', 'agency_id', 'class', 'agency_id', '', '');
create trigger recorded_changes after update on retention_period
  for each row execute function record_history('retention', 'agency_id', 'class', 'agency_id', '', '');
alter table retention_period enable always trigger recorded_changes;

-- A version in which exact places became coarse: its change_rows move rows from cell to cell.
alter table change drop constraint change_kind_check;
alter table change add check (kind in ('import', 'undo', 'find', 'closed', 'coarsened'));
