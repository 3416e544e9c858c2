-- The audit: what was refused, read one by one, exported, agreed, and changed about people. Append-only, each line bound to the
-- one before it by a hash.

create table audit_event (
  -- the place in the chain. It never leaves the server: it would tell an agency how much the others do
  id             bigint primary key,
  -- the line's name for its readers; means nothing, and is not hashed
  reference      integer not null unique default unused_id('audit_event', 'reference'),
  at             timestamptz not null,
  -- no foreign keys: a line must outlive whatever it is about
  account_id     uuid,
  agency_id      smallint,
  event          text not null check (event ~ '^[a-z_]+\.[a-z_]+$'),
  outcome        text not null check (outcome in ('done', 'refused')),
  -- agencies whose records or people it is about: their administrators read it too
  concerns       smallint[] not null,
  -- facts in words and numbers; never coordinates, notes or tokens
  about          jsonb not null check (jsonb_typeof(about) = 'object'),
  previous_hash  bytea not null,
  hash           bytea not null
);
create index on audit_event (at);
create index on audit_event (event, at);
create index on audit_event (account_id);
comment on table audit_event is 'Append-only. hash = sha256(previous_hash || the line''s own text); npm run cli -- audit verify recomputes it.';

/* Not even the owner changes a line by accident; whoever removes this trigger breaks the chain all the same. */
create function refuse_change() returns trigger
  language plpgsql
as $$
begin
  raise exception 'The audit is only ever added to.';
end
$$;
create trigger append_only before update or delete on audit_event
  for each row execute function refuse_change();
create trigger never_emptied before truncate on audit_event
  for each statement execute function refuse_change();

alter table audit_event enable row level security;
create policy read_by_administrators on audit_event for select
  using (
    (select viewer_may('audit.read'))
    and (
      agency_id = (select viewer_agency())
      or (select viewer_agency()) = any (concerns)
      or (agency_id is null and (select viewer_may('partnership.manage')))
    )
  );
-- Not granted: insert, because lines are added through record_audit alone; update, delete.
grant select on audit_event to commonground_member;

create table audit_head (
  only_row   boolean primary key default true check (only_row),
  last_id    bigint not null,
  last_hash  bytea not null
);
comment on table audit_head is 'The newest line''s number and hash: a line cut off the end would be missed.';
insert into audit_head (last_id, last_hash) values (0, sha256('Common Ground'::bytea));

alter table audit_head enable row level security;
create policy read_by_nobody on audit_head using (false);
-- Not granted: anything. Whoever could write the head could add a line of another's.

/* What is hashed of a line, in this order. */
create function audit_text(
  id bigint, at timestamptz, account_id uuid, agency_id smallint, event text, outcome text, concerns smallint[], about jsonb
) returns text
  language sql immutable
  set timezone to 'UTC'
  return jsonb_build_array(id, at, account_id, agency_id, event, outcome, concerns, about)::text;

/* Adds a line for whoever the caller says. The head's lock puts lines in order. */
create function write_audit(
  account uuid, agency smallint, event text, outcome text, concerns smallint[], about jsonb
) returns bigint
  language plpgsql
  set search_path from current
as $$
declare
  head audit_head;
  moment timestamptz := clock_timestamp();
  next_hash bytea;
begin
  select * into head from audit_head for update;
  next_hash := sha256(
    head.last_hash
    || convert_to(audit_text(head.last_id + 1, moment, account, agency, event, outcome, concerns, about), 'UTF8'));
  insert into audit_event (id, at, account_id, agency_id, event, outcome, concerns, about, previous_hash, hash)
  values (head.last_id + 1, moment, account, agency, event, outcome, concerns, about, head.last_hash, next_hash);
  update audit_head set last_id = head.last_id + 1, last_hash = next_hash;
  return head.last_id + 1;
end
$$;
-- Not granted: execute. Members write in their own name only, through record_audit.
revoke execute on function write_audit(uuid, smallint, text, text, smallint[], jsonb) from public;

/* Adds a line for this transaction's viewer, whom the caller cannot choose. */
create function record_audit(event text, outcome text, concerns smallint[], about jsonb) returns bigint
  language sql security definer
  set search_path from current
as $$
  select write_audit(stated_account(), stated_agency(), event, outcome, concerns, about)
$$;

/* Names beside the lines that the viewer may read, also of people of other agencies. A security barrier: it reads accounts past
   their policies, so it states its whole condition itself. */
create view audit_name with (security_barrier = true) as
select account.id, account.name
from account
where exists (
  select
  from audit_event
  where audit_event.account_id = account.id
    and (select viewer_may('audit.read'))
    and (
      audit_event.agency_id = (select viewer_agency())
      or (select viewer_agency()) = any (audit_event.concerns)
      or (audit_event.agency_id is null and (select viewer_may('partnership.manage')))
    )
);
comment on view audit_name is 'Names of the people in the audit, for whoever may read its lines.';
grant select on audit_name to commonground_member;
