#!/usr/bin/env bash
# Compares the screens of psql 17 and 18 (test/catalog/testdata/screens/README.md), which
# Debian 12 lacks:
#
#   scripts/psqls.sh [VERSION]    both, or one
#
# Each comes from the suite of Debian that has it, with its libraries, as apt verifies
# them, into build/psql/VERSION, and runs from there; nothing is installed, and no root is
# needed. A suite that cannot be reached is named, and its psql skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

# fetch puts psql of a version into a folder, from a suite.
fetch() {
  local version=$1 dir=$2 suite=$3 arch loader package
  arch=$(dpkg --print-architecture)
  rm -rf "$dir"
  mkdir -p "$dir"/{lists,cache,debs,root}
  touch "$dir/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$dir/sources.list"
  cat >"$dir/apt.conf" <<CONF
Dir::Etc::sourcelist "$dir/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$dir/lists";
Dir::State::status "$dir/status";
Dir::Cache "$dir/cache";
APT::Architecture "$arch";
APT::Sandbox::User "";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
CONF
  export APT_CONFIG=$dir/apt.conf
  apt-get update --error-on=any >"$dir/log" 2>&1 || return 1
  package=postgresql-client-$version
  local only=(--no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances)
  local libraries
  libraries=$(apt-cache depends "${only[@]}" "$package" | sed -n 's/^ *Depends: \(lib\|zlib\)/\1/p')
  # shellcheck disable=SC2086,SC2046 # words
  (cd "$dir/debs" && apt-get download "$package" \
    $(apt-cache depends --recurse "${only[@]}" $libraries | grep '^[a-z]' | sort -u)) >>"$dir/log" 2>&1 || return 1
  for package in "$dir"/debs/*.deb; do
    dpkg -x "$package" "$dir/root"
  done
  loader=$(find "$dir/root/" -path '*/lib*/ld-linux*' -type f | head -n 1)
  cat >"$dir/psql" <<WRAPPER
#!/bin/sh
exec "$loader" --library-path "$(dirname "$(find "$dir/root/" -name libpq.so.5)")" "$dir/root/usr/lib/postgresql/$version/bin/psql" "\$@"
WRAPPER
  chmod +x "$dir/psql"
  rm -r "$dir"/{lists,cache,debs}
  "$dir/psql" --version
}

compare() {
  local version=$1 suite=$2 dir
  dir=$PWD/build/psql/$version
  if ! command -v apt-get >/dev/null; then
    echo "psqls: without apt-get there is no psql $version; skipped" >&2
  elif ! [ -x "$dir/psql" ] && ! (fetch "$version" "$dir" "$suite"); then
    echo "psqls: psql $version cannot be fetched from $suite at $mirror ($dir/log); skipped" >&2
    rm -f "$dir/psql"
  else
    go test ./test/catalog -count=1 -timeout 10m -v -run 'TestScreens|TestTerminal' -args -psql "$dir/psql" |
      grep -v -E '^=== |^PASS$|level=INFO'
  fi
}

for version in ${1:-17 18}; do
  case $version in
  17) compare 17 trixie ;;
  18) compare 18 sid ;;
  *) echo "psqls: there is 17 and 18, not $version" >&2 && exit 2 ;;
  esac
done
