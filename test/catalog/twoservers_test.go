package catalog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/test/servertest"
)

// pair are this server and a PostgreSQL 15 with the same objects, the same database's
// name and the same user.
type pair struct {
	ours, theirs *pgconn.PgConn
	server       *servertest.Server
	dsn          string // of PostgreSQL
	oids         map[string]string
}

// twoServers makes the objects of setup.sql on both servers and connects to them.
func twoServers(t testing.TB) *pair {
	t.Helper()
	admin := postgrestest.Connect(t)
	p := &pair{server: serve(t), oids: map[string]string{}}
	database := "cloudtrail"
	for _, sql := range []string{
		"DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database + " TEMPLATE template0 LC_CTYPE 'C.UTF-8'",
		"DO $$ BEGIN CREATE ROLE trail LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
	} {
		execute(t, admin, sql)
	}
	p.dsn = regexp.MustCompile(`dbname=\S+`).ReplaceAllString(postgrestest.DSN(t), "dbname="+database)
	owner := connect(t, p.dsn)
	for _, sql := range []string{"DROP EXTENSION plpgsql", "GRANT CREATE ON SCHEMA public TO PUBLIC", "GRANT CREATE ON DATABASE cloudtrail TO PUBLIC", virtualTables(p.server)} {
		execute(t, owner, sql)
	}
	p.ours = connect(t, p.server.URL)
	for _, sql := range ownViews(t, p.ours) {
		execute(t, owner, sql)
	}
	setup, err := os.ReadFile("testdata/setup.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range tables.Statements(string(setup)) {
		if !strings.HasPrefix(sql, "GRANT") { // here everybody may write what is not the server's
			execute(t, p.ours, sql)
		}
		execute(t, owner, sql)
	}
	p.dsn = strings.Replace(p.dsn, "user=postgres", "user=trail", 1)
	p.theirs = connect(t, p.dsn)
	t.Cleanup(func() {
		_ = p.theirs.Close(context.Background())
		_ = owner.Close(context.Background())
		execute(t, admin, "DROP DATABASE "+database+" WITH (FORCE)")
	})
	return p
}

// virtualTables gives the DDL that makes the server's tables in PostgreSQL.
func virtualTables(s *servertest.Server) string {
	var b strings.Builder
	b.WriteString("CREATE SCHEMA trailgres; COMMENT ON SCHEMA trailgres IS 'what the server tells of itself'; GRANT USAGE ON SCHEMA trailgres TO PUBLIC;\n")
	for _, table := range append([]tables.Table{s.Events}, s.Events.Watches()...) {
		name := table.Schema() + "." + table.Name()
		var columns []string
		for _, c := range table.Columns() {
			columns = append(columns, c.Name+" "+string(c.Type))
		}
		fmt.Fprintf(&b, "CREATE TABLE %s (%s); GRANT SELECT ON %s TO PUBLIC; COMMENT ON TABLE %s IS %s;\n",
			name, strings.Join(columns, ", "), name, name, literal(table.Doc()))
		for _, c := range table.Columns() {
			fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%s IS %s;\n", name, c.Name, literal(c.Doc))
		}
	}
	return b.String()
}

// ownViews gives the DDL of views with the columns of those that the server has of
// itself.
func ownViews(t testing.TB, ours *pgconn.PgConn) (out []string) {
	t.Helper()
	results, err := ours.Exec(t.Context(), `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname),
    (SELECT string_agg('NULL::' || format_type(a.atttypid, a.atttypmod) || ' AS ' || quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid),
    coalesce(obj_description(c.oid, 'pg_class'), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND c.oid >= 16384 ORDER BY 1`).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range results[0].Rows {
		out = append(out, fmt.Sprintf("CREATE VIEW %s AS SELECT %s; GRANT SELECT ON %s TO PUBLIC; COMMENT ON VIEW %s IS %s", row[0], row[1], row[0], row[0], literal(string(row[2]))))
	}
	return out
}

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func connect(t testing.TB, dsn string) *pgconn.PgConn {
	t.Helper()
	c, err := pgconn.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

func execute(t testing.TB, c *pgconn.PgConn, sql string) {
	t.Helper()
	if _, err := c.Exec(context.Background(), sql).ReadAll(); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// step is a statement of a file, with what is said of it above: lines that begin with
// three dashes.
type step struct {
	sql, at string
	mask    map[string]bool // columns whose values are each server's own
	shape   bool            // only the columns are compared
	message bool            // an error's text is compared, too
}

// steps reads a file, in which blank lines separate statements.
func steps(t testing.TB, path string) []step {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []step
	line := 1
	for _, block := range strings.Split(string(text), "\n\n") {
		s := step{at: fmt.Sprintf("%s:%d", filepath.Base(path), line), mask: map[string]bool{}}
		line += strings.Count(block, "\n") + 2
		var sql []string
		for l := range strings.SplitSeq(block, "\n") {
			words := strings.Fields(strings.TrimPrefix(l, "---"))
			switch {
			case !strings.HasPrefix(l, "---"):
				sql = append(sql, l)
			case len(words) > 1 && words[0] == "mask":
				for _, column := range words[1:] {
					s.mask[column] = true
				}
			case len(words) > 0 && words[0] == "shape":
				s.shape = true
			case len(words) > 0 && words[0] == "message":
				s.message = true
			}
		}
		if s.sql = strings.TrimSpace(strings.Join(sql, "\n")); s.sql != "" {
			out = append(out, s)
		}
	}
	return out
}

var oidPlace = regexp.MustCompile(`\{\{(?:(\w+) )?([^}]+)\}\}`)

// fill puts a server's own OIDs into a statement: {{notes}} is a relation's,
// {{type box}} another kind's.
func (p *pair) fill(t testing.TB, c *pgconn.PgConn, sql string) string {
	t.Helper()
	return oidPlace.ReplaceAllStringFunc(sql, func(place string) string {
		key := fmt.Sprintf("%p %s", c, place)
		if p.oids[key] == "" {
			m := oidPlace.FindStringSubmatch(place)
			kind := map[string]string{"": "regclass", "type": "regtype", "schema": "regnamespace"}[m[1]]
			ask := fmt.Sprintf("SELECT %s::%s::oid", literal(m[2]), kind)
			if m[1] == "database" {
				ask = "SELECT oid FROM pg_database WHERE datname = current_database()"
			}
			results, err := c.Exec(t.Context(), ask).ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", place, err)
			}
			p.oids[key] = string(results[0].Rows[0][0])
		}
		return p.oids[key]
	})
}

// oidTypes are the types whose values are OIDs, alone or several, or transactions'.
var oidTypes = map[uint32]bool{26: true, 28: true, 24: true, 2205: true, 2206: true, 30: true, 1028: true, 1011: true, 2211: true, 4089: true, 4096: true}

var number = regexp.MustCompile(`\d+`)

// cell gives a value as it is compared.
func cell(s step, f pgconn.FieldDescription, value []byte, theirs bool) string {
	switch {
	case value == nil:
		return "∅"
	case s.mask[f.Name] || s.mask["*"]:
		return "…"
	}
	text := string(value)
	if theirs {
		text = ownerName.ReplaceAllString(text, "trailgres")
	}
	if oidTypes[f.DataTypeOID] {
		text = number.ReplaceAllStringFunc(text, func(digits string) string {
			if n, err := strconv.Atoi(digits); err == nil && n >= 16384 {
				return "#"
			}
			return digits
		})
	}
	return text
}

// ownerName is the role that owns everything in PostgreSQL; here it is trailgres.
var ownerName = regexp.MustCompile(`\bpostgres\b`)
