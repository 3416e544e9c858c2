-- Foreign keys whose columns no index leads with: deletes of the parent would scan the child.
select con.conrelid::regclass::text as child, con.conname
from pg_constraint con
where con.contype = 'f'
  and con.connamespace = current_schema()::regnamespace
  and not exists (
    select
    from pg_index i
    where i.indrelid = con.conrelid
      and con.conkey[1] = any (i.indkey::smallint[])
  )
order by 1, 2
