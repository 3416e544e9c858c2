#!/bin/sh
# Makes the two roles of the app, in a database of its own: an owner, who migrates and does what members may not do
# themselves, and a member, whose transactions row level security binds. Neither is a superuser, makes roles or databases,
# or passes row level security. PostgreSQL's image runs it once, as its superuser; by hand:
#   PGHOST=… PGUSER=postgres OWNER_PASSWORD_FILE=… MEMBER_PASSWORD_FILE=… sh sql/roles.sh
# It may be run again: it then sets the passwords anew.
set -eu

DATABASE="${COMMONGROUND_DB:-commonground}"
OWNER="${COMMONGROUND_OWNER:-commonground_owner}"
MEMBER="${COMMONGROUND_APP:-commonground_app}"
export OWNER_PASSWORD="$(cat "${OWNER_PASSWORD_FILE:-/run/secrets/owner_password}")"
export MEMBER_PASSWORD="$(cat "${MEMBER_PASSWORD_FILE:-/run/secrets/member_password}")"
export PGUSER="${PGUSER:-${POSTGRES_USER:-postgres}}"

run() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set database="$DATABASE" --set owner="$OWNER" --set member="$MEMBER" "$@"
}

# \getenv keeps the passwords out of the list of processes
run --dbname postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv member_password MEMBER_PASSWORD
set password_encryption = 'scram-sha-256';
-- a statement that fails would be logged with its password
set log_min_error_statement = 'panic';
set log_statement = 'none';
select format('create role %I nologin', wanted)
from unnest(array['commonground_member', 'commonground_point_reader']) wanted
where not exists (select from pg_roles where rolname = wanted)
\gexec
select format('create role %I', wanted)
from unnest(array[:'owner', :'member']) wanted
where not exists (select from pg_roles where rolname = wanted)
\gexec
alter role :"owner" with login nosuperuser nocreatedb nocreaterole nobypassrls noreplication connection limit 40 password :'owner_password';
alter role :"member" with login nosuperuser nocreatedb nocreaterole nobypassrls noreplication connection limit 40 password :'member_password';
grant commonground_member to commonground_point_reader;
grant commonground_member, commonground_point_reader to :"owner", :"member";
select format('create database %I owner %I encoding ''UTF8'' template template0', :'database', :'owner')
where not exists (select from pg_database where datname = :'database')
\gexec
revoke all on database :"database" from public;
grant connect on database :"database" to :"member";
SQL

# PostGIS is no extension that an owner may make
run --dbname "$DATABASE" <<'SQL'
create extension if not exists postgis with schema public;
revoke create on schema public from public;
SQL

# the superuser comes by the image's own socket only
if [ -n "${PGDATA:-}" ] && [ -f "$PGDATA/pg_hba.conf" ] && ! grep -q '^# common-ground' "$PGDATA/pg_hba.conf"; then
  {
    echo '# common-ground'
    echo "host all \"$PGUSER\" all reject"
    cat "$PGDATA/pg_hba.conf"
  } > "$PGDATA/pg_hba.conf.new"
  cat "$PGDATA/pg_hba.conf.new" > "$PGDATA/pg_hba.conf"
  rm "$PGDATA/pg_hba.conf.new"
fi
