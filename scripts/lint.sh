#!/usr/bin/env bash
# Runs the linters: gofmt, go vet and, where it is installed, golangci-lint.
set -euo pipefail
cd "$(dirname "$0")/.."

unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
  echo "lint: gofmt would change these files; run gofmt -w on them:" >&2
  sed 's/^/  /' <<<"$unformatted" >&2
  exit 1
fi
echo "lint: gofmt has nothing to change"

go vet ./...
echo "lint: go vet has nothing to say"

if ! command -v golangci-lint >/dev/null; then
  echo "lint: golangci-lint is not installed, so only gofmt and go vet ran. To install it:"
  echo "      go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0"
  exit 0
fi
golangci-lint run
