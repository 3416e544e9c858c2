#!/bin/sh
# Before the first `docker compose up`: the passwords, each in a file, and the digests of the images, in .env. What is there
# already stays.
set -eu
cd "$(dirname "$0")/../../.."

# The folder is closed; its files are open to the containers' users, to whom Docker shows each of them alone.
umask 077
mkdir -p secrets
chmod 700 secrets
for name in superuser_password owner_password member_password backup_passphrase; do
  [ -s "secrets/$name" ] || openssl rand -hex 32 > "secrets/$name"
done
# the mail server's password or GOV.UK Notify's key, where notices go out
[ -e secrets/notices ] || : > secrets/notices
chmod 644 secrets/superuser_password secrets/owner_password secrets/member_password secrets/notices \
  secrets/backup_passphrase

touch .env
# NAME=image:tag@sha256:…, as the registry has it now: from then on the same bytes, until the line is taken out
pin() {
  if grep -q "^$1=" .env; then return; fi
  digest="$(docker buildx imagetools inspect "$2" --format '{{.Manifest.Digest}}')"
  case "$digest" in
    sha256:*) echo "$1=$2@$digest" >> .env ;;
    *)
      echo "The digest of $2 could not be read. Is Docker with buildx there, and the network?" >&2
      exit 1
      ;;
  esac
}
pin NODE_IMAGE "${NODE_TAG:-node:24.21.0-slim}"
pin POSTGIS_IMAGE "${POSTGIS_TAG:-postgis/postgis:17-3.5}"
echo 'Keep a copy of secrets/backup_passphrase elsewhere: without it no backup can be restored.'
echo 'Ready: docker compose up -d'
