-- Tables of ours that row level security does not guard.
select c.relname
from pg_class c
where c.relnamespace = current_schema()::regnamespace
  and c.relkind in ('r', 'p')
  and not c.relrowsecurity
  and c.relname <> 'migration'
order by 1
