// Command libpq runs the clients' list through lib/pq and database/sql.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/lib/pq"

	"github.com/trailgres/trailgres/test/clients/golang"
)

var ctx = context.Background()

func main() {
	version := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/lib/pq" {
				version = strings.TrimPrefix(m.Version, "v")
			}
		}
	}
	r := golang.Start(version)
	for _, mode := range []string{"text", "binary_parameters"} {
		options := map[string]string{"binary_parameters": "&binary_parameters=yes"}[mode]
		db, err := sql.Open("postgres", strings.Replace(os.Getenv("URL"), "sslmode=prefer", "sslmode=disable", 1)+options)
		if err != nil {
			panic(err)
		}
		conn, err := db.Conn(ctx)
		if err != nil {
			panic(err)
		}
		r.List(golang.Mode{Name: mode, Ask: asker(conn), Send: sender(conn), Cannot: cannot})
		for _, c := range particulars {
			r.Check(mode, c.name, c.run(conn))
		}
	}
	r.End()
}

func cannot(s golang.Statement) string {
	switch {
	case s.Block:
		return "a transaction is database/sql's own"
	case strings.Contains(s.SQL, "infinity'"):
		return "Go's time.Time has no infinity"
	}
	return ""
}

func asker(conn *sql.Conn) func(golang.Statement) (golang.Answer, error) {
	return func(s golang.Statement) (a golang.Answer, err error) {
		rows, err := conn.QueryContext(ctx, s.SQL)
		if err != nil {
			return a, err
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			return a, err
		}
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				return a, err
			}
			a.Values = append(a.Values, values)
		}
		return a, rows.Err()
	}
}

// sender passes a value. database/sql gives what it has no type for as the bytes of
// its text, which goes back as text.
func sender(conn *sql.Conn) func(string, any) (string, error) {
	return func(sqlType string, value any) (text string, err error) {
		if b, ok := value.([]byte); ok && sqlType != "bytea" {
			value = string(b)
		}
		if at, ok := value.(time.Time); ok && sqlType == "time" {
			value = at.Format("15:04:05.999999")
		}
		err = conn.QueryRowContext(ctx, "SELECT CAST($1 AS "+sqlType+")::text", value).Scan(&text)
		return text, err
	}
}

var particulars = []struct {
	name string
	run  func(*sql.Conn) error
}{
	{"a prepared statement, run ten times", prepared}, {"a transaction that is rolled back", transaction},
	{"COPY FROM", copyIn}, {"100,000 rows", manyRows}, {"arrays by pq.Array", arrays},
	{"ping", func(c *sql.Conn) error { return c.PingContext(ctx) }}, {"cancel by a context", cancelled},
}

func prepared(conn *sql.Conn) error {
	p, err := conn.PrepareContext(ctx, "SELECT $1::int4 + 1")
	if err != nil {
		return err
	}
	defer p.Close()
	sum, n := 0, 0
	for i := range 10 {
		if err := p.QueryRow(i).Scan(&n); err != nil {
			return err
		}
		sum += n
	}
	return golang.Equal(sum, 55)
}

func transaction(conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "CREATE TEMP TABLE c (a int, b text)"); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO c VALUES (1, 'x')")
	if err := errors.Join(err, tx.Rollback()); err != nil {
		return err
	}
	var n int
	err = conn.QueryRowContext(ctx, "SELECT count(*) FROM c").Scan(&n)
	return errors.Join(err, golang.Equal(n, 0))
}

func copyIn(conn *sql.Conn) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	p, err := tx.Prepare(pq.CopyIn("c", "a", "b"))
	if err != nil {
		return err
	}
	for i := range 100 {
		if _, err := p.Exec(i, fmt.Sprint("row ", i)); err != nil {
			return err
		}
	}
	if _, err := p.Exec(); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	var n int
	err = conn.QueryRowContext(ctx, "SELECT count(*) FROM c").Scan(&n)
	return errors.Join(err, golang.Equal(n, 100))
}

func manyRows(conn *sql.Conn) error {
	rows, err := conn.QueryContext(ctx, "SELECT i, 'row ' || i FROM generate_series(1, 100000) g(i)")
	if err != nil {
		return err
	}
	defer rows.Close()
	var sum, n int64
	var text string
	for rows.Next() {
		if err := rows.Scan(&n, &text); err != nil {
			return err
		}
		sum += n
	}
	return errors.Join(rows.Err(), golang.Equal(sum, 5000050000))
}

func cancelled(conn *sql.Conn) error {
	until, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := conn.ExecContext(until, golang.Endless)
	if err == nil || time.Since(start) > 5*time.Second {
		return fmt.Errorf("not cancelled after %v: %w", time.Since(start), err)
	}
	return nil
}

func arrays(conn *sql.Conn) error {
	var n int
	err := conn.QueryRowContext(ctx, "SELECT count(*) FROM generate_series(1, 10) g(i) WHERE i = ANY($1)", pq.Array([]int64{2, 3, 99})).Scan(&n)
	return errors.Join(err, golang.Equal(n, 2))
}
