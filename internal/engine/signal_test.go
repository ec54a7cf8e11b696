package engine

import (
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestCancelAndTerminateBackend(t *testing.T) {
	address := serveEngine(t)
	boss, worker := connectEngine(t, address), connectEngine(t, address)
	for _, x := range [][2]string{{"pg_cancel_backend", "57014"}, {"pg_terminate_backend", "57P01"}} {
		function, state := x[0], x[1]
		failed := make(chan error, 1)
		go func() {
			_, err := worker.Exec(t.Context(), "SELECT count(*) FROM generate_series(1, 100000000000) a(i) WHERE hash(i) % 7 = 3")
			failed <- err
		}()
		time.Sleep(50 * time.Millisecond)
		var done bool
		if err := boss.QueryRow(t.Context(), "SELECT "+function+"($1)", worker.PgConn().PID()).Scan(&done); err != nil || !done {
			t.Fatalf("%s: %v %v", function, done, err)
		}
		var e *pgconn.PgError
		if err := <-failed; !errors.As(err, &e) || e.Code != state {
			t.Errorf("%s: %v", function, err)
		}
	}
	var done bool
	if err := boss.QueryRow(t.Context(), "SELECT pg_catalog.pg_cancel_backend(i) FROM generate_series(999999, 999999) g(i)").Scan(&done); err != nil || done {
		t.Errorf("a backend that is not there: %v %v", done, err)
	}
}
