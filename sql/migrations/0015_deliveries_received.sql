-- Who owes what: when each month of each feed first arrived.

/* A line a feed and month, of every agency's feeds: partners know of each other what has been handed in and when (s17A is a
   duty between them). Neither the files nor how many rows: an import is its own agency's to read. */
create function deliveries_received()
returns table (dataset_id integer, month date, received_at timestamptz)
  language sql stable security definer
  set search_path from current
as $$
  select delivery.dataset_id, delivery.month, min(coalesce(import.finished_at, import.created_at))
  from delivery
  join import on import.id = delivery.import_id
  where (select viewer_may('counts.read'))
  group by delivery.dataset_id, delivery.month
$$;
