-- Which kinds of incident each feed brings: what is missing when a month of it does not arrive.

/* A line a feed and kind code (type_id / 20), of every agency's feeds, whoever asks: partners know of each other which
   kinds of record they keep; how many is not said. One pass over the rows: the caller keeps it until the data change. */
create function feed_kinds()
returns table (dataset_id integer, kind smallint)
  language sql stable security definer
  set search_path from current
as $$
  select distinct incident.dataset_id, (incident.type_id / 20)::smallint
  from incident
  where (select viewer_agency()) is not null
    and (select viewer_may('counts.read'))
$$;
