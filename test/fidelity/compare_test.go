package fidelity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// answer is what a server says to a statement.
type answer struct {
	columns []string // name and type's OID
	rows    []string
	code    string // the SQLSTATE of an error, "" for none
	message string
}

// firstUserOID is the first of what is no part of PostgreSQL itself, where servers number
// as they come.
const firstUserOID = 16384

// ask runs a statement by the simple protocol, in text.
func ask(ctx context.Context, conn *pgconn.PgConn, sql string) (answer, error) {
	var a answer
	results := conn.Exec(ctx, sql)
	for results.NextResult() {
		r := results.ResultReader()
		a = answer{}
		for _, f := range r.FieldDescriptions() {
			a.columns = append(a.columns, fmt.Sprintf("%s:%d", f.Name, min(f.DataTypeOID, firstUserOID)))
		}
		for r.NextRow() {
			cells := make([]string, 0, len(a.columns))
			for _, v := range r.Values() {
				if v == nil {
					cells = append(cells, "∅")
				} else {
					cells = append(cells, string(v))
				}
			}
			a.rows = append(a.rows, strings.Join(cells, " | "))
		}
	}
	err := results.Close()
	var known *pgconn.PgError
	if errors.As(err, &known) {
		return answer{code: known.Code, message: known.Message}, nil
	}
	return a, err
}

// notSupported is the SQLSTATE of an honest refusal.
const notSupported = "0A000"

// verdict is how our answer stands to PostgreSQL's, from best to worst.
type verdict int

const (
	same    verdict = iota
	refused         // 0A000 where PostgreSQL answers
	failed          // another error, or another error than PostgreSQL's
	form            // the same rows under other names or types
	silent          // other rows
)

func (v verdict) String() string {
	return [...]string{"same", "refused", "failed", "form", "SILENT"}[v]
}

// compare judges our answer and says what differs.
func compare(sql string, ours, real answer) (verdict, string) {
	if ours.code != "" || real.code != "" {
		switch {
		case ours.code == real.code:
			return same, ""
		case ours.code == notSupported:
			return refused, ours.message
		case ours.code != "":
			return failed, fmt.Sprintf("ours %s %s, PostgreSQL %s %s", ours.code, ours.message, real.code, real.message)
		}
		return silent, fmt.Sprintf("ours %d rows %.200v, PostgreSQL %s %s", len(ours.rows), ours.rows, real.code, real.message)
	}
	mine, theirs := ours.rows, real.rows
	if !strings.Contains(strings.ToUpper(sql), "ORDER BY") {
		mine, theirs = slices.Sorted(slices.Values(mine)), slices.Sorted(slices.Values(theirs))
	}
	if len(mine) != len(theirs) {
		return silent, fmt.Sprintf("ours %d rows, PostgreSQL %d\n    ours       %.300q\n    PostgreSQL %.300q", len(mine), len(theirs), mine, theirs)
	}
	for i := range mine {
		if mine[i] != theirs[i] {
			return silent, fmt.Sprintf("row %d\n    ours       %s %.400s\n    PostgreSQL %s %.400s", i, ours.columns, mine[i], real.columns, theirs[i])
		}
	}
	if !slices.Equal(ours.columns, real.columns) {
		return form, fmt.Sprintf("\n    ours       %s\n    PostgreSQL %s", ours.columns, real.columns)
	}
	return same, ""
}
