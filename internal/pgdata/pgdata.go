// Package pgdata holds what a pristine PostgreSQL 15 says of itself: the rows of its
// catalogs, the columns of their relations, the results of its functions.
// scripts/catalog/dump.sh makes the files.
package pgdata

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

//go:embed data
var files embed.FS

// Relations gives a line for each relation of pg_catalog and information_schema:
// schema, name, OID, kind, and its columns as name:type joined by commas.
func Relations() ([][]string, error) { return lines("relations.tsv") }

// Functions gives a line for each function name that catalog queries use: name, type
// of the result.
func Functions() ([][]string, error) { return lines("functions.tsv") }

func lines(name string) ([][]string, error) {
	text, err := files.ReadFile("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		out = append(out, strings.Split(strings.TrimSpace(line), "\t"))
	}
	return out, nil
}

// Text gives a catalog's own rows in the text form of PostgreSQL's COPY, a line each,
// with the columns in order; "" when PostgreSQL has none of its own in it. A relation
// of information_schema is named with its schema.
func Text(relation string) (string, error) {
	compressed, err := files.ReadFile("data/" + relation + ".tsv.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read %s: %w", relation, err)
	}
	z, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", relation, err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", relation, err)
	}
	return strings.TrimSuffix(string(text), "\n"), nil
}
