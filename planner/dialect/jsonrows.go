package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// The functions over documents that give rows of several columns become subqueries in
// FROM (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-PROCESSING).

// jsonRows rewrites one function in FROM.
func jsonRows(n *pgquery.Node) error {
	f := n.GetRangeFunction()
	if f == nil || len(f.Functions) != 1 || f.IsRowsfrom {
		return nil
	}
	items := f.Functions[0].GetList().GetItems()
	if len(items) == 0 || items[0].GetFuncCall() == nil || !inCatalog(items[0].GetFuncCall().Funcname) {
		return nil
	}
	c := items[0].GetFuncCall()
	name := lastName(c.Funcname)
	var inner *pgquery.SelectStmt
	var err error
	switch name {
	case "json_each", "jsonb_each", "json_each_text", "jsonb_each_text":
		inner = selectOf(target("key", eachField(c, "key")), target("value", eachField(c, "value")))
	case "json_to_record", "jsonb_to_record":
		inner, err = record(document(first(c), name), f.Coldeflist, false, name)
	case "json_to_recordset", "jsonb_to_recordset":
		inner, err = record(document(first(c), name), f.Coldeflist, true, name)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	if f.Ordinality {
		return unsupported("%s() WITH ORDINALITY is not supported", name)
	}
	alias := f.Alias
	if alias == nil {
		alias = &pgquery.Alias{Aliasname: name}
	}
	n.Node = &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{
		Lateral: true, Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: inner}}, Alias: alias,
	}}
	return nil
}

func target(name string, value *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_ResTarget{ResTarget: &pgquery.ResTarget{Name: name, Val: value, Location: -1}}}
}

func selectOf(targets ...*pgquery.Node) *pgquery.SelectStmt {
	return &pgquery.SelectStmt{TargetList: targets, LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE}
}

// eachLists are the functions that give the keys and the values of an object.
var eachLists = map[string]map[string]string{
	"json_each": {"key": "pg_json_keys", "value": "pg_json_values"}, "json_each_text": {"key": "pg_json_keys", "value": "pg_json_values_text"},
	"jsonb_each": {"key": "pg_json_keys", "value": "pg_json_values"}, "jsonb_each_text": {"key": "pg_json_keys", "value": "pg_json_values_text"},
}

// eachField gives a row for each member of an object, with its key or its value.
func eachField(c *pgquery.FuncCall, field string) *pgquery.Node {
	name := lastName(c.Funcname)
	return call("unnest", call(eachLists[name][field], document(first(c), name), text(name)))
}

// eachFields gives (jsonb_each(x)).key and .value. Rows of functions that stand side by
// side go together in the engine as well.
func eachFields(n *pgquery.Node) error {
	i := n.GetAIndirection()
	c := i.GetArg().GetFuncCall()
	if c == nil || len(i.Indirection) != 1 || !inCatalog(c.Funcname) {
		return nil
	}
	if eachLists[lastName(c.Funcname)][i.Indirection[0].GetString_().GetSval()] != "" {
		n.Node = eachField(c, i.Indirection[0].GetString_().Sval).Node
	}
	return nil
}

// record gives the members that the column definitions name, of the object or of each
// object in the array.
func record(object *pgquery.Node, columns []*pgquery.Node, set bool, name string) (*pgquery.SelectStmt, error) {
	if len(columns) == 0 {
		return nil, unsupported("%s() without a list of columns is not supported", name)
	}
	element := object
	out := selectOf()
	if set {
		const alias, column = "documents", "element"
		element = &pgquery.Node{Node: &pgquery.Node_ColumnRef{ColumnRef: &pgquery.ColumnRef{Fields: []*pgquery.Node{str(alias), str(column)}, Location: -1}}}
		list := call("pg_json_elements", object, text(name))
		out.FromClause = []*pgquery.Node{{Node: &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{
			Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: selectOf(target(column, call("unnest", list)))}},
			Alias:    &pgquery.Alias{Aliasname: alias},
		}}}}
	}
	for _, column := range columns {
		def := column.GetColumnDef()
		value, err := recordColumn(element, def)
		if err != nil {
			return nil, err
		}
		out.TargetList = append(out.TargetList, target(def.Colname, value))
	}
	return out, nil
}

// recordTypes are the types of columns whose values are read from the text of a member.
var recordTypes = map[string]bool{
	"text": true, "varchar": true, "int2": true, "int4": true, "int8": true, "numeric": true, "float4": true, "float8": true,
	"bool": true, "timestamptz": true, "timestamp": true, "date": true, "uuid": true, "time": true,
}

func recordColumn(element *pgquery.Node, def *pgquery.ColumnDef) (*pgquery.Node, error) {
	typeName := lastName(def.GetTypeName().GetNames())
	key := cast(text(def.Colname), "varchar")
	if len(def.TypeName.ArrayBounds) == 0 {
		switch {
		case typeName == "json" || typeName == "jsonb":
			return call("json_member", call("pg_"+typeName+"_in", call("pg_json_get", element, key)), call("pg_json_get_text", element, key)), nil
		case recordTypes[typeName]:
			value := cast(call("pg_json_get_text", element, key), typeName)
			value.GetTypeCast().TypeName = def.TypeName
			return value, types(value)
		}
	}
	return nil, unsupported("a column of type %s of a document is not supported", typeName)
}
