package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// systemColumns are the columns that every relation has
// (https://www.postgresql.org/docs/15/ddl-system-columns.html). Nothing here has
// versions, so they are the same for every row.
var systemColumns = map[string]string{
	"xmin": "xid", "xmax": "xid", "cmin": "cid", "cmax": "cid", "ctid": "tid", "tableoid": "oid",
}

func systemValue(name string, oid uint32) *pgquery.Node {
	switch name {
	case "xmin":
		return cast(integer(1), "uinteger")
	case "ctid":
		return text("(0,1)")
	}
	if name != "tableoid" {
		oid = 0
	}
	return cast(integer(int64(oid)), "uinteger")
}

// arrayOf and elementOf go between a type and its array type.
func arrayOf(typ string) string {
	if typ == "" || strings.HasPrefix(typ, "_") {
		return typ
	}
	return "_" + typ
}

func elementOf(typ string) string {
	switch typ {
	case "int2vector":
		return "int2"
	case "oidvector":
		return "oid"
	}
	element, _ := strings.CutPrefix(typ, "_")
	if element == typ {
		return ""
	}
	return element
}
