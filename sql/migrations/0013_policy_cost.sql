-- What the policies cost, brought down: the same rows for the same viewers.

/* The same keys as viewer_grants(), as bits, for incident's policy. Looking one up costs the same however many there are;
   and `get_bit(…) <> 0` is planned as true of nearly every row, where `= any (…)` is planned as true of one in twenty:
   a square kilometre of a million incidents was then read from all of them, 400 times as long. */
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

drop policy seen_by_grant on incident;
create policy seen_by_grant on incident for select
  using (get_bit((select viewer_grant_bits()), share_key * 4 + type_id / 20) <> 0);

/* As before, with the roles asked for once instead of once an operation. */
create or replace function viewer_may(wanted text) returns boolean
  language plpgsql stable security definer
  set search_path from current
as $$
declare
  roles text[] := viewer_roles();
begin
  return exists (
    select
    from permission
    where permission.operation = wanted
      and permission.role = any (roles)
      and (
        wanted <> 'partnership.manage'
        or exists (select from partnership where host_agency_id = stated_agency())
        or exists (select from account where account.id = stated_account() and account.kind = 'operator')
      )
  );
end
$$;
