package dialect

import (
	"maps"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// renamed are functions that DuckDB has, with the same meaning, under another name.
var renamed = map[string]string{
	"strpos":           "text_position",
	"substr":           "text_part",
	"lpad":             "text_pad_left",
	"rpad":             "text_pad_right",
	"chr":              "text_chr",
	"btrim":            "trim",
	"char_length":      "text_size",
	"character_length": "text_size",
	"every":            "bool_and",
	"clock_timestamp":  "pg_clock",
}

// refused are functions that DuckDB has under the same name with another meaning,
// and that no rule makes equal.
var refused = map[string]bool{
	"any_value": true,

	"set_bit": true, "get_bit": true, "json_populate_record": true, "jsonb_populate_record": true,
	"json_populate_recordset": true, "jsonb_populate_recordset": true, "json_to_record": true, "jsonb_to_record": true,
	"json_to_recordset": true, "jsonb_to_recordset": true,
	"json_array": true, "json_transform": true, "setseed": true,
	"pg_advisory_lock": true, "lo_import": true, "lo_export": true, "pg_read_file": true, "pg_ls_dir": true,
}

func functions(n *pgquery.Node) error {
	c := n.GetFuncCall()
	if c == nil {
		if n.GetGroupingFunc() != nil {
			n.Node = cast(&pgquery.Node{Node: n.Node}, "int4").Node
			return nil
		}
		if v := n.GetSqlvalueFunction(); v != nil {
			n.Node = call(analysis.ValueFunctionName(v)).Node
		}
		return nil
	}
	if !inCatalog(c.Funcname) {
		return nil
	}
	name := lastName(c.Funcname)
	if rule, ok := functionRules[name]; ok {
		return rule(n, c)
	}
	if refused[name] {
		return unsupported("function %s is not supported", name)
	}
	if to, ok := renamed[name]; ok {
		name = to
	}
	if c.Funcformat != pgquery.CoercionForm_COERCE_SQL_SYNTAX {
		c.Funcname = []*pgquery.Node{str(name)}
	}
	return nil
}

// functionRules are the functions that need more than another name.
var functionRules = map[string]func(*pgquery.Node, *pgquery.FuncCall) error{}

func init() {
	maps.Copy(functionRules, map[string]func(*pgquery.Node, *pgquery.FuncCall) error{
		"sum":             sum,
		"ntile":           narrowed,
		"percentile_cont": percentile,
		"length":          overloaded("text_length", "text_size"),
		"octet_length":    overloaded("text_bytes", "strlen"),
		"sign":            overloaded("pg_sign", "sign"),
		"to_hex":          overloaded("pg_to_hex", "pg_to_hex"),
		"avg":             average,
		"array_agg":       arrayAgg,
		"string_agg":      stringAgg,
		"extract":         extract,
		"date_part":       extract,
		"generate_series": seriesRows,
		"round":           round,
		"position":        plain("text_position"),
		"overlay":         plain("overlay"),
		"substring":       substring,
	})
}

// plain calls another function with the same arguments, in the ordinary syntax.
func plain(name string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		n.Node = call(name, c.Args...).Node
		return nil
	}
}

// narrowed casts a result to the integer that PostgreSQL gives.
func narrowed(n *pgquery.Node, c *pgquery.FuncCall) error {
	n.Node = cast(&pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: c}}, "int4").Node
	return nil
}

// percentile interpolates doubles as PostgreSQL does, to the last digit.
func percentile(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.AggOrder) != 1 || len(c.Args) != 1 {
		return nil
	}
	sort := c.AggOrder[0].GetSortBy()
	value := cast(sort.Node, "float8")
	sort.Node = value
	known := present(value)
	if c.AggFilter != nil {
		known = and([]*pgquery.Node{c.AggFilter, known})
	}
	sorted := &pgquery.FuncCall{Funcname: []*pgquery.Node{str("array_agg")}, Args: []*pgquery.Node{clone(value)}, AggOrder: c.AggOrder, AggFilter: known, Location: -1}
	name := "percentile_of"
	if arrayDepth(c.Args[0]) > 0 {
		name = "percentiles_of"
	}
	n.Node = call(name, &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: sorted}}, c.Args[0]).Node
	return nil
}

// round goes by the type: see pg_round and round_in in the engine's catalog.
func round(n *pgquery.Node, c *pgquery.FuncCall) error {
	value := first(c)
	switch len(c.Args) {
	case 1:
		if opaque(value) {
			n.Node = call("round", value).Node
		} else {
			n.Node = call("pg_round", value).Node
		}
	case 2:
		switch {
		case !opaque(value):
			value = call("round_in", value)
		case kindOf(value) == inexact:
			return pgerr.New(pgerr.UndefinedFunction, "function round(double precision, integer) does not exist")
		case mentions(value, exact):
		default:
			value = call("to_open", value)
		}
		n.Node = call("round", value, c.Args[1]).Node
	}
	return nil
}

func first(c *pgquery.FuncCall) *pgquery.Node {
	if len(c.GetArgs()) == 0 {
		return nil
	}
	return c.Args[0]
}

// substring lets SUBSTRING(text FROM pattern) search, as a regular expression; with
// numbers it is the same in both.
func substring(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) == 2 {
		if pattern, ok := stringConstant(c.Args[1]); ok {
			n.Node = cast(call("list_extract", call("pg_regexp_match", c.Args[0], text(pattern), text("")), integer(1)), "varchar").Node
			return nil
		}
	}
	if len(c.Args) > 3 {
		return nil
	}
	c.Funcname = []*pgquery.Node{str("text_part")}
	c.Funcformat = pgquery.CoercionForm_COERCE_EXPLICIT_CALL
	return nil
}
