-- Actions: what an agency does about a hotspot. Owner, dates, resource, measure; milestones and progress.

create table action (
  id            integer generated always as identity primary key,
  hotspot_id    integer not null references hotspot on delete restrict,
  -- the agency that owns the work
  agency_id     smallint not null references agency on delete restrict,
  person        text not null check (length(trim(person)) between 1 and 120),
  what          text not null check (length(trim(what)) between 1 and 2000),
  starts_on     date not null,
  due_on        date not null check (due_on >= starts_on),
  hours         numeric(8, 1) not null default 0 check (hours >= 0),
  pounds        numeric(12, 2) not null default 0 check (pounds >= 0),
  measure       text not null check (length(trim(measure)) between 1 and 500),
  baseline      numeric(14, 2) not null,
  target        numeric(14, 2) not null,
  state         text not null default 'proposed'
                check (state in ('proposed', 'agreed', 'in_progress', 'blocked', 'done', 'cancelled')),
  state_reason  text not null default '' check (length(state_reason) <= 1000),
  version       integer not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index on action (hotspot_id);
create index on action (agency_id);
comment on table action is 'A specific, time-bound, resourced piece of work by one agency, with a measure of success.';
comment on column action.state is 'Allowed moves are the table in api/actions/state.ts.';

alter table action enable row level security;
create policy read_by_partners on action for select using ((select viewer_may('actions.read')));
create policy assigned_by_the_meeting on action for insert with check ((select viewer_may('actions.assign')));
create policy changed_by_the_meeting on action for update using ((select viewer_may('actions.assign')));
create policy changed_by_its_owner on action for update
  using ((select viewer_may('actions.report')) and agency_id = (select viewer_agency()));
-- Not granted: delete, because an action is cancelled; update of its hotspot and of when it was made.
grant select, insert on action to commonground_member;
grant update (agency_id, person, what, starts_on, due_on, hours, pounds, measure, baseline, target, state, state_reason, version, updated_at)
  on action to commonground_member;

create table milestone (
  id         integer generated always as identity primary key,
  action_id  integer not null references action on delete cascade,
  title      text not null check (length(trim(title)) between 1 and 200),
  due_on     date not null,
  done_on    date
);
create index on milestone (action_id);
comment on table milestone is 'A step of an action with a date of its own.';

alter table milestone enable row level security;
create policy read_by_partners on milestone for select using ((select viewer_may('actions.read')));
create policy kept_by_the_meeting on milestone using ((select viewer_may('actions.assign')));
create policy kept_by_its_owner on milestone
  using (
    (select viewer_may('actions.report'))
    and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
  );
-- Not granted: update of action_id. A milestone never moves to another action.
grant select, insert on milestone to commonground_member;
grant update (title, due_on, done_on), delete on milestone to commonground_member;

create table progress (
  id          integer generated always as identity primary key,
  action_id   integer not null references action on delete cascade,
  -- who reported it
  agency_id   smallint not null references agency on delete restrict,
  on_day      date not null,
  note        text not null check (length(trim(note)) between 1 and 4000),
  hours       numeric(8, 1) not null default 0 check (hours >= 0),
  measured    numeric(14, 2),
  created_at  timestamptz not null default now()
);
create index on progress (action_id);
create index on progress (agency_id);
comment on table progress is 'What was done, when, in how many hours, and where the measure stood. Only ever added.';

alter table progress enable row level security;
create policy read_by_partners on progress for select using ((select viewer_may('actions.read')));
create policy reported_by_own_agency on progress for insert
  with check (
    agency_id = (select viewer_agency())
    and (
      (select viewer_may('actions.assign'))
      or (
        (select viewer_may('actions.report'))
        and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
      )
    )
  );
-- Not granted: update, delete. It is the record of what was done.
grant select, insert on progress to commonground_member;
