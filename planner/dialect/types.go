package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// typeNames are PostgreSQL's types that DuckDB has under another name, or whose
// name means something else there.
var typeNames = map[string]string{
	"jsonb":  "json",
	"json":   "json",
	"name":   "varchar",
	"char":   "varchar",
	"citext": "varchar",
	"xid":    "bigint",
	"oid":    "bigint",
	"bytea":  "blob",
}

// refusedTypes are types that DuckDB does not have.
var refusedTypes = map[string]bool{
	"macaddr": true, "money": true, "point": true, "box": true,
	"tsvector": true, "tsquery": true, "xml": true, "int4range": true, "tsrange": true,
	"tstzrange": true, "daterange": true, "numrange": true, "int8range": true, "jsonpath": true,
}

func types(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TypeCast:
		return castTypes(n, x.TypeCast)
	case *pgquery.Node_ColumnDef:
		if name := lastName(x.ColumnDef.TypeName.GetNames()); name == "inet" || name == "cidr" {
			return addressType(x.ColumnDef.TypeName)
		}
		return mapType(x.ColumnDef.TypeName)
	}
	return nil
}

// castTypes maps the type of a cast. A cast to varchar(n) cuts the text, as in
// PostgreSQL's "10.3. Value Storage" it only does when explicit.
func castTypes(n *pgquery.Node, c *pgquery.TypeCast) error {
	if name := lastName(c.TypeName.Names); name == "inet" || name == "cidr" {
		castAddress(n, c, name)
		return nil
	}
	if name := lastName(c.TypeName.Names); name == "varchar" || name == "bpchar" {
		if len(c.TypeName.Typmods) == 1 && len(c.TypeName.ArrayBounds) == 0 {
			if limit, ok := intConstant(c.TypeName.Typmods[0]); ok && name == "varchar" {
				n.Node = call("left", cast(c.Arg, "varchar"), integer(limit)).Node
				return nil
			}
		}
	}
	if name := lastName(c.TypeName.Names); name == "bpchar" && len(c.TypeName.ArrayBounds) == 0 && len(c.TypeName.Typmods) > 0 {
		return unsupported("type character(n) is not supported; use text")
	} else if s, ok := stringConstant(c.Arg); ok && name == "bytea" {
		n.Node = call("pg_bytea_in", text(s)).Node
		return nil
	}
	if castDocument(n, c) || castFromDocument(n, c) || isPathType(c.TypeName) {
		return nil
	}
	if err := castConstant(c); err != nil {
		return err
	}
	if lastName(c.TypeName.Names) == "text" && len(c.TypeName.ArrayBounds) == 0 && isArray(c.Arg) {
		value := c.Arg
		if shown, ok := (shower{}).show(value); ok {
			value = shown
		}
		n.Node = call("pg_text", zone(), value).Node
		return nil
	}
	if isNumeric(c.TypeName) {
		return castNumeric(n, c)
	}
	return mapType(c.TypeName)
}

// isArray says whether an expression is an array, as far as its form tells.
func isArray(n *pgquery.Node) bool {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AArrayExpr:
		return true
	case *pgquery.Node_TypeCast:
		return len(x.TypeCast.TypeName.GetArrayBounds()) > 0
	case *pgquery.Node_ColumnRef:
		name := lastName(x.ColumnRef.Fields)
		return name == "resource_names" || name == "resource_types"
	case *pgquery.Node_FuncCall:
		return lastName(x.FuncCall.Funcname) == "array_agg"
	}
	return false
}

// isNumeric says whether a type is numeric without a precision.
func isNumeric(t *pgquery.TypeName) bool {
	return lastName(t.GetNames()) == "numeric" && len(t.Typmods) == 0 && len(t.ArrayBounds) == 0 && inCatalog(t.Names)
}

// castNumeric gives numeric without a precision a scale: a constant's own, or the open
// one, whose zeros are not printed, when only the value tells.
func castNumeric(n *pgquery.Node, c *pgquery.TypeCast) error {
	value := c.Arg.GetAConst()
	switch {
	case hasScale(c.Arg):
		n.Node = c.Arg.Node
	case value.GetFval() != nil && !strings.ContainsAny(value.GetFval().Fval, "eE"):
		n.Node = c.Arg.Node
	case value.GetSval() != nil && specialNumeric.MatchString(value.GetSval().Sval):
		return unsupported("numeric %s is not supported; use double precision", strings.TrimSpace(value.GetSval().Sval))
	case value.GetSval() != nil && decimalText.MatchString(value.GetSval().Sval):
		_, fraction, _ := strings.Cut(strings.TrimSpace(value.GetSval().Sval), ".")
		c.TypeName.Typmods = []*pgquery.Node{integer(38), integer(int64(len(fraction)))}
	case value != nil:
		c.TypeName.Typmods = []*pgquery.Node{integer(38), integer(openScale)}
		if value.GetIval() != nil {
			c.TypeName.Typmods[1] = integer(0)
		}
	default:
		name := "to_numeric"
		if opaque(c.Arg) {
			name = "to_open"
		}
		n.Node = call(name, c.Arg).Node
	}
	return nil
}

// hasScale says whether an expression is a cast to numeric whose scale is known, which
// another cast to numeric keeps.
func hasScale(n *pgquery.Node) bool {
	t := n.GetTypeCast().GetTypeName()
	if lastName(t.GetNames()) != "numeric" || len(t.Typmods) != 2 || len(t.ArrayBounds) > 0 {
		return false
	}
	scale, ok := intConstant(t.Typmods[1])
	return ok && scale != openScale
}

// openScale stands for a scale that is not known (see numeric.go in the engine).
const openScale = 19

// specialNumeric are the numerics that no DECIMAL is.
var specialNumeric = regexp.MustCompile(`(?i)^\s*([+-]?(inf|infinity)|nan)\s*$`)

var decimalText = regexp.MustCompile(`^\s*[+-]?\d*\.?\d*\s*$`)

func mapType(t *pgquery.TypeName) error {
	if t == nil || !inCatalog(t.Names) {
		return nil
	}
	name := lastName(t.Names)
	if refusedTypes[name] {
		return unsupported("type %s is not supported", name)
	}
	if name == "numeric" && len(t.Typmods) == 0 { // of a column, or of an array
		t.Typmods = []*pgquery.Node{integer(38), integer(openScale)}
	}
	if mapped, ok := typeNames[name]; ok {
		t.Names = []*pgquery.Node{str(mapped)}
		t.Typmods = nil
	}
	return nil
}
