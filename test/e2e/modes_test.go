package e2e

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

var modes = []pgx.QueryExecMode{
	pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeDescribeExec,
	pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol,
}

// TestQueryModes runs the examples in each of pgx' query modes, twice, so that
// cached statements are used too, and holds that every mode decodes equal values.
func TestQueryModes(t *testing.T) {
	c := newClock(testNow)
	w := newWorld(t, setup{sim: endpoint(t, demoEvents(), c), clock: c})
	texts(t, w.connect(t), "SELECT event_id FROM cloudtrail_events") // fetch everything once
	list := examples(t, "examples.md", 20)
	want := map[string]string{}
	for _, mode := range modes {
		conn := w.connect(t, inMode(mode))
		for _, e := range slices.Concat(list, list) {
			got, err := values(t, conn, e.sql)
			if err != nil {
				t.Errorf("%s: %s: %v", mode, e.title, err)
				continue
			}
			if before, known := want[e.title]; known && got != before {
				t.Errorf("%s: %s: got\n%s\nin %s it was\n%s", mode, e.title, got, modes[0], before)
			}
			want[e.title] = got
		}
	}
}

// TestQueryModesParameters does the same for bound parameters of each type that a
// filter takes.
func TestQueryModesParameters(t *testing.T) {
	w := plain(t, 3000)
	for _, test := range []struct {
		sql  string
		args []any
		rows int
	}{
		{"SELECT event_id FROM cloudtrail_events WHERE event_name = $1", []any{"StopLogging"}, 1},
		{"SELECT event_id FROM cloudtrail_events WHERE event_name = ANY($1)", []any{[]string{"StopLogging", "DeleteTrail"}}, 2},
		{"SELECT event_id FROM cloudtrail_events WHERE event_name = $1 AND event_time > $2", []any{"StopLogging", testNow.AddDate(0, 0, -3)}, 1},
		{"SELECT event_id FROM cloudtrail_events WHERE event_name = $1 AND read_only = $2", []any{"StopLogging", false}, 1},
		{"SELECT event_id FROM cloudtrail_events WHERE event_name = $1 AND $2::int8 = 7", []any{"StopLogging", 7}, 1},
		{"SELECT event_id FROM cloudtrail_events WHERE event_name = $1 AND event_time > now() - $2::interval", []any{"StopLogging", "1 hour"}, 0},
	} {
		for _, mode := range modes {
			rows, err := w.connect(t, inMode(mode)).Query(t.Context(), test.sql, test.args...)
			if err == nil {
				var ids []string
				ids, err = pgx.CollectRows(rows, pgx.RowTo[string])
				if err == nil && len(ids) != test.rows {
					err = fmt.Errorf("%d rows, want %d", len(ids), test.rows)
				}
			}
			if err != nil {
				t.Errorf("%s: %s: %v", mode, test.sql, err)
			}
		}
	}
}

// values gives the decoded values of a statement, and the columns' types.
func values(t *testing.T, conn *pgx.Conn, sql string) (string, error) {
	t.Helper()
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var types, list []string
	for _, f := range rows.FieldDescriptions() {
		types = append(types, fmt.Sprintf("%s %d", f.Name, f.DataTypeOID))
	}
	for rows.Next() {
		row, err := rows.Values()
		if err != nil {
			return "", err
		}
		list = append(list, fmt.Sprintf("%#v", byValue(row)))
	}
	slices.Sort(list)
	return strings.Join(types, ", ") + "\n" + strings.Join(list, "\n"), rows.Err()
}

// byValue writes numerics in one form: pgx keeps a text's zeros at the end and not
// those of the binary form.
func byValue(row []any) []any {
	for i, v := range row {
		if n, ok := v.(pgtype.Numeric); ok && n.Valid && n.Int != nil {
			r := new(big.Rat).SetInt(n.Int)
			scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n.Exp, -n.Exp))), nil))
			if n.Exp < 0 {
				scale.Inv(scale)
			}
			row[i] = r.Mul(r, scale).RatString()
		}
	}
	return row
}
