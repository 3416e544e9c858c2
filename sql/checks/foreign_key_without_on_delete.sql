-- Foreign keys that do not say what a delete of the parent does.
select con.conrelid::regclass::text as child, con.conname
from pg_constraint con
where con.contype = 'f'
  and con.connamespace = current_schema()::regnamespace
  and con.confdeltype = 'a'
order by 1, 2
