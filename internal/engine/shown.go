package engine

import (
	"fmt"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/planner/dialect"
)

// sameBytes are the types that are served from a kind of the engine's as it lies in
// memory, beside the one of typeOID: by kind, then by OID.
var sameBytes = map[duck.TypeID]map[uint32]bool{
	duck.Varchar: oidSet(nameOID, charOID, varcharOID, bpcharOID, textOID, jsonOID, jsonbOID, jsonpathOID, unknownOID, 194, 1033, 3220, 27,
		2275, 2277, 2278, 3361, 3402, 5017, 2249),
	duck.UInteger: oidSet(oidOID, 28, 29, 24, 2202, 2203, 2204, 2205, 2206, 4096, 4089, 4191, 3734, 3769),
	duck.BigInt:   oidSet(int8OID, 5069),
	duck.ListType: oidSet(22, 30, 10028), // int2vector, oidvector and pg_statistic[]; see showList
}

// charOID is the type "char", jsonpathOID that of paths (src/include/catalog/pg_type.dat).
const (
	charOID     = 18
	jsonpathOID = 4072
)

func oidSet(list ...uint32) map[uint32]bool {
	out := map[uint32]bool{}
	for _, oid := range list {
		out[oid] = true
	}
	return out
}

// castTo are the engine's types to which a result column is cast when PostgreSQL's
// type of it is another than the engine has found: a wider integer, a NULL without a
// type. A value that does not fit is an error there as in PostgreSQL.
var castTo = map[uint32]struct {
	name string
	from map[duck.TypeID]bool
}{
	boolOID:        {"BOOLEAN", untyped},
	int2OID:        {"SMALLINT", integers},
	int4OID:        {"INTEGER", integers},
	int8OID:        {"BIGINT", integers},
	oidOID:         {"UINTEGER", integers},
	float4OID:      {"REAL", floats},
	float8OID:      {"DOUBLE", floats},
	numericOID:     {"DECIMAL(38, 0)", integers},
	textOID:        {"VARCHAR", untyped},
	varcharOID:     {"VARCHAR", untyped},
	nameOID:        {"VARCHAR", untyped},
	dateOID:        {"DATE", untyped},
	timeOID:        {"TIME", untyped},
	timestampOID:   {"TIMESTAMP", kinds(duck.Date, duck.Integer, duck.SQLNull)},
	timestamptzOID: {"TIMESTAMPTZ", kinds(duck.Date, duck.Timestamp, duck.Integer, duck.SQLNull)},
	intervalOID:    {"INTERVAL", untyped},
	uuidOID:        {"UUID", untyped},
	jsonbOID:       {"JSON", untyped},
	jsonOID:        {"JSON", untyped},
	jsonpathOID:    {"VARCHAR", untyped},
	byteaOID:       {"BLOB", untyped},
}

var (
	integers = kinds(duck.TinyInt, duck.SmallInt, duck.Integer, duck.BigInt, duck.HugeInt, duck.UTinyInt, duck.USmallInt,
		duck.UInteger, duck.UBigInt, duck.UHugeInt, duck.SQLNull)
	floats  = kinds(duck.Float, duck.Double, duck.DecimalType, duck.Integer, duck.SQLNull)
	untyped = kinds(duck.Integer, duck.SQLNull) // a NULL without a type is an INTEGER
)

func kinds(list ...duck.TypeID) map[duck.TypeID]bool {
	out := map[duck.TypeID]bool{}
	for _, k := range list {
		out[k] = true
	}
	return out
}

// shown is how a result column is served.
type shown struct {
	oid  uint32
	mod  int32
	expr string // what to select in the place of the column, %s; "" for itself
}

// show says how a column of the engine's type is served as PostgreSQL's type; where
// that cannot be, or is open, it is served as what the engine has.
func show(t duck.Type, want analysis.Type) shown {
	natural, mod := typeOID(t)
	switch {
	case t.ID == duck.UInteger && dialect.Registered(analysis.BaseName(want.OID)):
		return shown{want.OID, -1, analysis.BaseName(want.OID) + "out(%s)"}
	case want.OID == analysis.Open || want.OID == unknownOID && natural == textOID:
		return shown{natural, mod, unserved(t)}
	case t.ID == duck.InvalidType: // only the values of parameters will tell
		return shown{want.OID, want.Mod, ""}
	case isRecord(t) && analysis.RowType(want.OID), isRecords(t) && want.OID != natural:
		return shown{want.OID, -1, ""}
	case t.ID == duck.Varchar && want.OID == numericOID:
		return shown{want.OID, want.Mod, "pg_numeric(%s)"}
	case want.OID == natural:
		return shown{natural, want.Mod, unserved(t)}
	case sameBytes[t.ID][want.OID], t.ID == duck.Varchar && dialect.Registered(analysis.BaseName(want.OID)): // spelled already
		return shown{want.OID, want.Mod, ""}
	}
	if to, ok := castTo[want.OID]; ok && to.from[t.ID] {
		return shown{want.OID, want.Mod, "CAST(%s AS " + to.name + ")"}
	}
	if t.ID == duck.ListType {
		if s, ok := showList(t, want); ok {
			return s
		}
	}
	return shown{natural, mod, unserved(t)}
}

// showList serves an array, whose elements may have to be cast.
func showList(t duck.Type, want analysis.Type) (shown, bool) {
	elem := analysis.Element(want.OID)
	if elem == analysis.Open || t.Elem == nil {
		return shown{}, false
	}
	if t.Elem.ID == duck.UInteger && dialect.Registered(analysis.BaseName(elem)) {
		return shown{want.OID, -1, "list_" + analysis.BaseName(elem) + "out(%s)"}, true
	}
	inner := show(*t.Elem, analysis.Type{OID: elem, Mod: want.Mod})
	if inner.oid != elem || strings.Contains(inner.expr, "out(") || strings.Contains(inner.expr, "to_json(") {
		return shown{}, false
	}
	out := shown{want.OID, want.Mod, ""}
	if inner.expr != "" {
		out.expr = strings.Replace(inner.expr, ")", "[])", 1)
		if strings.Contains(inner.expr, "DECIMAL") {
			out.expr = "CAST(%s AS DECIMAL(38, 0)[])"
		}
	}
	return out, true
}

// unserved gives the expression for what no type of PostgreSQL's is served as.
func unserved(t duck.Type) string {
	if served(t) {
		return ""
	}
	return "to_json(%s)"
}

// wireColumns describes columns as they are served.
func wireColumns(columns []duck.Column, want []analysis.Column) []pgwire.Column {
	if want != nil && len(want) == 0 {
		return []pgwire.Column{} // what the engine has beside is not the client's
	}
	out := make([]pgwire.Column, len(columns))
	for i, c := range columns {
		as := show(c.Type, wanted(columns, want, i))
		out[i] = pgwire.Column{Name: c.Name, OID: as.oid, TypeMod: as.mod}
		if len(want) == len(columns) {
			out[i].Name, out[i].TableOID, out[i].AttNum = want[i].Name, want[i].Table, uint16(want[i].Attr)
		}
	}
	return out
}

func wanted(columns []duck.Column, want []analysis.Column, i int) analysis.Type {
	if len(want) != len(columns) {
		return analysis.Type{Mod: -1}
	}
	return want[i].Type
}

// serveable wraps a query whose columns are not served as they are.
func serveable(sql string, columns []duck.Column, want []analysis.Column) (string, bool) {
	needed := false
	names, exprs := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		names[i] = fmt.Sprintf("c%d", i)
		expr := names[i]
		if as := show(c.Type, wanted(columns, want, i)); as.expr != "" {
			needed = true
			expr = fmt.Sprintf(as.expr, expr)
		}
		exprs[i] = expr + " AS " + quote(c.Name)
	}
	return fmt.Sprintf("SELECT %s FROM (%s) q(%s)", strings.Join(exprs, ", "), sql, strings.Join(names, ", ")), needed
}
