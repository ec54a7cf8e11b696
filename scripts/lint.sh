#!/usr/bin/env bash
# Runs the linters: gofmt, go vet and, where it is installed, golangci-lint. With
# --install it installs golangci-lint first, from source through the Go module proxy.
set -euo pipefail
cd "$(dirname "$0")/.."
golangci=github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
PATH="$PATH:$(go env GOPATH)/bin"

if [ "${1:-}" = --install ] && ! command -v golangci-lint >/dev/null; then
  echo "lint: go install $golangci (a minute or two)"
  go install "$golangci" 2> >(grep -v '^go: downloading ' >&2 || true)
fi

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
  echo "      go install $golangci"
  exit 0
fi
golangci-lint run
