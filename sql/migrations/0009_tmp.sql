create function released_keys() returns integer[]
  language sql stable
  return '{}'::integer[];
