package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// equalCalls are the functions and operators that the engine has under the same name, and
// that give something else for some values, by their names and the types of their
// arguments in pg_proc: the macros and functions that give what PostgreSQL's give.
var equalCalls = map[string]string{
	"reverse(text)": "pg_reverse", "initcap(text)": "pg_initcap", "upper(text)": "upper_text", "repeat(text,int4)": "repeat_text",
	"trim_array(anyarray,int4)": "trimmed_array", "array_position(anycompatiblearray,anycompatible,int4)": "array_position_from",
	"array_fill(anyelement,_int4)":                           "array_filled",
	"make_timestamp(int4,int4,int4,int4,int4,float8)":        "pg_make_timestamp",
	"make_timestamptz(int4,int4,int4,int4,int4,float8)":      "make_timestamptz_here",
	"make_timestamptz(int4,int4,int4,int4,int4,float8,text)": "pg_make_timestamptz",
	"to_timestamp(float8)":                                   "moment_of_epoch",
	"age(timestamptz,timestamptz)":                           "finite_age", "age(timestamp,timestamp)": "finite_age",
	"acos(float8)": "acos_float", "asin(float8)": "asin_float", "acosh(float8)": "acosh_float", "atanh(float8)": "atanh_float",
	"sin(float8)": "sin_float", "cos(float8)": "cos_float", "tan(float8)": "tan_float", "cot(float8)": "cot_float",
	"degrees(float8)": "degrees_float", "radians(float8)": "radians_float",
	"sind(float8)": "sind_float", "cosd(float8)": "cosd_float", "tand(float8)": "tand_float", "cotd(float8)": "cotd_float",
	"asind(float8)": "asind_float", "acosd(float8)": "acosd_float", "atand(float8)": "atand_float", "atan2d(float8,float8)": "atan2d_float",

	"<<(int2,int4)": "pg_shift_left", "<<(int4,int4)": "pg_shift_left", "<<(int8,int4)": "pg_shift_left",
	">>(int2,int4)": "pg_shift_right", ">>(int4,int4)": "pg_shift_right", ">>(int8,int4)": "pg_shift_right",
}

// equal calls what gives PostgreSQL's values in the place of a function or an operator of
// the engine's; ok is false where that is the engine's own.
func (t *typed) equal(n *pgquery.Node, name string, result uint32, types []uint32, args ...*pgquery.Node) (ok bool) {
	names := make([]string, len(types))
	for i, oid := range types {
		names[i] = analysis.BaseName(oid)
	}
	to, ok := equalCalls[name+"("+strings.Join(names, ",")+")"]
	if ok {
		t.replace(n, result, call(to, args...))
	}
	return ok
}

// members gives the subscripts of a jsonb, which are steps of a path whatever their type
// (https://www.postgresql.org/docs/15/datatype-json.html#JSONB-SUBSCRIPTING).
func (t *typed) members(n *pgquery.Node) error {
	x := n.GetAIndirection()
	if x == nil || t.of(x.Arg) != jsonbOID {
		return nil
	}
	var steps []*pgquery.Node
	for _, step := range x.Indirection {
		i := step.GetAIndices()
		if i == nil || i.IsSlice {
			return nil
		}
		steps = append(steps, cast(i.Uidx, "varchar"))
	}
	t.document(x.Arg, jsonbOID)
	path := cast(&pgquery.Node{Node: &pgquery.Node_AArrayExpr{AArrayExpr: &pgquery.A_ArrayExpr{Elements: steps, Location: -1}}}, "varchar[]")
	t.replace(n, jsonbOID, call("pg_json_path", x.Arg, path))
	return nil
}

// cutOff gives trunc(numeric, digits), whose result has that many digits; that of round()
// has them in the engine, too.
func (t *typed) cutOff(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) error {
	if len(f.Args) != 2 || f.Args[0] != numericOID {
		return nil
	}
	digits, ok := intConstant(c.Args[1])
	if ok && digits > 19 {
		return unsupported("%s() to more than 19 digits is not supported", f.Name)
	}
	if !ok || f.Name == "round" {
		return nil
	}
	cut := cast(&pgquery.Node{Node: n.Node}, "numeric")
	cut.GetTypeCast().TypeName.Typmods = []*pgquery.Node{integer(38), integer(max(digits, 0))}
	t.replace(n, numericOID, cut)
	return nil
}
