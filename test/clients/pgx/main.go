// Command pgx runs the clients' list through pgx, in each of its modes of executing.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/test/clients/golang"
)

var ctx = context.Background()

func main() {
	version := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/jackc/pgx/v5" {
				version = strings.TrimPrefix(m.Version, "v")
			}
		}
	}
	r := golang.Start(version)
	for _, mode := range []struct {
		name string
		exec pgx.QueryExecMode
	}{
		{"cache statement", pgx.QueryExecModeCacheStatement}, {"cache describe", pgx.QueryExecModeCacheDescribe},
		{"describe exec", pgx.QueryExecModeDescribeExec}, {"exec", pgx.QueryExecModeExec},
		{"simple protocol", pgx.QueryExecModeSimpleProtocol},
	} {
		if golang.Short && mode.exec != pgx.QueryExecModeCacheStatement {
			continue
		}
		conn := connect(mode.exec)
		r.List(golang.Mode{Name: mode.name, Ask: asker(conn, mode.exec), Send: sender(conn, mode.exec), Cannot: cannot(mode.exec)})
		particulars(r, mode.name, connect(mode.exec))
	}
	r.End()
}

func connect(mode pgx.QueryExecMode) *pgx.Conn {
	config, err := pgx.ParseConfig(os.Getenv("URL"))
	if err != nil {
		panic(err)
	}
	config.DefaultQueryExecMode = mode
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		panic(err)
	}
	return conn
}

// cannot says what pgx has no value for.
func cannot(mode pgx.QueryExecMode) func(golang.Statement) string {
	return func(s golang.Statement) string {
		guesses := mode == pgx.QueryExecModeExec || mode == pgx.QueryExecModeSimpleProtocol
		if mode == pgx.QueryExecModeSimpleProtocol && (strings.Contains(s.SQL, " p ") || s.SQL == "DEALLOCATE p") {
			return "pgx takes the $1 of a PREPARE for its own in this mode"
		}
		for _, t := range s.Types {
			switch {
			case t == "regtype":
				return "pgx has no type regtype"
			case strings.HasSuffix(t, "json") || strings.HasSuffix(t, "jsonb"):
				return "pgx reads JSON as Go's values, which do not keep its text"
			case strings.Contains(s.SQL, "ARRAY[["):
				return "read without a type, pgx gives an array as one list"
			case guesses && (strings.HasPrefix(t, "_") || t == "uuid" || strings.Contains(s.SQL, "infinity'")):
				return "in this mode the type of a parameter is guessed from Go's, which has none for this"
			}
		}
		return ""
	}
}

func asker(conn *pgx.Conn, mode pgx.QueryExecMode) func(golang.Statement) (golang.Answer, error) {
	return func(s golang.Statement) (a golang.Answer, err error) {
		var query interface {
			Query(context.Context, string, ...any) (pgx.Rows, error)
		} = conn
		if s.Block {
			tx, err := conn.Begin(ctx)
			if err != nil {
				return a, err
			}
			defer func() { err = errors.Join(err, tx.Commit(ctx)) }()
			query = tx
		}
		rows, err := query.Query(ctx, s.SQL, mode)
		if err != nil {
			return a, err
		}
		defer rows.Close()
		for rows.Next() {
			if a.OIDs == nil {
				for _, f := range rows.FieldDescriptions() {
					a.OIDs = append(a.OIDs, f.DataTypeOID)
				}
			}
			values, err := rows.Values()
			if err != nil {
				return a, err
			}
			a.Values = append(a.Values, values)
		}
		return a, rows.Err()
	}
}

func sender(conn *pgx.Conn, mode pgx.QueryExecMode) func(string, any) (string, error) {
	return func(sqlType string, value any) (text string, err error) {
		err = conn.QueryRow(ctx, "SELECT CAST($1 AS "+sqlType+")::text", mode, value).Scan(&text)
		return text, err
	}
}

func particulars(r *golang.Run, mode string, conn *pgx.Conn) {
	for _, c := range []struct {
		name string
		run  func(*pgx.Conn) error
	}{
		{"parameters of several types", parameters}, {"nested transactions", transactions}, {"COPY FROM and TO", copies},
		{"a batch", batch}, {"100,000 rows", manyRows}, {"cancel by a context", cancelled}, {"ping", func(c *pgx.Conn) error { return c.Ping(ctx) }},
	} {
		r.Check(mode, c.name, c.run(conn))
	}
}

func parameters(conn *pgx.Conn) error {
	var n int64
	var text string
	var at time.Time
	when := time.Date(2026, 11, 23, 1, 2, 3, 0, time.UTC)
	err := conn.QueryRow(ctx, "SELECT $1::int8 + 1, $2 || 'x', $3::timestamptz", int64(41), "y", when).Scan(&n, &text, &at)
	if err != nil {
		return err
	}
	return golang.Equal(fmt.Sprint(n, text, at.UTC()), fmt.Sprint(42, "yx", when))
}

func transactions(conn *pgx.Conn) error {
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		inner := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "SELECT 1/0")
			return err
		})
		var e *pgconn.PgError
		if !errors.As(inner, &e) || e.Code != "22012" {
			return fmt.Errorf("got %w, PostgreSQL gives 22012", inner)
		}
		var text string
		err := tx.QueryRow(ctx, "SELECT 'still here'").Scan(&text)
		return errors.Join(err, golang.Equal(text, "still here"))
	})
}

func copies(conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, "CREATE TEMP TABLE c (a int, b text)"); err != nil {
		return err
	}
	n, err := conn.CopyFrom(ctx, pgx.Identifier{"c"}, []string{"a", "b"}, pgx.CopyFromRows([][]any{{1, "one"}, {2, nil}}))
	if err != nil || n != 2 {
		return fmt.Errorf("%d rows: %w", n, err)
	}
	var out strings.Builder
	_, err = conn.PgConn().CopyTo(ctx, &out, "COPY c TO STDOUT")
	return errors.Join(err, golang.Equal(out.String(), "1\tone\n2\t\\N\n"))
}

func batch(conn *pgx.Conn) error {
	b := &pgx.Batch{}
	sum := 0
	for i := range 20 {
		b.Queue("SELECT $1::int4", i).QueryRow(func(row pgx.Row) error {
			var n int
			err := row.Scan(&n)
			sum += n
			return err
		})
	}
	err := conn.SendBatch(ctx, b).Close()
	return errors.Join(err, golang.Equal(sum, 190))
}

func manyRows(conn *pgx.Conn) error {
	rows, err := conn.Query(ctx, "SELECT i, 'row ' || i FROM generate_series(1, 100000) g(i)")
	if err != nil {
		return err
	}
	var sum, n int64
	var text string
	_, err = pgx.ForEachRow(rows, []any{&n, &text}, func() error { sum += n; return nil })
	return errors.Join(err, golang.Equal(sum, 5000050000))
}

func cancelled(conn *pgx.Conn) error {
	until, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := conn.Exec(until, golang.Endless)
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 5*time.Second {
		return fmt.Errorf("after %v: %w", time.Since(start), err)
	}
	*conn = *connect(conn.Config().DefaultQueryExecMode) // a cancelled context closes the connection
	return nil
}
