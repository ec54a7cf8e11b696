package e2e

import (
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// argument is a parameter of a bind directive: its type and its text.
type argument struct {
	oid  uint32
	text string
}

// parameterTypes are the types that a bind directive can name; "untyped" leaves it
// to the server, as most drivers do.
var parameterTypes = map[string]uint32{
	"untyped": 0, "text": pgtype.TextOID, "timestamptz": pgtype.TimestamptzOID, "bool": pgtype.BoolOID,
	"text[]": pgtype.TextArrayOID, "date": pgtype.DateOID, "varchar": pgtype.VarcharOID,
}

func arguments(t *testing.T, d *datadriven.TestData, values placeholders) []argument {
	t.Helper()
	var list []argument
	for _, arg := range d.CmdArgs {
		if arg.Key != "args" {
			continue
		}
		for _, v := range arg.Vals {
			kind, text, _ := strings.Cut(v, ":")
			oid, known := parameterTypes[kind]
			if !known {
				d.Fatalf(t, "there is no parameter type %q", kind)
			}
			list = append(list, argument{oid, strings.ReplaceAll(values.show.Replace(text), "|", ",")})
		}
	}
	return list
}

// boundTexts runs a statement by the extended protocol: Parse, Bind, Execute.
func boundTexts(t *testing.T, conn *pgx.Conn, sql string, args []argument) ([][]string, error) {
	t.Helper()
	var oids []uint32
	var params [][]byte
	for _, a := range args {
		oids = append(oids, a.oid)
		params = append(params, []byte(a.text))
	}
	r := conn.PgConn().ExecParams(t.Context(), sql, params, oids, nil, nil)
	var rows [][]string
	for r.NextRow() {
		row := make([]string, 0, len(r.Values()))
		for _, v := range r.Values() {
			if v == nil {
				v = []byte(null)
			}
			row = append(row, string(v))
		}
		rows = append(rows, row)
	}
	_, err := r.Close()
	return rows, err
}
