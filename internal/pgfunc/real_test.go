package pgfunc

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/postgrestest"
)

// realServer is the PostgreSQL to compare with.
type realServer struct {
	t    *testing.T
	conn *pgconn.PgConn
}

func realPostgres(t *testing.T) *realServer {
	t.Helper()
	return &realServer{t, postgrestest.Connect(t)}
}

func (r *realServer) exec(sql string) {
	r.t.Helper()
	if _, err := r.conn.Exec(r.t.Context(), sql).ReadAll(); err != nil {
		r.t.Fatalf("%s: %v", sql, err)
	}
}

// ask gives the first value of a statement, or its error's SQLSTATE and message.
func (r *realServer) ask(sql string) (value string, code, message string) {
	r.t.Helper()
	results, err := r.conn.Exec(r.t.Context(), sql).ReadAll()
	if err != nil {
		var known *pgconn.PgError
		if !errors.As(err, &known) {
			r.t.Fatalf("%s: %v", sql, err)
		}
		return "", known.Code, known.Message
	}
	if len(results[0].Rows) == 0 || results[0].Rows[0][0] == nil {
		return "", "", ""
	}
	return string(results[0].Rows[0][0]), "", ""
}

// compare holds our answer to a statement against PostgreSQL's: the value, or the
// error's SQLSTATE and message.
func (r *realServer) compare(sql, ours string, err error) {
	r.t.Helper()
	value, code, message := r.ask(sql)
	if err != nil {
		ours = ""
	}
	mine := ""
	if err != nil {
		mine = pgerr.Flatten(err).Message
	}
	if value != ours || code != codeOf(err) || message != mine {
		r.t.Errorf("%s\n  ours       %q %s %s\n  PostgreSQL %q %s %s", sql, ours, codeOf(err), mine, value, code, message)
	}
}
