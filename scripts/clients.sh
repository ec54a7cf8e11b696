#!/usr/bin/env bash
# Installs what the clients of test/clients need and runs them all, against the server
# and against a real PostgreSQL 15; then docs/clients.md is written anew, and the screens of
# psql 17 and 18 are compared (scripts/psqls.sh).
#
#   scripts/clients.sh [CLIENT]    all clients, or one
#
# As root on Debian it installs packages; what it can't install it names, and the client
# is skipped. npm packages and Go modules go to the user's cache.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(postgresql-client-15 postgresql-15 postgresql-contrib python3 python3-psycopg2 python3-psycopg python3-asyncpg
  python3-sqlalchemy python3-pyodbc odbc-postgresql unixodbc pgcli pgbouncer libdbd-pg-perl php-cli php-pgsql ruby-pg
  openjdk-17-jdk-headless libpostgresql-jdbc-java)

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

missing=()
for p in "${packages[@]}"; do
  installed "$p" || missing+=("$p")
done
if [ ${#missing[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "clients: apt-get install ${missing[*]}"
    apt-get update >/dev/null || echo "clients: apt-get update failed" >&2
    for p in "${missing[@]}"; do # one by one, so that one that is not there stops no other
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$p" >/dev/null 2>&1 ||
        echo "clients: $p cannot be installed; what needs it is skipped" >&2
    done
  else
    echo "clients: not root on Debian, so these are not installed: ${missing[*]}" >&2
  fi
fi
for tool in node npm; do
  command -v $tool >/dev/null || echo "clients: $tool is missing; node-postgres and postgres.js are skipped" >&2
done

go test ./test/clients -count=1 -timeout 30m -v -run "^Test(Docs|Clients)\$${1:+/^$1\$}" -args -all -rewrite 2>&1 |
  grep -v -E '^=== |^PASS$|level=INFO'
case ${1:-pgjdbc dbeaver} in # these have tests of their own besides, of catalogs and grids
*pgjdbc* | *dbeaver*) go test ./test/clients/pgjdbc ./test/clients/dbeaver -count=1 -timeout 10m -args -all ;;
esac
if [ -z "${1:-}" ]; then
  scripts/psqls.sh
fi
git diff --stat -- docs/clients.md test/clients
