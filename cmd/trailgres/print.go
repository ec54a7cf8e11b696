package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// print writes one result in a format.
func print(w io.Writer, format string, r *pgconn.ResultReader) error {
	buffered := bufio.NewWriter(w)
	var err error
	switch {
	case len(r.FieldDescriptions()) == 0:
		var tag pgconn.CommandTag
		if tag, err = r.Close(); err == nil && format == "table" {
			fmt.Fprintln(buffered, tag)
		}
	case format == "csv":
		err = printCSV(buffered, r)
	case format == "json":
		err = printJSON(buffered, r)
	default:
		err = printTable(buffered, r)
	}
	if flushed := buffered.Flush(); err == nil {
		err = flushed
	}
	return err
}

func names(r *pgconn.ResultReader) []string {
	var out []string
	for _, f := range r.FieldDescriptions() {
		out = append(out, f.Name)
	}
	return out
}

// printTable writes an aligned table, as psql does.
func printTable(w io.Writer, r *pgconn.ResultReader) error {
	header := names(r)
	right := make([]bool, len(header))
	widths := make([]int, len(header))
	for i, f := range r.FieldDescriptions() {
		right[i] = numeric(f.DataTypeOID)
		widths[i] = utf8.RuneCountInString(header[i])
	}
	var rows [][]string
	for r.NextRow() {
		row := make([]string, len(header))
		for i, v := range r.Values() {
			row[i] = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(string(v))
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		rows = append(rows, row)
	}
	if _, err := r.Close(); err != nil {
		return err
	}
	for i, name := range header {
		gap := widths[i] - utf8.RuneCountInString(name)
		cell(w, i, strings.Repeat(" ", gap/2)+name+strings.Repeat(" ", gap-gap/2), i == len(header)-1)
	}
	for i, width := range widths {
		if i > 0 {
			fmt.Fprint(w, "+")
		}
		fmt.Fprint(w, strings.Repeat("-", width+2))
	}
	fmt.Fprintln(w)
	for _, row := range rows {
		for i, v := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(v))
			if right[i] {
				v = pad + v
			} else if i < len(row)-1 {
				v += pad
			}
			cell(w, i, v, i == len(row)-1)
		}
	}
	if len(rows) == 1 {
		_, err := fmt.Fprint(w, "(1 row)\n\n")
		return err
	}
	_, err := fmt.Fprintf(w, "(%d rows)\n\n", len(rows))
	return err
}

func cell(w io.Writer, i int, v string, last bool) {
	if i > 0 {
		fmt.Fprint(w, "|")
	}
	fmt.Fprint(w, " "+v)
	if last {
		fmt.Fprintln(w)
	} else {
		fmt.Fprint(w, " ")
	}
}

func numeric(oid uint32) bool {
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.NumericOID, pgtype.Float4OID, pgtype.Float8OID, pgtype.OIDOID:
		return true
	}
	return false
}

func printCSV(w io.Writer, r *pgconn.ResultReader) error {
	out := csv.NewWriter(w)
	if err := out.Write(names(r)); err != nil {
		return err
	}
	for r.NextRow() {
		row := make([]string, len(r.Values()))
		for i, v := range r.Values() {
			row[i] = string(v)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	if _, err := r.Close(); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// printJSON writes a list of objects; numbers, booleans, JSON and arrays of text
// are what they are, the rest is text.
func printJSON(w io.Writer, r *pgconn.ResultReader) error {
	fields := r.FieldDescriptions()
	separator := "[\n"
	for r.NextRow() {
		fmt.Fprint(w, separator+"{")
		for i, v := range r.Values() {
			if i > 0 {
				fmt.Fprint(w, ", ")
			}
			name, _ := json.Marshal(fields[i].Name)
			fmt.Fprintf(w, "%s: %s", name, jsonValue(fields[i].DataTypeOID, v))
		}
		fmt.Fprint(w, "}")
		separator = ",\n"
	}
	if _, err := r.Close(); err != nil {
		return err
	}
	if separator == "[\n" {
		fmt.Fprint(w, "[")
	}
	_, err := fmt.Fprint(w, "\n]\n")
	return err
}

func jsonValue(oid uint32, v []byte) string {
	if v == nil {
		return "null"
	}
	switch {
	case oid == pgtype.BoolOID:
		return map[string]string{"t": "true", "f": "false"}[string(v)]
	case (numeric(oid) || oid == pgtype.JSONOID || oid == pgtype.JSONBOID) && json.Valid(v):
		return string(v)
	case oid == pgtype.TextArrayOID:
		var list []*string
		if pgtype.NewMap().Scan(oid, pgtype.TextFormatCode, v, &list) == nil {
			b, _ := json.Marshal(list)
			return string(b)
		}
	}
	b, _ := json.Marshal(string(v))
	return string(b)
}
