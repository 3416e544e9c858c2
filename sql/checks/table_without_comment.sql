-- Tables and views that do not say what they hold.
select c.relname
from pg_class c
where c.relnamespace = current_schema()::regnamespace
  and c.relkind in ('r', 'v')
  and c.relname <> 'migration'
  and obj_description(c.oid) is null
order by 1
