-- Areas count the points in their outlines. Which areas a point lies in is decided once, when the incident or the outline comes
-- in, and kept as one small number: the hex index and SQL then count an area without looking at an outline.

/* A point on a border lies in the area to its north-east: it is moved there by a tenth of a millimetre. So each point lies in
   one of two neighbours, whichever kinds of area they are of, and districts hold what their wards hold. */
create function just_north_east(point geometry) returns geometry
  language sql immutable parallel safe
  return ST_SetSRID(ST_MakePoint(ST_X(point) + 1e-9, ST_Y(point) + 6.18033988749895e-10), ST_SRID(point));

/* Outlines cut into pieces of few corners: a county's has a hundred thousand, and each point would be held to all of them. */
create table area_piece (
  area_id  integer not null references area on delete cascade,
  piece    geometry(Polygon, 4326) not null
);
create index on area_piece (area_id);
create index on area_piece using gist (piece);
comment on table area_piece is 'The outline of each area in pieces, for finding the areas of a point. Written by the trigger cut_outline on area.';

alter table area_piece enable row level security;
create policy read_by_nobody on area_piece using (false);
-- Not granted: select. Members read outlines in area.

/* Areas overlap (wards in districts, areas of the partnership's own), so a point lies in a set of them. Fifteen bits: the hex
   index keeps the number beside a cell's in one. */
create table area_set (
  id     smallint primary key check (id >= 0),
  -- ids of areas, ascending
  areas  integer[] not null unique
);
comment on table area_set is 'Each set of areas that holds all places of some incident. 0: outside all areas.';
insert into area_set (id, areas) values (0, '{}');

alter table area_set enable row level security;
create policy read_by_nobody on area_set using (false);
-- Not granted: select. That a set is here tells that some agency has a record in it.

/* Areas whose outline has come, changed or gone in this transaction. */
create table moved_area (
  area_id  integer primary key
);
comment on table moved_area is 'Areas whose incidents are still to be counted anew; empty between transactions.';

alter table moved_area enable row level security;
create policy read_by_nobody on moved_area using (false);
-- Not granted: select. It is the owner's own list.

/* The number of a set, given now if it is new. Numbers of sets that have gone are used again. */
create function area_set_number(wanted integer[]) returns smallint
  language plpgsql
  set search_path from current
as $$
declare
  number integer;
begin
  select id into number from area_set where areas = wanted;
  if found then
    return number;
  end if;
  -- one transaction at a time gives out numbers
  lock table area_set in share row exclusive mode;
  select id into number from area_set where areas = wanted;
  if found then
    return number;
  end if;
  select min(id) + 1 into number
  from area_set
  where not exists (select from area_set next where next.id = area_set.id + 1);
  if number > 32767 then
    raise exception 'These areas overlap in more than 32,767 ways. Bring in fewer, or larger, areas.'
      using errcode = 'program_limit_exceeded';
  end if;
  insert into area_set (id, areas) values (number, wanted);
  return number;
end
$$;
-- Not granted: execute. It writes.
revoke execute on function area_set_number(integer[]) from public;

/* The areas of a point, ascending. */
create function areas_at(point geometry) returns integer[]
  language sql stable
  set search_path from current
as $$
  select coalesce(array_agg(distinct area_id order by area_id), '{}')
  from area_piece
  where ST_Covers(piece, just_north_east(point))
$$;
revoke execute on function areas_at(geometry) from public;

-- --- incidents ----------------------------------------------------------------------------------------------------

-- The default fills the rows that are there without writing them anew. It is dropped, so that no row comes in undecided.
alter table incident add column area_set_id smallint not null default 0;
alter table incident alter column area_set_id drop default;
-- No foreign key: it would need an index, and every row a look-up. A test holds that each number has its set.
comment on column incident.area_set_id is 'The areas that hold its exact place: area_set. 0: outside all, or no place. Kept when the place becomes coarse.';
grant select (area_set_id) on incident to commonground_member;

create or replace view counted_incident with (security_invoker = true) as
select id, agency_id, dataset_id, type_id, started_at, ended_at, local_day, time_precision,
       place_precision, cell, sensitivity, share_key, needles_min, needles_max, edge_cells, area_set_id
from incident
where withdrawn_by is null
  and type_id <> 70;

alter table change_row add column area_set_id smallint not null default 0;

/* Whoever writes many rows states their sets (api/intake); one row gets its own here. Outlines wait until it is committed. */
create function place_incident() returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  lock table area in share mode;
  new.area_set_id := case when new.geom is null then 0 else area_set_number(areas_at(new.geom)) end;
  return new;
end
$$;
revoke execute on function place_incident() from public;
create trigger placed before insert on incident
  for each row when (new.area_set_id is null) execute function place_incident();

-- --- outlines -----------------------------------------------------------------------------------------------------

create function cut_outline() returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  if tg_op = 'DELETE' then
    insert into moved_area (area_id) values (old.id) on conflict do nothing;
    return null;
  end if;
  delete from area_piece where area_id = new.id;
  insert into area_piece (area_id, piece)
  select new.id, (ST_Dump(part)).geom
  from ST_Subdivide(new.outline, 64) part;
  insert into moved_area (area_id) values (new.id) on conflict do nothing;
  return null;
end
$$;
revoke execute on function cut_outline() from public;
create trigger cut after insert or delete on area
  for each row execute function cut_outline();
create trigger cut_anew after update of outline on area
  for each row when (old.outline is distinct from new.outline) execute function cut_outline();

/* Counts incidents anew in the areas that moved, and in no other: a place that became coarse stays in the areas that it lay in
   when it was exact, until one of those moves itself. */
create function place_incidents() returns void
  language plpgsql
  set search_path from current
as $$
declare
  moved integer[];
  around geometry;
begin
  select array_agg(area_id order by area_id) into moved from moved_area;
  if moved is null then
    return;
  end if;
  delete from moved_area;
  -- first, as everywhere: writers of incidents wait for it before they lock a row
  with versioned as (
    update data_version
    set version = version + 1
    returning version
  )
  insert into change (version, kind)
  select version, 'areas'
  from versioned;

  select ST_SetSRID(ST_Extent(piece)::geometry, 4326) into around
  from area_piece
  where area_id = any (moved);

  with place as materialized (
    -- each once: feeds of snap points have thousands of records at one
    select geom, area_set_id
    from incident
    where geom is not null
      and (
        geom && around
        or area_set_id in (select id from area_set where areas && moved)
      )
    group by geom, area_set_id
  ),
  decided as materialized (
    select
      place.geom,
      place.area_set_id,
      array(
        select area_id
        from unnest(area_set.areas) area_id
        where area_id <> all (moved)
        union
        select area_id
        from area_piece
        where ST_Covers(piece, just_north_east(place.geom))
          and area_id = any (moved)
        order by area_id
      ) as areas
    from place
    join area_set on area_set.id = place.area_set_id
  ),
  numbered as materialized (
    select areas, area_set_number(areas) as id
    from (select distinct areas from decided) kept
  )
  update incident
  set area_set_id = numbered.id
  from decided
  join numbered using (areas)
  where incident.geom = decided.geom
    and incident.area_set_id = decided.area_set_id
    and numbered.id <> decided.area_set_id;

  delete from area_set
  where id <> 0
    and id not in (select area_set_id from incident);
end
$$;
-- Not granted: execute. It writes incidents.
revoke execute on function place_incidents() from public;

create function place_moved() returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  perform place_incidents();
  return null;
end
$$;
revoke execute on function place_moved() from public;
/* When the transaction ends, once for all of its outlines: the first of them does the work of all. */
create constraint trigger placed after insert or update of outline or delete on area
  deferrable initially deferred
  for each row execute function place_moved();

-- A version in which outlines came, changed or went: an index is built anew.
alter table change drop constraint change_kind_check;
alter table change add check (kind in ('import', 'undo', 'find', 'closed', 'coarsened', 'areas'));

-- --- what is there ------------------------------------------------------------------------------------------------

insert into area_piece (area_id, piece)
select area.id, (ST_Dump(part)).geom
from area
cross join lateral ST_Subdivide(area.outline, 64) part;
insert into moved_area (area_id)
select id
from area;
select place_incidents();
