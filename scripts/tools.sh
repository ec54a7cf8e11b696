#!/usr/bin/env bash
# Checks the tools that a target needs and says what is missing:
#
#   scripts/tools.sh build    Go, a C compiler and the C++ library
#   scripts/tools.sh test     those, and psql and a PostgreSQL to compare with
#
# As root on Debian it installs what is missing. PostgreSQL is not required: without
# it, the tests that compare with it skip.
set -euo pipefail
cd "$(dirname "$0")/.."

install() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  echo "tools: apt-get install $*"
  local log
  log=$(mktemp)
  if { [ -n "${updated:-}" ] || apt-get update; } >"$log" 2>&1 &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1; then
    updated=yes
    rm "$log"
    return 0
  fi
  echo "tools: apt-get failed; the end of what it said:" >&2
  tail -n 5 "$log" >&2
  rm "$log"
  return 1
}

missing() {
  echo "tools: $1" >&2
  exit 1
}

# links says whether a C program can be linked with the C++ library, as DuckDB's
# prebuilt archive must be.
links() {
  local dir ok=0
  dir=$(mktemp -d)
  echo 'int main(void) { return 0; }' >"$dir/a.c"
  $compiler "$dir/a.c" -lstdc++ -o "$dir/a" >/dev/null 2>&1 || ok=1
  rm -r "$dir"
  return $ok
}

for_build() {
  command -v go >/dev/null ||
    missing "go is missing. Install Go $(awk '$1 == "go" { print $2 }' go.mod) or newer: https://go.dev/dl"
  go list -m >/dev/null # where Go is too old, this says so
  [ "$(go env CGO_ENABLED)" = 1 ] || missing "CGO_ENABLED is not 1, but DuckDB and pg_query are C: unset it."
  compiler=$(go env CC)
  command -v "${compiler%% *}" >/dev/null || install gcc ||
    missing "the C compiler ${compiler%% *} is missing. On Debian: apt-get install gcc g++"
  links || { install g++ && links; } ||
    missing "the C++ library is missing (cc … -lstdc++ fails). On Debian: apt-get install g++"
}

for_test() {
  command -v psql >/dev/null || install postgresql-client ||
    echo "tools: psql is missing, so the tests that run it will skip. On Debian: apt-get install postgresql-client"
  has_postgres || install_postgres ||
    echo "tools: PostgreSQL 15 is missing, so the tests that compare with it will skip. On Debian 12: apt-get install postgresql-15"
}

has_postgres() {
  [ -n "${TRAILGRES_TEST_POSTGRES:-}" ] || [ -x /usr/lib/postgresql/15/bin/initdb ]
}

# install_postgres installs the programs without making or starting a database: the
# tests make their own.
install_postgres() {
  install postgresql-common || return 1
  sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  install postgresql-15
}

for_build
if [ "${1:-build}" = test ]; then
  for_test
fi
