package aliases

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/test/servertest"
)

func start(t *testing.T) (*servertest.Server, *pgx.Conn) {
	t.Helper()
	s := servertest.Start(t, servertest.Options{Seed: 1, Events: 1500, Now: testNow, Regions: []string{"us-east-1", "eu-central-1"}})
	return s, s.Connect(t)
}

// TestParameters asks by the extended protocol: what a parameter is compared with is
// pushed down like a constant.
func TestParameters(t *testing.T) {
	s, conn := start(t)
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		sql, lookups string
		args         []any
	}{
		{"SELECT eventid FROM cloudtrail_logs WHERE eventtime >= $1 AND eventname = $2", "EventName=CreateUser  2026-03-02T00:00:00Z … 2026-03-04T15:30:00Z", []any{"2026-03-02", "CreateUser"}},
		{"SELECT event_id FROM aws_cloudtrail_lookup_event WHERE start_time = $1 AND end_time = $2", "everything  2026-03-02T00:00:00Z … 2026-03-03T00:00:00Z", []any{day.AddDate(0, 0, 1), day}},
		{"SELECT event_id FROM aws_cloudtrail_lookup_event WHERE resource_name = $1", "ResourceName=nobody  90 days", []any{"nobody"}},
		{"SELECT event_id FROM aws_cloudtrail_log WHERE user_identity.access_key_id = $1", "AccessKeyId=AKIANONE  90 days", []any{"AKIANONE"}},
	} {
		s.Endpoint.Reset()
		rows, err := conn.Query(t.Context(), c.sql, c.args...)
		if err == nil {
			rows.Close()
			err = rows.Err()
		}
		if got := s.Lookups(testNow); err != nil || !strings.HasPrefix(got, c.lookups) {
			t.Errorf("%s\n%v; lookups %s, want %s", c.sql, err, got, c.lookups)
		}
	}
}

// TestCatalogs looks the views up as clients do: views with comments, whose columns have
// comments.
func TestCatalogs(t *testing.T) {
	s, conn := start(t)
	for _, v := range s.Events.Views() {
		got, err := texts(t, conn, fmt.Sprintf(`SELECT c.relkind, obj_description(c.oid, 'pg_class') = %s, t.table_type,
			(SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND col_description(c.oid, a.attnum) IS NULL)
			FROM pg_class c JOIN information_schema.tables t ON t.table_name = c.relname AND t.table_schema = 'public' WHERE c.relname = '%s'`,
			"'"+strings.ReplaceAll(v.Doc, "'", "''")+"'", v.Name))
		if err != nil || len(got) != 1 || got[0] != "v | t | VIEW | 0" {
			t.Errorf("%s: %q, %v", v.Name, got, err)
		}
		for _, sql := range []string{"DROP VIEW " + v.Name, "CREATE OR REPLACE VIEW " + v.Name + " AS SELECT 1"} {
			if _, err := conn.Exec(t.Context(), sql); err == nil {
				t.Errorf("%s was done", sql)
			}
		}
	}
	if _, err := conn.Exec(t.Context(), "CREATE TEMP TABLE mine AS SELECT 'x' AS id; DELETE FROM mine WHERE id IN (SELECT eventid FROM cloudtrail_logs)"); err == nil || !strings.Contains(err.Error(), "that reads cloudtrail_logs is not supported") {
		t.Errorf("DELETE that reads a view: %v", err)
	}
	if s.Calls() > 0 {
		t.Errorf("%d calls", s.Calls())
	}
}

// TestNameTaken opens a store in which a user has a table of a view's name: it stays the
// user's, and the other views are there.
func TestNameTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	for i, sql := range []string{"CREATE TABLE cloudtrail_logs AS SELECT 23 AS mine", "SELECT mine FROM cloudtrail_logs"} {
		t.Run(sql, func(t *testing.T) {
			var known []tables.Table
			if i > 0 {
				events := cloudtrail.New(nil, cloudtrail.Options{})
				known = append([]tables.Table{events}, events.Watches()...)
			}
			conn := servertest.Serve(t, engine.Options{Path: path, Version: "test", Tables: known}, nil).Connect(t)
			if _, err := conn.Exec(context.Background(), sql); err != nil {
				t.Fatal(err)
			}
			if i > 0 {
				if _, err := conn.Exec(context.Background(), "SELECT event_id FROM aws_cloudtrail_log"); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
