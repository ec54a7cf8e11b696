package engine

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/planner/dialect"
)

// ownTables lists the relations that are not the catalogs' own. The engine forgets that a
// table is temporary when it gets a comment; its database is told still.
const ownTables = `
SELECT schema_name, table_name, 'r', database_name = 'temp', comment, NULL FROM duckdb_tables() WHERE NOT internal AND database_name <> '` + dialect.CatalogDatabase + `'
UNION ALL
SELECT schema_name, view_name, 'v', database_name = 'temp', comment, sql FROM duckdb_views() WHERE NOT internal AND database_name <> '` + dialect.CatalogDatabase + `'
UNION ALL
SELECT schema_name, sequence_name, 'S', database_name = 'temp', comment, NULL FROM duckdb_sequences() WHERE database_name <> '` + dialect.CatalogDatabase + `'`

// ownObjects reads what there is from the engine's own lists.
func (s *session) ownObjects(ctx context.Context) (*catalogObjects, error) {
	taken := oids{}
	out := catalogObjects{taken: taken}
	schemas := map[string]uint32{}
	err := s.conn.Query(ctx, "SELECT DISTINCT schema_name FROM duckdb_schemas() WHERE NOT internal AND database_name NOT IN ('system', 'temp', '"+
		dialect.CatalogDatabase+"') ORDER BY 1", func(row []any) error {
		name, _ := row[0].(string)
		if hidden(name) {
			return nil
		}
		o := ownSchema{OID: taken.of("schema " + name), Name: name, ACL: everybody("UC")}
		switch name {
		case schema:
			o.OID, o.Comment, o.ACL = publicOID, "standard public schema", []string{"pg_database_owner=UC/pg_database_owner", "=UC/pg_database_owner"}
		case "trailgres":
			o.Comment, o.ACL = "what the server tells of itself", readers("UC", "U")
		}
		schemas[name] = o.OID
		out.Schemas = append(out.Schemas, o)
		return nil
	})
	if err != nil {
		return nil, err
	}
	temp := fmt.Sprintf("pg_temp_%d", s.client.PID)
	err = s.conn.Query(ctx, ownTables, func(row []any) error {
		r := ownRelation{Persistence: "p"}
		r.Store, _ = row[0].(string)
		r.schema = r.Store
		r.Name, _ = row[1].(string)
		r.Stored = r.Name
		r.Kind, _ = row[2].(string)
		r.Comment, _ = row[4].(string)
		r.Definition, _ = row[5].(string)
		if t, _ := row[3].(bool); t {
			r.Persistence, r.schema = "t", temp
			if schemas[temp] == 0 {
				schemas[temp] = taken.of("schema " + temp)
				out.Schemas = append(out.Schemas, ownSchema{OID: schemas[temp], Name: temp})
			}
		}
		if r.Schema = schemas[r.schema]; r.Schema != 0 {
			out.Relations = append(out.Relations, r)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out.Relations, func(a, b ownRelation) int {
		return cmp.Or(strings.Compare(a.schema, b.schema), strings.Compare(a.Name, b.Name))
	})
	for i := range out.Relations {
		r := &out.Relations[i]
		r.OID = taken.of("relation " + r.schema + "." + r.Name)
		if r.Kind != "S" {
			r.Type = taken.of("type " + r.schema + "." + r.Name)
			r.Array = taken.of("array type " + r.schema + "." + r.Name)
		}
		r.ACL = everybody("arwdDxt")
		if r.Kind == "S" {
			r.ACL = everybody("rwU")
		} else {
			s.describeRelation(ctx, r)
		}
		if r.Persistence == "t" {
			r.ACL = nil // what an owner has by default
		}
	}
	for _, add := range []func(context.Context, *catalogObjects) error{s.addColumns, s.addConstraints, s.addIndexes, s.addSequences} {
		if err := add(ctx, &out); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// everybody gives the access list by which all may do the same, readers one by which
// the owner may do more than others.
func everybody(rights string) []string { return readers(rights, rights) }

func readers(owner, others string) []string {
	return []string{"trailgres=" + owner + "/trailgres", "=" + others + "/trailgres"}
}

// hidden says whether a schema is the server's own business.
func hidden(name string) bool { return name == "cloudtrail_store" || name == "main" }

// describeRelation fills in the columns, with the types that a query of the relation
// is served with. What cannot be prepared, such as a view of a table that is gone,
// has none.
func (s *session) describeRelation(ctx context.Context, r *ownRelation) {
	from := quote(r.schema) + "." + quote(r.Name)
	if r.Persistence == "t" {
		from = "temp." + quote(r.Name)
	}
	p, err := s.conn.Prepare(ctx, "FROM "+from)
	if err != nil {
		return
	}
	defer p.Close()
	for i, c := range p.Columns() {
		oid, modifier := typeOID(c.Type)
		r.Columns = append(r.Columns, ownColumn{Num: i + 1, Name: c.Name, Type: oid, TypeMod: modifier, open: !served(c.Type)})
		r.Width += width(oid)
	}
	virtual := s.engine.isVirtual(r.schema, r.Name)
	if r.Kind == "r" {
		r.note = readTableNote(r.Comment)
		r.Comment = r.note.Comment
	}
	if r.Kind == "v" && !virtual {
		note := readViewNote(r.Comment)
		r.Comment = note.Comment
		if note.Definition != "" {
			r.Definition = note.Definition
		}
		for i, c := range note.Columns {
			if len(note.Columns) == len(r.Columns) {
				r.Columns[i].declare(c)
			}
		}
		r.reads = dialect.Reads(r.Definition)
		r.Definition = dialect.ViewDefinition(r.Definition)
	}
	for _, t := range s.engine.options.Tables {
		if t.Schema() != r.schema || t.Name() != r.Name {
			continue
		}
		if m := storedIn.FindStringSubmatch(r.Definition); m != nil {
			r.Store, r.Stored = m[1], m[2]
		}
		r.Kind, r.Comment, r.Definition, r.Virtual, r.reads = "r", t.Doc(), "", true, nil
		r.ACL = readers("arwdDxt", "r")
		for _, c := range t.Columns() {
			if i := slices.IndexFunc(r.Columns, func(o ownColumn) bool { return o.Name == c.Name }); i >= 0 {
				r.Columns[i].Comment = c.Doc
			}
		}
	}
	describeView(r, s.engine.options.Tables)
	for _, v := range viewsOf(s.engine.options.Tables) {
		if v.Schema == r.schema && v.Name == r.Name {
			r.ACL = readers("arwdDxt", "r")
		}
	}
}

// storedIn finds the table that a virtual table is a view of.
var storedIn = regexp.MustCompile(`FROM \"?(\w+)\"?\.\"?(\w+)`)

// width gives about how many bytes a value takes.
func width(oid uint32) int64 {
	switch oid {
	case boolOID:
		return 1
	case int2OID:
		return 2
	case int4OID, float4OID, dateOID:
		return 4
	case int8OID, float8OID, timestampOID, timestamptzOID, timeOID:
		return 8
	}
	return 32
}
