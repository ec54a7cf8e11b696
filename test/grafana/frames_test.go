package grafana

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// frame is a result as Grafana holds it: named columns, the time column converted.
type frame struct {
	names []string
	rows  [][]any
}

// ask runs a statement as the plugin does, by the simple protocol, and converts the
// result. A type that pgx does not know is an error there.
func ask(ctx context.Context, url, sql string) (*frame, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.User, config.DefaultQueryExecMode = "grafana", pgx.QueryExecModeSimpleProtocol
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, sql)
	if err != nil {
		return nil, shownError(err)
	}
	defer rows.Close()
	f := &frame{}
	for _, c := range rows.FieldDescriptions() {
		if _, known := conn.TypeMap().TypeForOID(c.DataTypeOID); !known {
			return nil, fmt.Errorf("column %s has the unknown type %d", c.Name, c.DataTypeOID)
		}
		f.names = append(f.names, c.Name)
	}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		f.rows = append(f.rows, values)
	}
	if err := rows.Err(); err != nil {
		return nil, shownError(err)
	}
	return f, f.convert()
}

// shownError is what Grafana shows of an error: no hint.
func shownError(err error) error {
	var failed *pgconn.PgError
	if errors.As(err, &failed) {
		return fmt.Errorf("%s: %s", failed.Code, failed.Message)
	}
	return err
}

// convert makes numbers of numerics, and a time of the column time, which may be one or
// seconds since 1970.
func (f *frame) convert() error {
	for _, row := range f.rows {
		for i, v := range row {
			if n, ok := v.(pgtype.Numeric); ok {
				number, err := n.Float64Value()
				if err != nil {
					return err
				}
				row[i] = number.Float64
			}
			if f.names[i] != "time" {
				continue
			}
			switch at := row[i].(type) {
			case time.Time:
			case float64:
				row[i] = time.UnixMilli(int64(at * 1000)).UTC()
			case int64:
				row[i] = time.Unix(at, 0).UTC()
			default:
				return fmt.Errorf("the column time holds %T", row[i])
			}
		}
	}
	return nil
}

// series checks what Grafana wants of a time series in long form: times that ascend, a
// number, and no two points of one series at one time.
func (f *frame) series() error {
	at, number := -1, -1
	for i, name := range f.names {
		if name == "time" {
			at = i
		}
	}
	if at < 0 {
		return errors.New("a time series without a column time")
	}
	seen := map[string]bool{}
	var last time.Time
	for _, row := range f.rows {
		when, ok := row[at].(time.Time)
		if !ok || when.Before(last) {
			return fmt.Errorf("times do not ascend: %v after %v", row[at], last)
		}
		last = when
		key := when.String()
		for i, v := range row {
			switch v := v.(type) {
			case string:
				key += " " + v
			case int64, float64:
				number = i
			}
		}
		if seen[key] {
			return fmt.Errorf("two points of one series: %s", key)
		}
		seen[key] = true
	}
	if number < 0 && len(f.rows) > 0 {
		return errors.New("a time series without a number")
	}
	return nil
}

// column gives a column's texts.
func (f *frame) column(i int) []string {
	var out []string
	for _, row := range f.rows {
		out = append(out, fmt.Sprint(row[i]))
	}
	return out
}
