package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// Catalog is what the dialect knows of the system catalogs: the engine has no type
// oid, name, "char" or regclass, and so the types of expressions over the catalogs
// are worked out here, from the tree.
type Catalog struct {
	// Relations are the columns of each relation, by schema and name with a dot.
	Relations map[string][]CatalogColumn
	// OIDs are the relations' own, by the same names.
	OIDs map[string]uint32
	// Functions are the result types of functions that the engine cannot tell.
	Functions map[string]string
	// Macros are the functions that read the catalogs.
	Macros map[string]bool
}

// CatalogColumn is a column of a catalog; Type is PostgreSQL's own name for it
// (pg_type.typname).
type CatalogColumn struct{ Name, Type string }

// The engine's database that holds the catalogs, and its schemas.
const (
	CatalogDatabase   = "trailgres_pg"
	CatalogSchema     = "catalog"
	InformationSchema = "information"
)

// catalogSchemas are the engine's schemas by PostgreSQL's names.
var catalogSchemas = map[string]string{
	"pg_catalog": CatalogSchema, "information_schema": InformationSchema,
}

// catalogs resolves the types of the statement's expressions as far as the
// catalogs need it, and rewrites what depends on them.
func (r *Rewriter) catalogs(statement *pgquery.Node) error {
	if r.Catalog == nil {
		return nil
	}
	t := &typer{catalog: r.Catalog, virtual: r.Virtual}
	node := statement
	if c := statement.GetCreateTableAsStmt(); c != nil {
		node = c.Query
	}
	if q := node.GetSelectStmt(); q != nil {
		t.query(q, nil)
	} else {
		t.expr(node, nil)
	}
	r.CatalogsOnly = !t.foreign && node.GetSelectStmt() != nil
	r.ReadsCatalogs = t.reads || statement.GetSelectStmt() == nil
	return t.err
}

// callsCatalogs says whether a statement calls a function over the catalogs, after
// it was rewritten, or has a result that is shown by one.
func (r *Rewriter) callsCatalogs(statement *pgquery.Node) bool {
	if r.Catalog == nil {
		return false
	}
	found := false
	_ = walk(statement, func(n *pgquery.Node) error {
		if c := n.GetFuncCall(); c != nil {
			found = found || r.Catalog.Macros[lastName(c.Funcname)]
		}
		return nil
	})
	for _, c := range r.Results {
		typ := analysis.BaseName(c.Type.OID)
		found = found || registered(typ) || registered(elementOf(typ))
	}
	return found
}

// catalogNames sends a relation of a system schema to where the engine has it.
func (r *Rewriter) catalogNames(n *pgquery.Node) error {
	v := n.GetRangeVar()
	if v == nil || r.Catalog == nil {
		return nil
	}
	schema, ok := catalogSchemas[v.Schemaname]
	if !ok {
		return nil
	}
	if _, known := r.Catalog.Relations[v.Schemaname+"."+v.Relname]; !known {
		return pgerr.New(pgerr.UndefinedTable, "relation %q does not exist", v.Schemaname+"."+v.Relname)
	}
	v.Catalogname, v.Schemaname = CatalogDatabase, schema
	return nil
}

// storedTypes are the engine's types for PostgreSQL's of the catalogs: unsigned
// integers, which PostgreSQL has none of, stand for oids of every kind.
var storedTypes = map[string]string{
	"oid": "uinteger", "xid": "uinteger", "cid": "uinteger", "name": "varchar", "char": "varchar",
	"int2vector": "int2[]", "oidvector": "uinteger[]", "pg_node_tree": "varchar", "aclitem": "varchar",
	"cstring": "varchar", "pg_lsn": "varchar", "tid": "varchar", "xid8": "bigint",
	"regclass": "uinteger", "regtype": "uinteger", "regproc": "uinteger", "regprocedure": "uinteger",
	"regoper": "uinteger", "regoperator": "uinteger", "regrole": "uinteger", "regnamespace": "uinteger",
	"regcollation": "uinteger", "regconfig": "uinteger", "regdictionary": "uinteger",
}

// StoredType gives the engine's type for a column of a catalog.
func StoredType(typeName string) string {
	if len(typeName) > 1 && typeName[0] == '_' {
		return StoredType(typeName[1:]) + "[]"
	}
	if stored, ok := storedTypes[typeName]; ok {
		return stored
	}
	switch typeName {
	case "bool", "int2", "int4", "int8", "float4", "float8", "timestamptz", "interval", "bytea", "date":
		return typeName
	case "numeric":
		return "decimal(38,0)"
	}
	return "varchar"
}

// registered says whether the type is one of those that are an OID inside and a
// name outside.
func registered(typeName string) bool {
	return len(typeName) > 3 && typeName[:3] == "reg" && storedTypes[typeName] != ""
}

// Registered says whether values of the type are OIDs that are shown by name.
func Registered(typeName string) bool { return registered(typeName) }
