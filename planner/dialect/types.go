package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// typeNames are PostgreSQL's types that DuckDB has under another name, or whose
// name means something else there. numeric without a precision is exact to any
// size in PostgreSQL, DECIMAL(18,3) in DuckDB: double is nearer.
var typeNames = map[string]string{
	"jsonb":   "json",
	"name":    "varchar",
	"char":    "varchar",
	"numeric": "double",
	"decimal": "double",
	"citext":  "varchar",
	"xid":     "bigint",
	"oid":     "bigint",
	"bytea":   "blob",
}

// refusedTypes are types that DuckDB does not have.
var refusedTypes = map[string]bool{
	"inet": true, "cidr": true, "macaddr": true, "money": true, "point": true, "box": true,
	"tsvector": true, "tsquery": true, "xml": true, "int4range": true, "tsrange": true,
	"tstzrange": true, "daterange": true, "numrange": true, "int8range": true,
}

func types(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		return castTypes(n, x.TypeCast)
	case *pgquery.Node_ColumnDef:
		return mapType(x.ColumnDef.TypeName)
	}
	return nil
}

// castTypes maps the type of a cast. A cast to varchar(n) cuts the text, as in
// PostgreSQL's "10.3. Value Storage" it only does when explicit.
func castTypes(n *pgquery.Node, c *pgquery.TypeCast) error {
	if name := lastName(c.TypeName.Names); name == "varchar" || name == "bpchar" {
		if len(c.TypeName.Typmods) == 1 && len(c.TypeName.ArrayBounds) == 0 {
			if limit, ok := intConstant(c.TypeName.Typmods[0]); ok && name == "varchar" {
				n.Node = call("left", cast(c.Arg, "varchar"), integer(limit)).Node
				return nil
			}
		}
	}
	return mapType(c.TypeName)
}

func mapType(t *pgquery.TypeName) error {
	if t == nil || !inCatalog(t.Names) {
		return nil
	}
	name := lastName(t.Names)
	if refusedTypes[name] {
		return unsupported("type %s is not supported", name)
	}
	if name == "numeric" && len(t.Typmods) > 0 {
		return nil
	}
	if mapped, ok := typeNames[name]; ok {
		t.Names = []*pgquery.Node{str(mapped)}
		if name != "numeric" {
			t.Typmods = nil
		}
	}
	return nil
}
