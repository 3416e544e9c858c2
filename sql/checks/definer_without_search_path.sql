-- Security definer functions that an attacker's search_path could lead astray.
select p.proname
from pg_proc p
where p.pronamespace = current_schema()::regnamespace
  and p.prosecdef
  and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')
order by 1
