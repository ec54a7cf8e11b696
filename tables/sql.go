package tables

import "strings"

// StoredType gives the engine's (DuckDB's) type for a column of a table's storage.
func StoredType(t Type) string {
	switch t {
	case Boolean:
		return "BOOLEAN"
	case BigInt:
		return "BIGINT"
	case TimestampTZ:
		return "TIMESTAMPTZ"
	case TextArray:
		return "VARCHAR[]"
	case JSONB:
		return "JSON"
	}
	return "VARCHAR"
}

// Statements splits the text of an .sql file of the module's own at its
// semicolons. Such a file has none inside of a string or a comment.
func Statements(text string) []string {
	var out []string
	for _, s := range strings.Split(text, ";\n") {
		if strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return out
}
