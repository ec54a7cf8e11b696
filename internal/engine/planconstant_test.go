package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/pgwire"
)

// anew is a Handler whose sessions run every statement without a plan.
type anew struct{ *Engine }

type anewSession struct{ *session }

type anewStatement struct{ *statement }

func (a anew) NewSession(ctx context.Context, c pgwire.Client) (pgwire.Session, error) {
	s, err := a.newSession(ctx, c)
	if err != nil {
		return nil, err
	}
	return anewSession{s}, nil
}

func (s anewSession) Parse(ctx context.Context, query string, oids []uint32) ([]pgwire.Statement, error) {
	out, err := s.session.Parse(ctx, query, oids)
	for i := range out {
		out[i] = anewStatement{out[i].(*statement)}
	}
	return out, err
}

func (st anewStatement) Run(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	rows, err := st.runAnew(ctx, args)
	if err != nil {
		return nil, st.session.translate(ctx, err, st.parsed)
	}
	return rows, nil
}

// TestConstants holds the kept answers of constants, over the statements that are
// compared with PostgreSQL, against those that are computed without a plan.
func TestConstants(t *testing.T) {
	r := &recorder{}
	planned := connect(t, dsn(serveOptions(t, Options{Version: "test"}, func(e *Engine) pgwire.Handler { r.Engine = e; return r })))
	plain := connect(t, dsn(serveOptions(t, Options{Version: "test"}, func(e *Engine) pgwire.Handler { return anew{e} })))
	files, err := filepath.Glob("../../test/fidelity/testdata/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	statements := []string{"SELECT 1", "SELECT 1 WHERE false", "SELECT 1 LIMIT 0", "SELECT 'x' AS a, NULL, 1.50, true",
		"SELECT 1/0", "SELECT '2026-01-01 00:00+00'::timestamptz", "SELECT ARRAY[1,NULL,3], ROW(1,'b',NULL), 'a longer text than twelve bytes'"}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for s := range strings.SplitSeq(string(text), "\n\n") {
			statements = append(statements, strings.TrimSpace(s))
		}
	}
	constants := 0
	for _, sql := range statements {
		if !strings.HasPrefix(sql, "SELECT ") || strings.Contains(sql, "FROM cloudtrail") || strings.Contains(sql, "random") {
			continue
		}
		first := result(planned, sql, 0)
		if !slices.ContainsFunc(r.last.plans.Values(), func(p *plan) bool { return p.constant }) {
			r.last.plans.Purge()
			continue
		}
		constants++
		for format := range int16(2) {
			want := result(plain, sql, format)
			if format == 0 && first != want {
				t.Errorf("%s\ngives at first %q\nwithout a plan %q", sql, first, want)
			}
			if got := result(planned, sql, format); got != want {
				t.Errorf("%s\nformat %d gives %q\nwithout a plan %q", sql, format, got, want)
			}
		}
		r.last.plans.Purge()
	}
	if constants < 50 {
		t.Errorf("only %d constants", constants)
	}
}

func connect(t *testing.T, dsn string) *pgconn.PgConn {
	t.Helper()
	c, err := pgconn.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// result writes all that a statement gives, its columns among it.
func result(c *pgconn.PgConn, sql string, format int16) string {
	r := c.ExecParams(context.Background(), sql, nil, nil, nil, []int16{format}).Read()
	if r.Err != nil {
		return message(r.Err)
	}
	var b strings.Builder
	for _, f := range r.FieldDescriptions {
		fmt.Fprint(&b, f.Name, ":", f.DataTypeOID, ":", f.TypeModifier, ":", f.Format, " ")
	}
	for _, row := range r.Rows {
		for _, v := range row {
			if v == nil {
				b.WriteString("|NULL")
			} else {
				b.WriteString("|=" + string(v))
			}
		}
		b.WriteString("\n")
	}
	return b.String() + r.CommandTag.String()
}
