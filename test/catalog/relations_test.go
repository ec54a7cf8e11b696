package catalog

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// TestRelations selects every relation of pg_catalog and information_schema: the
// columns must have PostgreSQL's names, order and types, which relations.tsv was
// read from.
func TestRelations(t *testing.T) {
	s := serve(t)
	c, calls := s.Connect(t), s.Calls
	types := typeOIDs(t, c)
	text, err := os.ReadFile("../../internal/pgdata/data/relations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		name := f[0] + "." + f[1]
		n++
		r := c.PgConn().ExecParams(t.Context(), "SELECT * FROM "+name+" LIMIT 1", nil, nil, nil, nil)
		var got []string
		for _, field := range r.FieldDescriptions() {
			got = append(got, fmt.Sprintf("%s:%d", field.Name, field.DataTypeOID))
		}
		if _, err := r.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var want []string
		for _, column := range strings.Split(f[4], ",") {
			column, typ, _ := strings.Cut(column, ":")
			want = append(want, fmt.Sprintf("%s:%d", column, types[typ]))
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, want)
		}
	}
	if n < 200 {
		t.Errorf("only %d relations", n)
	}
	if calls() != 0 {
		t.Errorf("the catalogs cost %d lookups", calls())
	}
}

// typeOIDs gives the OIDs of PostgreSQL's types, as pg_type tells them.
func typeOIDs(t *testing.T, c *pgx.Conn) map[string]uint32 {
	t.Helper()
	rows, err := c.Query(t.Context(), "SELECT typname, oid FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]uint32{}
	var name string
	var oid uint32
	if _, err := pgx.ForEachRow(rows, []any{&name, &oid}, func() error { out[name] = oid; return nil }); err != nil {
		t.Fatal(err)
	}
	if out["regproc"] != 24 || out["timestamptz"] != pgtype.TimestamptzOID {
		t.Fatalf("pg_type is wrong: regproc %d, timestamptz %d", out["regproc"], out["timestamptz"])
	}
	return out
}

// TestNames: the types that are an OID inside and a name outside, and the functions
// whose argument is put into a macro as it is written.
func TestNames(t *testing.T) {
	c := serve(t).Connect(t)
	for _, test := range []struct{ sql, want string }{
		{"SELECT 'pg_class'::regclass", "pg_class"},
		{"SELECT 'pg_class'::regclass::oid", "1259"},
		{"SELECT 1259::regclass::text", "pg_class"},
		{"SELECT 'PUBLIC.CloudTrail_Events'::regclass", "cloudtrail_events"},
		{"SELECT 'trailgres.coverage'::regclass", "trailgres.coverage"},
		{"SELECT 'int4'::regtype", "integer"},
		{"SELECT 'public'::regnamespace::oid", "2200"},
		{"SELECT oid::regtype FROM pg_type WHERE typname = '_text'", "text[]"},
		{"SELECT format_type(oid, NULL) FROM pg_type WHERE typname = 'timestamptz'", "timestamp with time zone"},
		{"SELECT format_type(t.oid, NULL) FROM pg_type t WHERE t.typname = 'bool'", "boolean"},
		{"SELECT typinput::text FROM pg_type WHERE typname = 'int4'", "int4in"},
		{"SELECT oid FROM pg_type WHERE typinput = 'array_in'::regproc AND typname = '_int4'", "1007"},
		{"SELECT proargtypes FROM pg_proc WHERE oid = 936", "25 23 23"},
		{"SELECT oidvectortypes(proargtypes) FROM pg_proc WHERE oid = 936", "text, integer, integer"},
		{"SELECT count(*) FROM pg_class WHERE relname = 'cloudtrail_events' AND relkind = 'r' AND pg_table_is_visible(oid)", "1"},
		{"SELECT PG_CATALOG.PG_CLASS.relname FROM PG_CATALOG.PG_CLASS WHERE oid = '1259'", "pg_class"},
		{"SELECT tableoid FROM pg_catalog.pg_class LIMIT 1", "1259"},
		{"SELECT count(*) FROM cloudtrail_events WHERE tableoid = 0 AND event_time > now() + '1 day'", "0"},
		{"SELECT current_setting('server_version_num')", "150000"},
		{"SELECT s[2] FROM string_to_array(current_setting('search_path'), ', ') s", "public"},
		{"SELECT (parse_ident('public.t'))[2]", "t"},
		{"SELECT relname FROM pg_class WHERE oid = ANY(ARRAY[1259::oid])", "pg_class"},
	} {
		if got, err := one(t, c, test.sql); err != nil || got != test.want {
			t.Errorf("%s: %q %v, want %q", test.sql, got, err, test.want)
		}
	}
	for sql, want := range map[string]string{
		"SELECT 'nosuch'::regclass":                 `relation "nosuch" does not exist (SQLSTATE 42P01)`,
		"SELECT * FROM pg_catalog.nosuch":           `relation "pg_catalog.nosuch" does not exist (SQLSTATE 42P01)`,
		"SELECT current_setting('no_such_setting')": `unrecognized configuration parameter "no_such_setting" (SQLSTATE 42704)`,
	} {
		if got, err := one(t, c, sql); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q %v, want %s", sql, got, err, want)
		}
	}
}

// one gives the text of a statement's only value.
func one(t *testing.T, c *pgx.Conn, sql string) (string, error) {
	t.Helper()
	results, err := c.PgConn().Exec(t.Context(), sql).ReadAll()
	if err != nil {
		return "", err
	}
	if len(results) != 1 || len(results[0].Rows) != 1 {
		return "", fmt.Errorf("not one row")
	}
	return string(results[0].Rows[0][0]), nil
}

// TestStable: the OIDs of our objects do not depend on what else there is.
func TestStable(t *testing.T) {
	var first string
	for i := range 2 {
		c := serve(t).Connect(t)
		if i == 1 {
			if _, err := c.Exec(t.Context(), "CREATE TABLE a_table (a int NOT NULL, b text DEFAULT 'x')"); err != nil {
				t.Fatal(err)
			}
			if got, err := one(t, c, "SELECT string_agg(attname || attnotnull || atthasdef, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'a_table'::regclass"); err != nil || got != "atruefalse bfalsetrue" {
				t.Errorf("a_table has %q %v", got, err)
			}
		}
		oid, err := one(t, c, "SELECT oid FROM pg_class WHERE relname = 'cloudtrail_events'")
		if err != nil || oid == "" {
			t.Fatal(err)
		}
		if first == "" {
			first = oid
		}
		if oid != first {
			t.Errorf("OID %s, was %s", oid, first)
		}
	}
}
