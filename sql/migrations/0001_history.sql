-- What a decision rests on has a history: who changed it, when, from what to what. Triggers write it, whoever writes the row.
-- Here too: a change to another agency's promise is a proposal, and a hotspot's evidence stands with the cells it counted.

-- --- evidence, with its cells -------------------------------------------------------------------------------------

/* What a hotspot was counted on, once for each set of cells that it has had. The newest is the present one, if its cells are
   the hotspot's: a hotspot whose cells were changed in any other way shows that its evidence was counted elsewhere. */
create table hotspot_evidence (
  hotspot_id  integer not null references hotspot on delete cascade,
  -- first, second, … of this hotspot
  take        smallint not null check (take > 0),
  -- whose transaction counted it: it holds what that agency could count
  agency_id   smallint not null references agency on delete restrict,
  resolution  smallint not null check (resolution between 6 and 11),
  cells       bigint[] not null check (cardinality(cells) between 1 and 500),
  -- window, filters and moment: minutes refer to them
  facts       jsonb not null,
  primary key (hotspot_id, take)
);
create index on hotspot_evidence (agency_id);
comment on table hotspot_evidence is 'The windows, filters and cells that a hotspot was counted on. Written once.';

insert into hotspot_evidence (hotspot_id, take, agency_id, resolution, cells, facts)
select id, 1, agency_id, resolution, cells, evidence
from hotspot;
alter table hotspot drop column evidence;

alter table hotspot_evidence enable row level security;
create policy read_by_partners on hotspot_evidence for select using ((select viewer_may('actions.read')));
-- Evidence is of the cells that the hotspot has at that moment.
create policy counted_on_its_cells on hotspot_evidence for insert
  with check (
    (select viewer_may('hotspots.edit'))
    and agency_id = (select viewer_agency())
    and exists (
      select
      from hotspot
      where hotspot.id = hotspot_id
        and hotspot.cells = hotspot_evidence.cells
        and hotspot.resolution = hotspot_evidence.resolution
    )
  );
-- Not granted: update, delete. Earlier evidence stays beside the new.
grant select, insert on hotspot_evidence to commonground_member;

alter table hotspot_count
  add column take smallint not null default 1,
  drop constraint hotspot_count_hotspot_id_provider_id_kind_sensitivity_key,
  add unique nulls not distinct (hotspot_id, take, provider_id, kind, sensitivity),
  add foreign key (hotspot_id, take) references hotspot_evidence on delete cascade;
comment on column hotspot_count.take is 'Which of the hotspot''s evidence it is part of.';

drop policy counted_by_own_agency on hotspot_count;
create policy counted_by_own_agency on hotspot_count for insert
  with check (
    (select viewer_may('hotspots.edit'))
    and exists (
      select
      from hotspot_evidence
      where hotspot_evidence.hotspot_id = hotspot_count.hotspot_id
        and hotspot_evidence.take = hotspot_count.take
        and hotspot_evidence.agency_id = (select viewer_agency())
    )
  );

/* A hotspot is never without evidence. Checked when the transaction ends, because its evidence refers to it. */
create function refuse_uncounted_hotspot() returns trigger
  language plpgsql security definer
  set search_path from current
as $$
begin
  if not exists (select from hotspot_evidence where hotspot_id = new.id) then
    raise exception 'A hotspot is stored with the evidence of its cells.';
  end if;
  return null;
end
$$;
revoke execute on function refuse_uncounted_hotspot() from public;
create constraint trigger counted after insert on hotspot
  deferrable initially deferred
  for each row execute function refuse_uncounted_hotspot();

-- --- another agency's promise -------------------------------------------------------------------------------------
-- An action is the promise of its agency. Those who assign actions give one to an agency as proposed, with its milestones in
-- the same transaction. From then on its own agency alone changes it; others propose.

drop policy assigned_by_the_meeting on action;
drop policy changed_by_the_meeting on action;
drop policy changed_by_its_owner on action;
create policy assigned_by_the_meeting on action for insert
  with check ((select viewer_may('actions.assign')) and state = 'proposed');
create policy changed_by_its_agency on action for update
  using ((select viewer_may('actions.report')) and agency_id = (select viewer_agency()))
  with check (
    agency_id = (select viewer_agency())
    -- handed on, it is the other agency's to agree to
    or ((select viewer_may('actions.assign')) and state = 'proposed')
  );

drop policy kept_by_the_meeting on milestone;
drop policy kept_by_its_owner on milestone;
create policy kept_by_its_agency on milestone
  using (
    (select viewer_may('actions.report'))
    and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
  );
create policy planned_by_the_meeting on milestone for insert
  with check (
    (select viewer_may('actions.assign'))
    -- of an action that this transaction assigns
    and exists (select from action where action.id = action_id and action.created_at = now())
  );

create table action_proposal (
  id          integer generated always as identity primary key,
  action_id   integer not null references action on delete restrict,
  -- the agency that proposes
  agency_id   smallint not null references agency on delete restrict,
  -- of the action, as the proposer saw it: one that has changed since cannot be changed by this
  version     integer not null,
  -- the fields as they would be; a move as state and state_reason
  changes     jsonb not null check (jsonb_typeof(changes) = 'object' and changes <> '{}'),
  state       text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  -- why it was declined
  answer      text not null default '' check (length(answer) <= 1000),
  created_at  timestamptz not null default now(),
  decided_at  timestamptz,
  check ((state = 'open') = (decided_at is null))
);
create index on action_proposal (action_id);
create index on action_proposal (agency_id);
comment on table action_proposal is 'A change to an action that another agency proposes to the one that owns it.';

alter table action_proposal enable row level security;
create policy read_by_partners on action_proposal for select using ((select viewer_may('actions.read')));
create policy proposed_by_another_agency on action_proposal for insert
  with check (
    (select viewer_may('actions.assign'))
    and agency_id = (select viewer_agency())
    and state = 'open'
    and exists (select from action where action.id = action_id and action.agency_id <> (select viewer_agency()))
  );
create policy decided_by_its_agency on action_proposal for update
  using (
    state = 'open'
    and (select viewer_may('actions.report'))
    and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
  )
  with check (
    state in ('accepted', 'declined')
    and exists (select from action where action.id = action_id and action.agency_id = (select viewer_agency()))
  );
create policy withdrawn_by_its_proposer on action_proposal for update
  using (
    state = 'open'
    and (select viewer_may('actions.assign'))
    and agency_id = (select viewer_agency())
  )
  with check (state = 'withdrawn' and agency_id = (select viewer_agency()));
-- Not granted: update of what is proposed; delete. A decision cannot be taken back.
grant select, insert on action_proposal to commonground_member;
grant update (state, answer, decided_at) on action_proposal to commonground_member;

-- --- history ------------------------------------------------------------------------------------------------------

create table history (
  -- what it is about, as its readers know it: an action's milestones are the action's
  subject     text not null check (subject in (
    'hotspot', 'action', 'agreement',
    'import', 'dataset', 'retention_period', 'membership', 'identity_provider',
    'partnership', 'agency', 'area', 'residents', 'landmark', 'public_order', 'planned_release')),
  subject_id  text not null,
  -- first, second, … of this subject. A sequence would tell how often others' subjects change
  place       integer not null check (place > 0),
  at          timestamptz not null,
  -- no foreign keys: a line must outlive whatever it is about.
  -- Whom the transaction states; null: the server itself, or whoever runs it
  account_id  uuid,
  -- as they were called then
  account     text,
  agency_id   smallint,
  -- the agency whose rows alone it is about; null: every partner's
  owner_id    smallint,
  of_table    text not null,
  -- which of the subject's rows; empty: the subject's own
  row_key     text not null,
  -- begin: a row that was there before this table
  verb        text not null check (verb in ('begin', 'insert', 'update', 'delete')),
  before      jsonb not null check (jsonb_typeof(before) = 'object'),
  after       jsonb not null check (jsonb_typeof(after) = 'object'),
  primary key (subject, subject_id, place)
);
comment on table history is 'Who changed what, when, from what to what. Append-only, written by triggers. It holds no secret.';
comment on column history.before is 'The changed columns alone. Cells are hexadecimal; outlines and points are digests.';

/* Not even the owner changes a line by accident. */
create function refuse_history_change() returns trigger
  language plpgsql
as $$
begin
  raise exception 'History is only ever added to.';
end
$$;
create trigger append_only before update or delete on history
  for each row execute function refuse_history_change();
create trigger never_emptied before truncate on history
  for each statement execute function refuse_history_change();

alter table history enable row level security;
-- Whoever may read the subject's row may read its history.
create policy read_of_the_meeting on history for select
  using ((select viewer_may('actions.read')) and subject in ('hotspot', 'action'));
create policy read_of_agreements on history for select
  using ((select viewer_may('agreements.read')) and subject = 'agreement');
create policy read_of_shared_settings on history for select
  using (
    (select viewer_agency()) is not null
    and subject in (
      'partnership', 'agency', 'area', 'residents', 'landmark', 'public_order', 'planned_release')
  );
create policy read_of_own_files on history for select
  using (
    (select viewer_may('imports.read'))
    and owner_id = (select viewer_agency())
    -- and for how long they are kept
    and subject in ('import', 'dataset', 'retention_period')
  );
create policy read_of_own_people on history for select
  using (
    (select viewer_may('people.manage'))
    and owner_id = (select viewer_agency())
    and subject in ('membership', 'identity_provider')
  );
-- Not granted: account_id, because the name is enough; insert, update, delete, because triggers write it.
grant select (subject, subject_id, place, at, account, agency_id, owner_id, of_table, row_key, verb, before, after)
  on history to commonground_member;

/* Columns of a row, named one after the other, as one text. */
create function history_key(of_row jsonb, columns text) returns text
  language sql immutable
  return (
    select coalesce(string_agg(of_row ->> name, ':' order by n), '')
    from unnest(string_to_array(columns, ' ')) with ordinality named (name, n)
  );

/* What is kept of a row: without the columns that are left out. A cell is a number that JSON readers cannot hold; an outline
   may have millions of corners. */
create function history_values(of_row jsonb, left_out text) returns jsonb
  language sql immutable
  return (
    select coalesce(
      jsonb_object_agg(
        key,
        case
          when key = 'cells' then (
            select jsonb_agg(to_hex(cell::bigint) order by n)
            from jsonb_array_elements_text(value) with ordinality chosen (cell, n)
          )
          when key in ('outline', 'point') then to_jsonb(md5(value::text))
          else value
        end),
      '{}')
    from jsonb_each(of_row)
    where key <> all (string_to_array(left_out, ' '))
  );

/* Adds a line of a subject, in the name of whom the transaction states. Its first line's lock puts writers in order. */
create function write_history(
  of_subject text, of_id text, owner smallint, of_table text, row_key text, verb text, before jsonb, after jsonb
) returns void
  language plpgsql
  set search_path from current
as $$
begin
  perform from history where subject = of_subject and subject_id = of_id and place = 1 for update;
  insert into history (
    subject, subject_id, place, at, account_id, account, agency_id, owner_id, of_table, row_key, verb, before, after)
  select
    of_subject, of_id,
    1 + coalesce((select max(place) from history where subject = of_subject and subject_id = of_id), 0),
    clock_timestamp(), stated_account(), (select name from account where id = stated_account()), stated_agency(),
    owner, write_history.of_table, write_history.row_key, write_history.verb, write_history.before, write_history.after;
end
$$;

/* Of a row: after each insert, update and delete. Arguments: the subject; the columns that name it; those that name the row
   within it; the column of the agency whose rows alone it is about; columns that are left out; columns that every line
   holds. An update that changes nothing kept has no line. */
create function record_history() returns trigger
  language plpgsql security definer
  set search_path from current
as $$
declare
  earlier jsonb := case when tg_op = 'INSERT' then '{}' else history_values(to_jsonb(old), tg_argv[4]) end;
  later jsonb := case when tg_op = 'DELETE' then '{}' else history_values(to_jsonb(new), tg_argv[4]) end;
  present jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  changed text[];
begin
  select array_agg(key)
  into changed
  from jsonb_object_keys(earlier || later) key
  where earlier -> key is distinct from later -> key;
  if changed is null then
    return null;
  end if;
  changed := changed || string_to_array(tg_argv[5], ' ');
  perform write_history(
    tg_argv[0], history_key(present, tg_argv[1]), (present ->> tg_argv[3])::smallint, tg_table_name,
    history_key(present, tg_argv[2]), lower(tg_op),
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(earlier) where key = any (changed)),
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(later) where key = any (changed)));
  return null;
end
$$;

/* Of a whole statement, where a file replaces thousands of rows: how many, by the column named. Arguments: the subject, the
   column. */
create function record_bulk_history() returns trigger
  language plpgsql security definer
  set search_path from current
as $$
declare
  counted jsonb;
begin
  -- the first lines of all subjects of this sort
  perform pg_advisory_xact_lock(hashtextextended('history of ' || tg_argv[0], 0));
  select jsonb_object_agg(name, n)
  into counted
  from (
    select to_jsonb(changed) ->> tg_argv[1] as name, count(*) as n
    from changed
    group by 1
  ) by_name;
  if counted is null then
    return null;
  end if;
  perform write_history(
    tg_argv[0], 'all', null, tg_table_name, '', lower(tg_op),
    case when tg_op = 'DELETE' then counted else '{}' end,
    case when tg_op = 'DELETE' then '{}' else counted end);
  return null;
end
$$;
-- Not granted: execute. Triggers alone write history.
revoke execute on function write_history(text, text, smallint, text, text, text, jsonb, jsonb) from public;
revoke execute on function record_history() from public;
revoke execute on function record_bulk_history() from public;

/* Every table that has a history, with the arguments of record_history(); and the rows that are there already. Which tables
   have none, and why: test/db/history_tables.ts. */
do $$
declare
  one record;
begin
  for one in
    select *
    from (values
      (1, 'partnership',       'partnership',       'only_row',             '',          '',          'instance',     ''),
      (1, 'agency',            'agency',            'id',                   '',          '',          '',             ''),
      (1, 'membership',        'membership',        'agency_id account_id', '',          'agency_id', '',             ''),
      (1, 'identity_provider', 'identity_provider', 'agency_id',            '',          'agency_id', 'secret',       ''),
      (1, 'area',              'area',              'id',                   '',          '',          '',             ''),
      (1, 'public_order',      'public_order',      'id',                   '',          '',          '',             ''),
      (1, 'dataset',           'dataset',           'id',                   '',          'agency_id', '',             ''),
      (1, 'planned_release',   'planned_release',   'period',               '',          '',          'account_id agency_id', ''),
      (1, 'agreement',         'agreement',         'id',                   '',          '',          '',             ''),
      (2, 'agreement_party',   'agreement',         'agreement_id',         'agency_id', '',          'accepted_by',  ''),
      (1, 'hotspot',           'hotspot',           'id',                   '',          '',          '',             ''),
      (1, 'action',            'action',            'id',                   '',          '',          '',             ''),
      (2, 'milestone',         'action',            'action_id',            'id',        '',          '',             ''),
      (3, 'action_proposal',   'action',            'action_id',            'id',        '',          '',             ''),
      -- what was read of the file, and sample rows of it, are not kept; how many rows came in stands with each state
      (1, 'import',            'import',            'id',                   '',          'agency_id', 'inspection preview bytes_read',
        'rows_read rows_accepted rows_already_present rows_changed rows_withdrawn rows_rejected rows_without_place')
    ) recorded (step, of_table, subject, names, row_names, owner, left_out, always)
    order by step
  loop
    execute format(
      'create trigger recorded after insert or delete on %I
         for each row execute function record_history(%L, %L, %L, %L, %L, %L)',
      one.of_table, one.subject, one.names, one.row_names, one.owner, one.left_out, one.always);
    execute format(
      'create trigger recorded_changes after update on %I
         for each row %s execute function record_history(%L, %L, %L, %L, %L, %L)',
      one.of_table,
      -- an import counts its rows as it reads: only what a person settles and what becomes of it is history
      case when one.of_table = 'import' then
        'when (
           new.state <> ''reading''
           and (old.state, old.mapping, old.sensitivity) is distinct from (new.state, new.mapping, new.sensitivity))'
      else '' end,
      one.subject, one.names, one.row_names, one.owner, one.left_out, one.always);
    -- the embedded database commits an import with its triggers off (foreign keys are checked by row): not with these
    execute format('alter table %I enable always trigger recorded_changes', one.of_table);
    execute format(
      'insert into history (subject, subject_id, place, at, owner_id, of_table, row_key, verb, before, after)
       select
         %L, subject_id,
         row_number() over (partition by subject_id order by row_key)
           + coalesce((select max(place) from history where subject = %L and history.subject_id = there.subject_id), 0),
         now(), (present ->> %L)::smallint, %L, row_key, ''begin'', ''{}'', history_values(present, %L)
       from (
         select history_key(to_jsonb(one), %L) as subject_id, history_key(to_jsonb(one), %L) as row_key, to_jsonb(one) as present
         from %I one
       ) there',
      one.subject, one.subject, one.owner, one.of_table, one.left_out, one.names, one.row_names, one.of_table);
  end loop;
  for one in
    select *
    from (values
      ('residents_zone', 'residents', 'source'),
      ('landmark', 'landmark', 'kind')
    ) recorded (of_table, subject, named)
  loop
    execute format(
      'create trigger recorded_inserts after insert on %I referencing new table as changed
         for each statement execute function record_bulk_history(%L, %L)',
      one.of_table, one.subject, one.named);
    execute format(
      'create trigger recorded_updates after update on %I referencing new table as changed
         for each statement execute function record_bulk_history(%L, %L)',
      one.of_table, one.subject, one.named);
    execute format(
      'create trigger recorded_deletes after delete on %I referencing old table as changed
         for each statement execute function record_bulk_history(%L, %L)',
      one.of_table, one.subject, one.named);
  end loop;
end
$$;
