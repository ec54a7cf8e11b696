SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
FUZZTIME ?= 10m
BENCHTIME ?= 1x
RACE := ./pgwire/... ./tables/... ./internal/sim/... ./internal/engine/...

.PHONY: help
help: ## list the targets
	@echo "trailgres: AWS CloudTrail's event history as a PostgreSQL database"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "New here? make demo asks the first question for you."

.PHONY: tools
tools:
	@scripts/tools.sh build

.PHONY: build
build: tools ## build bin/trailgres and bin/cloudtrail-sim (the first build takes minutes, later ones seconds)
	@echo "build: bin/trailgres and bin/cloudtrail-sim, version $(VERSION)"
	@go build -ldflags '-X main.version=$(VERSION)' -o bin/ ./cmd/trailgres ./cmd/cloudtrail-sim

.PHONY: demo
demo: build ## answer a question about made-up events, then serve them to psql (DEMO_ONCE=1 ends after the answer)
	@echo
	@cat scripts/demo.sql
	@echo
	@bin/trailgres demo --query "$$(cat scripts/demo.sql)"
ifndef DEMO_ONCE
	@bin/trailgres demo
endif

.PHONY: test
test: ## run all tests (as root on Debian, installs psql and PostgreSQL to compare with)
	@scripts/tools.sh test
	@go test -timeout 15m ./...

.PHONY: race
race: tools ## run the tests of what is concurrent under the race detector
	@go test -race -short -timeout 15m $(RACE)

.PHONY: fuzz
fuzz: tools ## fuzz every target for FUZZTIME each (default 10m; 20000x is so many inputs)
	@FUZZTIME=$(FUZZTIME) scripts/fuzz.sh

.PHONY: bench
bench: tools ## measure speed, as ratios within one run (BENCHTIME=1x)
	@echo "Warm aggregates against DuckDB itself (×DuckDB, goal at most 1.2):"
	@go test -run '^$$' -bench Warm -benchtime 100x -timeout 30m ./internal/engine
	@echo "What clients ask of the catalogs against PostgreSQL 15 (×PostgreSQL; median-ms, goal under 20):"
	@go test -run '^$$' -bench Catalog -benchtime 20x -timeout 30m ./test/catalog
	@echo "Pages fetched against the limit of calls (ratio, goal at least 0.95):"
	@go test -run '^$$' -bench PagesPerSecond -benchtime $(BENCHTIME) -timeout 30m ./tables/cloudtrail/lookup
	@echo "Short statements a second, with 1 connection and 16, against PostgreSQL 15 (×PostgreSQL, goal 1):"
	@go test -run '^$$' -bench Statements -benchtime 3x -timeout 30m ./internal/engine
	@echo "SELECT * as text and binary and COPY TO STDOUT against PostgreSQL 15 (×PostgreSQL, goal at least 1):"
	@go test -run '^$$' -bench Wire -benchtime 10x -timeout 30m ./internal/engine
	@echo "Five million rows streamed: rate against PostgreSQL 15 (goal 2), and growth of the memory meanwhile (flat):"
	@go test -run '^$$' -bench Stream -benchtime 1x -timeout 60m ./internal/engine
	@echo "From a cancel to the statement's end, while planning, waiting for the API, running and sending (median, goal at most 100 ms):"
	@go test -run '^$$' -bench Cancel -benchtime 1x -timeout 30m ./internal/engine
	@echo "Rows over the wire alone:"
	@go test -run '^$$' -bench Rows -benchtime 10x -timeout 30m ./pgwire

.PHONY: fidelity
fidelity: tools ## compare answers with a real PostgreSQL 15, by area
	@go test ./test/fidelity -count=1 -v

.PHONY: clients
clients: tools ## run real clients against the server and PostgreSQL 15; writes docs/clients.md (as root on Debian, installs them)
	@scripts/clients.sh

.PHONY: lint
lint: tools ## run gofmt, go vet and, where it is installed, golangci-lint
	@scripts/lint.sh

.PHONY: parsers
parsers: tools ## show which everyday statements the SQL parser accepts (docs/parsers)
	@cd docs/parsers && go run .

.PHONY: clean
clean: ## remove bin/
	@rm -rf bin
