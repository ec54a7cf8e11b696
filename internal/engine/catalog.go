package engine

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgdata"
	"github.com/trailgres/trailgres/planner/dialect"
	"github.com/trailgres/trailgres/tables"
)

// catalogFilesInOrder define what is true of this server, over PostgreSQL's own rows.
var catalogFilesInOrder = []string{
	"pg_objects.sql", "pg_types.sql", "pg_roles.sql", "pg_relations.sql", "pg_settings.sql",
	"pg_activity.sql", "information_schema.sql",
}

// builtinSchema is where PostgreSQL's own rows are, in the catalogs' database.
const builtinSchema = "builtin"

// catalogRelation is a relation of pg_catalog or information_schema.
type catalogRelation struct {
	schema, name string
	columns      []dialect.CatalogColumn
}

// stored gives the relation's name in the engine.
func (r catalogRelation) stored(schema string) string {
	return dialect.CatalogDatabase + "." + schema + "." + quote(r.name)
}

func (r catalogRelation) home() string {
	if r.schema == "information_schema" {
		return dialect.InformationSchema
	}
	return dialect.CatalogSchema
}

// definition gives the columns of a CREATE TABLE.
func (r catalogRelation) definition() string {
	columns := make([]string, len(r.columns))
	for i, c := range r.columns {
		columns[i] = quote(c.Name) + " " + dialect.StoredType(c.Type)
	}
	return strings.Join(columns, ", ")
}

// nothing gives a NULL for each column. That of an address is no stored type: tables
// forget it.
func (r catalogRelation) nothing() string {
	columns := make([]string, len(r.columns))
	for i, c := range r.columns {
		columns[i] = "CAST(NULL AS " + dialect.StoredType(c.Type) + ")"
		if c.Type == "inet" {
			columns[i] = "pg_inet(" + columns[i] + ")"
		}
		columns[i] += " AS " + quote(c.Name)
	}
	return strings.Join(columns, ", ")
}

// systemCatalog is what the embedded files say of PostgreSQL's catalogs.
type systemCatalog struct {
	relations []catalogRelation
	dialect   *dialect.Catalog
}

// catalogs reads the declarations of the catalogs, once.
var catalogs = sync.OnceValues(func() (*systemCatalog, error) {
	s := &systemCatalog{dialect: &dialect.Catalog{
		Relations: map[string][]dialect.CatalogColumn{}, OIDs: map[string]uint32{}, Functions: map[string]string{}}}
	var err error
	if s.dialect.Macros, err = catalogMacros(); err != nil {
		return nil, err
	}
	relations, err := pgdata.Relations()
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	for _, f := range relations {
		r := catalogRelation{schema: f[0], name: f[1]}
		for _, column := range strings.Split(f[4], ",") {
			name, typ, _ := strings.Cut(column, ":")
			r.columns = append(r.columns, dialect.CatalogColumn{Name: name, Type: typ})
		}
		s.relations = append(s.relations, r)
		s.dialect.Relations[r.schema+"."+r.name] = r.columns
		oid, err := strconv.ParseUint(f[3], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("read catalog: %w", err)
		}
		s.dialect.OIDs[r.schema+"."+r.name] = uint32(oid)
	}
	functions, err := pgdata.Functions()
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	for _, f := range functions {
		s.dialect.Functions[f[0]] = f[1]
	}
	s.dialect.Functions["pg_advisory_unlock_all"] = "void"
	return s, nil
})

// systemDialect gives the dialect's view of the catalogs.
func systemDialect() *dialect.Catalog {
	s, err := catalogs()
	if err != nil {
		return nil // New has refused to go on with it
	}
	return s.dialect
}

// views runs a file. A relation that it defines gets exactly PostgreSQL's columns,
// in order and with their types.
func (s *systemCatalog) views(ctx context.Context, c *duck.Conn, file string) error {
	text, err := catalogFiles.ReadFile("catalog/" + file)
	if err != nil {
		return fmt.Errorf("read catalog: %w", err)
	}
	for _, statement := range tables.Statements(string(text)) {
		if r, ok := s.defines(statement); ok {
			truth := r.stored("truth_" + r.home())
			columns := make([]string, len(r.columns))
			for i, column := range r.columns {
				value := quote(column.Name) + "::" + dialect.StoredType(column.Type)
				if column.Type == "inet" {
					value = "pg_inet(" + value + ")"
				}
				columns[i] = value + " AS " + quote(column.Name)
			}
			statement = strings.Replace(statement, "CREATE VIEW "+dialect.CatalogDatabase+"."+r.home()+"."+r.name, "CREATE VIEW "+truth, 1) +
				";\nCREATE VIEW " + r.stored(r.home()) + " AS SELECT " + strings.Join(columns, ", ") + " FROM " + truth
		}
		if err := runTexts(ctx, c, statement); err != nil {
			return fmt.Errorf("run %s: %w", file, err)
		}
	}
	return nil
}

// defines gives the relation that a statement defines.
func (s *systemCatalog) defines(statement string) (catalogRelation, bool) {
	at := strings.Index(statement, "CREATE VIEW ")
	if at < 0 {
		return catalogRelation{}, false
	}
	name, _, _ := strings.Cut(statement[at+len("CREATE VIEW "):], " ")
	for _, r := range s.relations {
		if name == dialect.CatalogDatabase+"."+r.home()+"."+r.name {
			return r, true
		}
	}
	return catalogRelation{}, false
}

func runTexts(ctx context.Context, c *duck.Conn, text string) error {
	for _, statement := range tables.Statements(text) {
		if _, err := c.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%w in %s", err, statement)
		}
	}
	return nil
}

// builtin makes the tables of PostgreSQL's own rows.
func (s *systemCatalog) builtin(ctx context.Context, c *duck.Conn, rows bool) error {
	extra := []catalogRelation{
		{name: "keywords", columns: []dialect.CatalogColumn{{Name: "word", Type: "text"}, {Name: "catcode", Type: "char"},
			{Name: "barelabel", Type: "bool"}, {Name: "catdesc", Type: "text"}, {Name: "baredesc", Type: "text"}}},
		{name: "type_names", columns: []dialect.CatalogColumn{{Name: "oid", Type: "oid"}, {Name: "name", Type: "text"}}},
		{name: "function_texts", columns: []dialect.CatalogColumn{{Name: "oid", Type: "oid"}, {Name: "arguments", Type: "text"},
			{Name: "identity", Type: "text"}, {Name: "result", Type: "text"}, {Name: "regproc", Type: "text"}}},
		{name: "ts_tokens", columns: []dialect.CatalogColumn{{Name: "tokid", Type: "int4"}, {Name: "alias", Type: "text"}, {Name: "description", Type: "text"}}},
		{name: "pg_index_texts", columns: []dialect.CatalogColumn{{Name: "oid", Type: "oid"}, {Name: "definition", Type: "text"}, {Name: "columns", Type: "_text"}}},
		{name: "pg_constraint_texts", columns: []dialect.CatalogColumn{{Name: "oid", Type: "oid"}, {Name: "definition", Type: "text"}, {Name: "pretty", Type: "text"}}},
		{name: "pg_view_texts", columns: []dialect.CatalogColumn{{Name: "oid", Type: "oid"}, {Name: "definition", Type: "text"}, {Name: "pretty", Type: "text"}}},
		{name: "function_bodies", columns: []dialect.CatalogColumn{{Name: "oid", Type: "oid"}, {Name: "body", Type: "text"}}},
	}
	for _, r := range append(extra, s.relations...) {
		file := r.name
		if r.schema == "information_schema" {
			file = r.schema + "." + r.name
		}
		text, err := pgdata.Text(file)
		if err != nil {
			return err
		}
		if text == "" {
			continue // PostgreSQL has no rows of its own in it
		}
		if _, err := c.Exec(ctx, "CREATE TABLE "+r.stored(builtinSchema)+" ("+r.definition()+")"); err != nil {
			return err
		}
		if !rows {
			continue
		}
		if err := r.load(ctx, c, text); err != nil {
			return fmt.Errorf("load %s: %w", r.name, err)
		}
	}
	return nil
}

// load reads rows in the text form of PostgreSQL's COPY. DuckDB does the reading:
// it takes a few milliseconds for 500 kB.
func (r catalogRelation) load(ctx context.Context, c *duck.Conn, text string) error {
	fields := make([]string, len(r.columns))
	for i, column := range r.columns {
		field := fmt.Sprintf(`nullif(f[%d], '\N')`, i+1)
		switch stored := dialect.StoredType(column.Type); {
		case strings.HasSuffix(stored, "[]"):
			field = fmt.Sprintf("CASE WHEN %s = '' THEN [] ELSE string_split(%s, ',') END::%s", field, field, stored)
		case stored == "varchar":
			field = fmt.Sprintf(`CASE WHEN contains(%s, '\') THEN replace(replace(replace(%s, '\n', chr(10)), '\t', chr(9)), '\\', '\') ELSE %s END`, field, field, field)
		default:
			field += "::" + stored
		}
		fields[i] = field
	}
	insert := fmt.Sprintf("INSERT INTO %s SELECT %s FROM (SELECT string_split(unnest(string_split($1, chr(10))), chr(9)) AS f)",
		r.stored(builtinSchema), strings.Join(fields, ", "))
	_, err := c.Exec(ctx, insert, text)
	return err
}

// rest makes what no file defines: PostgreSQL's rows where it has some, views of the same
// columns without rows elsewhere.
func (s *systemCatalog) rest(ctx context.Context, c *duck.Conn) error {
	defined := map[string]bool{}
	list := "SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE database_name = '" + dialect.CatalogDatabase +
		"' UNION ALL SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = '" + dialect.CatalogDatabase + "'"
	if err := c.Query(ctx, list, func(row []any) error {
		name, _ := row[0].(string)
		defined[name] = true
		return nil
	}); err != nil {
		return err
	}
	var text strings.Builder
	for _, r := range s.relations {
		switch {
		case defined[r.home()+"."+r.name]:
		case defined[builtinSchema+"."+r.name]:
			fmt.Fprintf(&text, "CREATE VIEW %s AS FROM %s;\n", r.stored(r.home()), r.stored(builtinSchema))
		default:
			fmt.Fprintf(&text, "CREATE VIEW %s AS SELECT %s WHERE false;\n", r.stored(r.home()), r.nothing())
		}
	}
	return runTexts(ctx, c, text.String())
}
