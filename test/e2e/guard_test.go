package e2e

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/engine"
)

// guarded is a world whose sessions begin with the settings; none is the program's
// defaults.
func guarded(t *testing.T, settings ...engine.Setting) *world {
	t.Helper()
	c := newClock(testNow)
	if settings == nil {
		settings = []engine.Setting{}
	}
	return newWorld(t, setup{sim: endpoint(t, generated(3000), c), clock: c, settings: settings})
}

// refusal runs a statement that must fail without a call.
func refusal(t *testing.T, w *world, conn *pgx.Conn, sql string) *pgconn.PgError {
	t.Helper()
	var failed *pgconn.PgError
	w.noCalls(t, sql, func() {
		if _, err := tryTexts(t.Context(), conn, sql); !errors.As(err, &failed) {
			t.Fatalf("%s\nwant an error, got %v", sql, err)
		}
	})
	return failed
}

// TestUnbounded asks for everything without a time: no call is made, and the error says
// what to do.
func TestUnbounded(t *testing.T) {
	w := guarded(t)
	conn := w.connect(t)
	for _, sql := range []string{
		"SELECT DISTINCT event_name FROM cloudtrail_events ORDER BY 1",
		"SELECT count(*) FROM cloudtrail_events",
		"SELECT * FROM cloudtrail_events",
		"SELECT * FROM cloudtrail_events ORDER BY event_name LIMIT 5",
		"SELECT event_name, count(*) FROM cloudtrail_events WHERE NOT read_only GROUP BY 1",
		"SELECT event_id FROM cloudtrail_events WHERE source_ip_address = '203.0.113.66'",
		"SELECT event_id FROM cloudtrail_events WHERE aws_region = 'us-east-1'",
		"SELECT event_id FROM cloudtrail_events WHERE event_time < now() - interval '1 day'",
		"SELECT event_id FROM cloudtrail_events WHERE event_name = 'RunInstances' OR error_code = 'AccessDenied'",
		"SELECT DISTINCT eventname FROM cloudtrail_logs",
		"CREATE TEMP TABLE mine AS SELECT * FROM cloudtrail_events",
		"SELECT e.event_id FROM cloudtrail_events e JOIN cloudtrail_events f ON e.username = f.username WHERE e.event_name = 'StopLogging'",
	} {
		e := refusal(t, w, conn, sql)
		if e.Code != "54000" || !strings.Contains(e.Message, "add a condition on event_time") ||
			!strings.Contains(e.Detail, "90 days of ") || !strings.Contains(e.Hint, "SET trailgres.unbounded = 'allow'") {
			t.Errorf("%s\n%s: %s; %s; %s", sql, e.Code, e.Message, e.Detail, e.Hint)
		}
	}
}

// TestBounded asks for what a statement may ask for: something that can be looked up, a
// time, the newest rows, or what is cached.
func TestBounded(t *testing.T) {
	w := guarded(t)
	conn := w.connect(t)
	for _, sql := range []string{
		"SELECT count(*) FROM cloudtrail_events WHERE event_name = 'ConsoleLogin'",
		"SELECT count(*) FROM cloudtrail_events WHERE event_source = 'iam.amazonaws.com' AND NOT read_only",
		"SELECT DISTINCT event_name FROM cloudtrail_events WHERE event_time > now() - interval '1 day' ORDER BY 1",
		"SELECT event_id FROM cloudtrail_events LIMIT 5",
		"SELECT event_id FROM cloudtrail_events WHERE NOT read_only ORDER BY event_time DESC LIMIT 5",
		"EXPLAIN SELECT count(*) FROM cloudtrail_events",
		"SELECT count(*) FROM cloudtrail_events WHERE false",
	} {
		if _, err := tryTexts(t.Context(), conn, sql); err != nil {
			t.Errorf("%s\n%v", sql, err)
		}
	}
	texts(t, conn, "SELECT count(*) FROM cloudtrail_events WHERE event_time > now() - interval '90 days'")
	w.noCalls(t, "everything is cached", func() { texts(t, conn, "SELECT count(*) FROM cloudtrail_events") })
	w.clock.move(5 * time.Minute)
	texts(t, conn, "SELECT DISTINCT event_name FROM cloudtrail_events")
}

// TestUnboundedNotice lets such a statement run, with a warning.
func TestUnboundedNotice(t *testing.T) {
	w := guarded(t, engine.Setting{Name: "trailgres.unbounded", Value: "notice"})
	var told []string
	conn := w.connect(t, func(c *pgx.ConnConfig) {
		c.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) { told = append(told, n.Severity+" "+n.Message) }
	})
	rows := texts(t, conn, "SELECT count(*) FROM cloudtrail_events")
	if len(told) == 0 || !strings.HasPrefix(told[0], "WARNING this statement would read all of cloudtrail_events") {
		t.Errorf("told %q", told)
	}
	if got := texts(t, conn, "SET trailgres.unbounded = 'allow'; SELECT count(*) FROM cloudtrail_events"); lines(got) != lines(rows) {
		t.Errorf("%s events, then %s", lines(rows), lines(got))
	}
}

// TestMaxCalls gives sessions a budget: by the server, by role, by the options of the
// DSN and by SET.
func TestMaxCalls(t *testing.T) {
	w := guarded(t, engine.Setting{Name: "trailgres.max_calls", Value: "500"}, engine.Setting{Role: "grafana", Name: "trailgres.max_calls", Value: "7"})
	show := func(conn *pgx.Conn) string { return lines(texts(t, conn, "SHOW trailgres.max_calls")) }
	conn := w.connect(t)
	if got := show(conn); got != "500\n" {
		t.Errorf("everybody's is %s", got)
	}
	grafana := w.connect(t, func(c *pgx.ConnConfig) { c.User = "grafana" })
	if got := show(grafana); got != "7\n" {
		t.Errorf("the role's is %s", got)
	}
	own := w.connect(t, func(c *pgx.ConnConfig) {
		c.User, c.RuntimeParams["options"] = "grafana", `-c trailgres.max_calls=9 -c statement_timeout=5min --application-name=two\ words`
	})
	if got := show(own) + lines(texts(t, own, "SHOW statement_timeout")) + lines(texts(t, own, "SHOW application_name")); got != "9\n5min\ntwo words\n" {
		t.Errorf("the DSN's are %s", got)
	}
	// Nothing is known of how many events there are, so the budget ends it on the way.
	const month = "SELECT count(*) FROM cloudtrail_events WHERE event_time > now() - interval '60 days'"
	calls := w.calls(t, func() {
		var e *pgconn.PgError
		if _, err := tryTexts(t.Context(), own, month); !errors.As(err, &e) || e.Code != "53400" || !strings.Contains(e.Message, "gave up after") {
			t.Errorf("without knowledge: %v", err)
		}
	})
	if n := w.total(); n < 9 || n > 40 {
		t.Errorf("%d calls of 9:\n%s", n, describe(calls))
	}
	texts(t, conn, month)
	// Now it is known, and the estimate refuses before any call.
	e := refusal(t, w, own, "SELECT count(*) FROM cloudtrail_events WHERE event_time > now() - interval '85 days'")
	if e.Code != "53400" || !strings.Contains(e.Message, "would take about ") || !strings.Contains(e.Message, "allows 9") {
		t.Errorf("%s %s", e.Code, e.Message)
	}
	w.noCalls(t, "cached", func() { texts(t, own, month) })
	if _, err := own.Exec(t.Context(), "SET trailgres.max_call = 3"); err == nil {
		t.Error("a name that is none was taken")
	}
}
