-- Sharing agreements between agencies, and what follows from them: who may read an incident, and who may count it.

create table agreement (
  id               integer generated always as identity primary key,
  provider_id      smallint not null references agency on delete restrict,
  -- agency: one recipient; partners: every other agency that accepts; public: the monthly release
  audience         text not null check (audience in ('agency', 'partners', 'public')),
  recipient_id     smallint references agency on delete restrict,
  -- point: rows; cell: counts of whole months in hexagons, small ones left out; release: the public release
  level            text not null check (level in ('point', 'cell', 'release')),
  kinds            text[] not null check (
    cardinality(kinds) > 0 and kinds <@ array['crime', 'asb', 'alcohol', 'needle_find']),
  max_sensitivity  smallint not null check (max_sensitivity between 0 and 3),
  -- level cell only: the smallest hexagons, and the count below which a hexagon's month of one kind is left out
  resolution       smallint check (resolution between 6 and 9),
  threshold        smallint check (threshold between 1 and 100),
  purpose          text not null check (length(trim(purpose)) between 1 and 1000),
  legal_basis      text not null check (length(trim(legal_basis)) between 1 and 1000),
  starts_on        date not null,
  ends_on          date not null check (ends_on >= starts_on),
  review_on        date not null check (review_on between starts_on and ends_on),
  proposed_by      smallint not null references agency on delete restrict,
  proposed_at      timestamptz not null default now(),
  revoked_at       timestamptz,
  revoked_by       smallint references agency on delete restrict,
  revoked_why      text not null default '' check (length(revoked_why) <= 1000),
  check ((audience = 'agency') = (recipient_id is not null)),
  check (recipient_id <> provider_id),
  check ((audience = 'public') = (level = 'release')),
  check ((level = 'cell') = (resolution is not null and threshold is not null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create index on agreement (provider_id);
create index on agreement (recipient_id);
create index on agreement (proposed_by);
create index on agreement (revoked_by);
comment on table agreement is 'What one agency lets others read or count of its records, why, and until when. Its terms never change: another one replaces it.';

alter table agreement enable row level security;
-- Every partner reads what has been agreed between whom. Administrators agree, for their own agency only.
create policy read_by_partners on agreement for select using ((select viewer_may('agreements.read')));
create policy proposed_by_a_party on agreement for insert
  with check (
    (select viewer_may('agreements.manage'))
    and proposed_by = (select viewer_agency())
    and (select viewer_agency()) in (provider_id, recipient_id)
  );
create policy revoked_by_a_party on agreement for update
  using (
    (select viewer_may('agreements.manage'))
    and revoked_at is null
    and (select viewer_agency()) in (provider_id, recipient_id)
  )
  with check (revoked_by = (select viewer_agency()));
-- Not granted: update of the terms, which are written once; delete. A revocation cannot be taken back.
grant select, insert on agreement to commonground_member;
grant update (revoked_at, revoked_by, revoked_why) on agreement to commonground_member;

create table agreement_party (
  agreement_id  integer not null references agreement on delete restrict,
  agency_id     smallint not null references agency on delete restrict,
  accepted_by   uuid not null references account on delete restrict,
  accepted_at   timestamptz not null default now(),
  -- a recipient that leaves an agreement with all partners; the others keep it
  ended_at      timestamptz,
  primary key (agreement_id, agency_id)
);
create index on agreement_party (agency_id);
create index on agreement_party (accepted_by);
comment on table agreement_party is 'Who has accepted an agreement. It acts between the provider and each recipient once both have.';

alter table agreement_party enable row level security;
create policy read_by_partners on agreement_party for select using ((select viewer_may('agreements.read')));
create policy accepted_by_own_agency on agreement_party for insert
  with check (
    (select viewer_may('agreements.manage'))
    and agency_id = (select viewer_agency())
    and accepted_by = (select viewer_account())
    and exists (
      select
      from agreement
      where agreement.id = agreement_id
        and agreement.revoked_at is null
        and (
          agreement.provider_id = (select viewer_agency())
          or agreement.recipient_id = (select viewer_agency())
          or agreement.audience = 'partners'
        )
    )
  );
create policy left_by_own_agency on agreement_party for update
  using ((select viewer_may('agreements.manage')) and agency_id = (select viewer_agency()) and ended_at is null)
  with check (ended_at is not null);
-- Not granted: update of who accepted and when; delete. Leaving cannot be taken back.
grant select, insert on agreement_party to commonground_member;
grant update (ended_at) on agreement_party to commonground_member;

/* The partnership's day: agreements begin and end at midnight in London. */
create function today() returns date
  language sql stable
  return (now() at time zone 'Europe/London')::date;

/* An incident type's kind as a small number: ids are given out in twenties (held equal to incident_type by a test). */
create function kind_code(kind text) returns integer
  language sql immutable parallel safe
  return case kind when 'crime' then 0 when 'asb' then 1 when 'alcohol' then 2 when 'needle_find' then 3 end;

/* Agreements that act today, a line for each recipient; recipient null: the public. */
create view effective_agreement as
select
  agreement.id,
  agreement.provider_id,
  recipient.agency_id as recipient_id,
  agreement.audience,
  agreement.level,
  agreement.kinds,
  agreement.max_sensitivity,
  agreement.resolution,
  agreement.threshold
from agreement
join agreement_party provider
  on provider.agreement_id = agreement.id
  and provider.agency_id = agreement.provider_id
  and provider.ended_at is null
left join agreement_party recipient
  on recipient.agreement_id = agreement.id
  and recipient.agency_id <> agreement.provider_id
  and recipient.ended_at is null
  and (agreement.audience = 'partners' or recipient.agency_id = agreement.recipient_id)
where agreement.revoked_at is null
  and today() between agreement.starts_on and agreement.ends_on
  and (agreement.audience = 'public' or recipient.agency_id is not null);
comment on view effective_agreement is 'Agreements in force. Owner only: members read agreement and agreement_party.';
-- Not granted: select. It would join past the policies of its tables.

-- --- who may read an incident -----------------------------------------------------------------------------------
-- viewer_grants() alone decides it. Incidents, finds, alerts, the counts of a hotspot and the hex index apply it; SQL does so
-- by may_read_incidents((select viewer_grant_bits()), share_key, kind).

/* Keys of the rows that this transaction may read one by one: (agency * 4 + sensitivity) * 4 + kind code. Those of its own
   agency, and those that agreements of level point give. Nobody, a stranger, a role without counts: none. */
create function viewer_grants() returns integer[]
  language plpgsql stable security definer
  set search_path from current
as $$
declare
  own smallint := viewer_agency();
begin
  if own is null or not viewer_may('counts.read') then
    return '{}';
  end if;
  return (
    select array_agg(distinct key order by key)
    from (
      select own * 16 + sensitivity * 4 + kind as key
      from generate_series(0, 3) sensitivity
      cross join generate_series(0, 3) kind
      union all
      select shared.provider_id * 16 + sensitivity * 4 + kind_code(kind)
      from effective_agreement shared
      cross join unnest(shared.kinds) kind
      cross join generate_series(0, shared.max_sensitivity) sensitivity
      where shared.level = 'point'
        and shared.recipient_id = own
    ) granted
  );
end
$$;

/* The same keys as bits. Looking one up costs the same however many there are, and `get_bit(…) <> 0` is planned as true of
   nearly every row, where `= any (…)` is planned as true of one in twenty: a square kilometre of a million incidents was
   then read from all of them, 400 times as long. */
create function viewer_grant_bits() returns bytea
  language plpgsql stable security definer
  set search_path from current
as $$
declare
  -- sixteen keys an agency: no row's key lies beyond, so that none is an error
  bits bytea := (select decode(repeat('00', (coalesce(max(id), 0) + 1) * 2), 'hex') from agency);
  key integer;
begin
  foreach key in array viewer_grants() loop
    bits := set_bit(bits, key, 1);
  end loop;
  return bits;
end
$$;

/* Whether a transaction with these grants may read the incidents of one share key (agency * 4 + sensitivity) and kind code.
   The planner inlines it: it costs no call a row. */
create function may_read_incidents(grants bytea, share_key integer, kind integer) returns boolean
  language sql immutable parallel safe
  return get_bit(grants, share_key * 4 + kind) <> 0;

/* What this transaction may count of others without reading it, a line a provider and kind: the sensitivities that it does
   not already read one by one, in hexagons no smaller than `resolution`, by whole months, each of at least `threshold`. Of
   several agreements the one with the smallest hexagons counts: two thresholds at once would let one be taken from the
   other. */
create function viewer_cell_grants()
returns table (
  agency_id smallint, kind smallint, first_sensitivity smallint, last_sensitivity smallint,
  resolution smallint, threshold smallint, agreement_id integer
)
  language plpgsql stable security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  own smallint := viewer_agency();
begin
  if own is null or not viewer_may('counts.read') then
    return;
  end if;
  return query
  with as_points as (
    -- grants begin at sensitivity 0: the highest stands for all
    select key / 16 as provider_id, key % 4 as kind, max(key / 4 % 4) as sensitivity
    from unnest(viewer_grants()) key
    group by 1, 2
  ),
  best as (
    select distinct on (shared.provider_id, kind)
      shared.provider_id, kind, shared.max_sensitivity, shared.resolution, shared.threshold, shared.id
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    where shared.level = 'cell'
      and shared.recipient_id = own
    order by shared.provider_id, kind, shared.resolution desc, shared.threshold, shared.max_sensitivity desc, shared.id
  )
  select
    best.provider_id,
    kind_code(best.kind)::smallint,
    (coalesce(as_points.sensitivity, -1) + 1)::smallint,
    best.max_sensitivity,
    best.resolution,
    best.threshold,
    best.id
  from best
  left join as_points
    on as_points.provider_id = best.provider_id
    and as_points.kind = kind_code(best.kind)
  where coalesce(as_points.sensitivity, -1) < best.max_sensitivity
  order by 1, 2;
end
$$;

/* Keys as in viewer_grants() of the rows that their agencies let the public release count. */
create function released_keys() returns integer[]
  language sql stable
  set search_path from current
as $$
  select coalesce(array_agg(distinct key order by key), '{}')
  from (
    select shared.provider_id * 16 + sensitivity * 4 + kind_code(kind) as key
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    cross join generate_series(0, shared.max_sensitivity) sensitivity
    where shared.level = 'release'
  ) released
$$;
-- Not granted: execute. Only the owner builds a release.
revoke execute on function released_keys() from public;

/* Agreements that act today for this transaction's agency, with their terms: what an export says of itself. From the same
   view as the grants, so that no record is granted under an agreement that is not named here. */
create function viewer_agreements()
returns table (
  id integer, provider_id smallint, level text, kinds text[], max_sensitivity smallint,
  resolution smallint, threshold smallint, purpose text, legal_basis text, starts_on date, ends_on date
)
  language sql stable security definer
  set search_path from current
as $$
  select
    agreement.id, agreement.provider_id, agreement.level, agreement.kinds, agreement.max_sensitivity,
    agreement.resolution, agreement.threshold, agreement.purpose, agreement.legal_basis, agreement.starts_on,
    agreement.ends_on
  from effective_agreement shared
  join agreement on agreement.id = shared.id
  where shared.recipient_id = viewer_agency()
    and viewer_may('counts.read')
  order by agreement.id
$$;
