#!/usr/bin/env bash
# Runs every fuzz target for FUZZTIME each (default 10m, or a number of inputs such as
# 20000x), one after another, because go test fuzzes one target at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${FUZZTIME:-10m}

targets=$(grep -rn --include='*_test.go' -oE '^func Fuzz[A-Za-z0-9_]*' . | sed -E 's|^(.*)/[^/]*:[0-9]+:func (.*)$|\1 \2|' | sort)
if [ -z "$targets" ]; then
  echo "fuzz: there are no fuzz targets"
  exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# run fuzzes one target. Before Go 1.27, go test may fail with nothing but "context
# deadline exceeded" when the time is up, without an input that fails
# (https://go.dev/issue/75804); that is no finding. A number of inputs instead of a
# time (FUZZTIME=20000x) does not have the fault.
run() {
  echo "fuzz: $2 in $1"
  if go test -run '^$' -fuzz "^$2\$" -fuzztime "$time" "$1" 2>&1 | tee "$log"; then
    return 0
  fi
  if grep -q '^    context deadline exceeded$' "$log" && ! grep -qiE 'failing input|panic|\.go:[0-9]+:' "$log"; then
    echo "fuzz: the time was up, and no input failed (https://go.dev/issue/75804)"
    return 0
  fi
  return 1
}

echo "fuzz: $(wc -l <<<"$targets") targets, $time each"
while read -r package target; do
  run "$package" "$target"
done <<<"$targets"
