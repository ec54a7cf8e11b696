package e2e

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// TestBadInput runs the statements of testdata/badinput and shows the error: code,
// message, the text from the error's position on, DETAIL and HINT. None should cost a
// call, and the session must live on. Directives: simple and extended, by the
// protocol.
func TestBadInput(t *testing.T) {
	w := plain(t, 300)
	datadriven.Walk(t, filepath.Join("testdata", "badinput"), func(t *testing.T, path string) {
		conn := w.connect(t)
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			w.clock.move(100 * 24 * time.Hour) // what was fetched before is of no use
			w.sim.Reset()
			var err error
			if d.Cmd == "extended" {
				_, err = boundTexts(t, conn, d.Input, nil)
			} else {
				_, err = tryTexts(t.Context(), conn, d.Input)
			}
			after := ""
			if n := w.total(); n > 0 {
				after = fmt.Sprintf("after %d calls: ", n)
			}
			texts(t, conn, "ROLLBACK; SELECT 1")
			return after + told(d.Input, err)
		})
	})
}

// told writes an error as psql does, with the text at its position.
func told(sql string, err error) string {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return fmt.Sprintf("no error but %v\n", err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", e.Code, e.Message)
	if e.Position > 0 {
		fmt.Fprintf(&b, "at: %s\n", from(sql, int(e.Position)))
	}
	if e.Detail != "" {
		fmt.Fprintf(&b, "DETAIL: %s\n", e.Detail)
	}
	if e.Hint != "" {
		fmt.Fprintf(&b, "HINT: %s\n", e.Hint)
	}
	return b.String()
}

// from gives some of the text from a position on, which counts characters from 1.
func from(sql string, position int) string {
	rest := []rune(sql)
	if position > len(rest) {
		return "the end"
	}
	rest = rest[position-1:]
	if len(rest) > 24 {
		rest = rest[:24]
	}
	return strings.ReplaceAll(string(rest), "\n", " ")
}

func TestOtherDatabase(t *testing.T) {
	w := plain(t, 1)
	_, err := pgx.Connect(t.Context(), strings.Replace(w.url, "/cloudtrail?", "/postgres?", 1))
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "3D000" || !strings.Contains(e.Message, `"postgres"`) || !strings.Contains(e.Hint, "cloudtrail") {
		t.Errorf("got %v", err)
	}
}
