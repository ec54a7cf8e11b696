package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// from rewrites functions in the FROM clause.
func from(n *pgquery.Node) error {
	if err := jsonRows(n); err != nil {
		return err
	}
	f := n.GetRangeFunction()
	if f == nil || len(f.Functions) != 1 || f.IsRowsfrom {
		return nil
	}
	items := f.Functions[0].GetList().GetItems()
	if len(items) == 0 {
		return nil
	}
	c := items[0].GetFuncCall()
	if c == nil || !inCatalog(c.Funcname) {
		return nil
	}
	name := lastName(c.Funcname)
	if column, ok := outColumns[name]; ok {
		if f.Alias == nil {
			f.Alias = &pgquery.Alias{Aliasname: name}
		}
		if len(f.Alias.Colnames) == 0 && !f.Ordinality {
			f.Alias.Colnames = []*pgquery.Node{str(column)}
		}
		return nil
	}
	switch name {
	case "unnest", "generate_series", "generate_subscripts", "json_object_keys", "jsonb_object_keys", "regexp_matches",
		"regexp_split_to_table", "string_to_table", "jsonb_path_query", "jsonb_path_query_tz":
		if f.Alias == nil {
			f.Alias = &pgquery.Alias{Aliasname: name}
		}
		// PostgreSQL names the one column after the alias; DuckDB would not.
		if len(f.Alias.Colnames) == 0 {
			f.Alias.Colnames = []*pgquery.Node{str(f.Alias.Aliasname)}
			if f.Ordinality {
				f.Alias.Colnames = append(f.Alias.Colnames, str("ordinality"))
			}
		}
	}
	return nil
}

// outColumns are the columns of the functions whose OUT parameter has a name.
var outColumns = map[string]string{
	"json_array_elements": "value", "jsonb_array_elements": "value",
	"json_array_elements_text": "value", "jsonb_array_elements_text": "value",
}
