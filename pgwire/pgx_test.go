package pgwire

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var modes = []pgx.QueryExecMode{
	pgx.QueryExecModeSimpleProtocol, pgx.QueryExecModeExec, pgx.QueryExecModeDescribeExec,
	pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeCacheStatement,
}

func connect(t testing.TB, addr string, mode pgx.QueryExecMode) *pgx.Conn {
	t.Helper()
	config, err := pgx.ParseConfig("postgres://me@" + addr + "/db?sslmode=prefer")
	if err != nil {
		t.Fatal(err)
	}
	config.DefaultQueryExecMode = mode
	conn, err := pgx.ConnectConfig(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func TestPgxModes(t *testing.T) {
	ctx := context.Background()
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			f := scripted()
			f.reported["standard_conforming_strings"] = "on"
			f.reported["client_encoding"] = "UTF8"
			f.statements["begin"], f.statements["commit"] = f.statements["BEGIN"], f.statements["COMMIT"]
			f.statements["SELECT  '42' ::int4"] = canned{tag: "SELECT", columns: f.statements["SELECT 1"].columns,
				run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
					return &fakeRows{batches: []*Batch{ints(42, 1)}}, nil
				}}
			_, addr := start(t, f, nil)
			conn := connect(t, addr, mode)
			for range 3 {
				var n int
				if err := conn.QueryRow(ctx, "SELECT $1::int4", 42).Scan(&n); err != nil || n != 42 {
					t.Fatalf("echo: %d, %v", n, err)
				}
			}
			rows, _ := conn.Query(ctx, "SELECT generate_series(1,10)")
			got, err := pgx.CollectRows(rows, pgx.RowTo[int32])
			if err != nil || len(got) != 10 || got[9] != 10 {
				t.Fatalf("series: %v, %v", got, err)
			}
			var pgErr *pgconn.PgError
			if _, err := conn.Exec(ctx, "SELECT 1/0"); !errors.As(err, &pgErr) || pgErr.Code != "22012" {
				t.Fatalf("error: %v", err)
			}
			if err := conn.Ping(ctx); err != nil {
				t.Fatal(err)
			}
			tx, err := conn.Begin(ctx)
			if err == nil {
				err = tx.Commit(ctx)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
