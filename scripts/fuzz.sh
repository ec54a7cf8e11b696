#!/usr/bin/env bash
# Runs every fuzz target for FUZZTIME each (default 10m), one after another, because
# go test fuzzes one target at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${FUZZTIME:-10m}

targets=$(grep -rn --include='*_test.go' -oE '^func Fuzz[A-Za-z0-9_]*' . | sed -E 's|^(.*)/[^/]*:[0-9]+:func (.*)$|\1 \2|' | sort)
if [ -z "$targets" ]; then
  echo "fuzz: there are no fuzz targets"
  exit 0
fi
echo "fuzz: $(wc -l <<<"$targets") targets, $time each"
while read -r package target; do
  echo "fuzz: $target in $package"
  go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$package"
done <<<"$targets"
