package dialect

import (
	"cmp"
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// casts rewrites the casts whose meaning goes by the type of what is cast.
func (t *typed) casts(n *pgquery.Node) error {
	c := n.GetTypeCast()
	if c == nil || !inCatalog(c.TypeName.GetNames()) {
		return nil
	}
	from, name := t.of(c.Arg), lastName(c.TypeName.Names)
	array := len(c.TypeName.ArrayBounds) > 0
	if name != "json" {
		t.document(c.Arg, from)
	}
	switch {
	case array:
	case t.inetCast(n, c, from):
	case (name == "text" || name == "varchar") && len(c.TypeName.Typmods) == 0:
		if value, ok := t.asText(c.Arg, from); ok {
			t.replace(n, textOID, value)
		}
	case name == storedTypes["oid"] && from == int4OID && c.Arg.GetAConst().GetIval().GetIval() <= 0: // the same bits, without a sign
		c.Arg = pgquery.MakeAExprNode(pgquery.A_Expr_Kind_AEXPR_OP, []*pgquery.Node{str("&")}, cast(c.Arg, "int8"), cast(text("4294967295"), "int8"), -1)
	case name == "time" && from == timestamptzOID:
		c.Arg = cast(c.Arg, "timestamp") // in the session's zone
		t.rounded(n, c)
	case name == "time" && from == intervalOID:
		c.Arg = call("time_of_interval", c.Arg)
		t.rounded(n, c)
	case timed(t.found.Types[n].OID):
		t.rounded(n, c)
	case textual[from] && name == "bytea" && c.Arg.GetAConst() == nil:
		t.replace(n, byteaOID, call("pg_bytea_in", c.Arg))
	case textual[from] && strictTexts[name] && c.Arg.GetAConst() == nil:
		c.Arg = call("text_of_"+name, c.Arg)
	case name == "float8" && from == numericOID && t.readText(c.Arg) != nil:
		c.Arg = t.readText(c.Arg) // the nearest double
	case name == "varchar" && from == numericOID:
		if value, ok := t.asText(c.Arg, from); ok {
			c.Arg = value
		}
	case name == "varchar" && from == bpcharOID:
		c.Arg = trimmed(c.Arg)
	case name == "bpchar" && len(c.TypeName.Typmods) == 1:
		if limit, ok := intConstant(c.TypeName.Typmods[0]); ok {
			t.replace(n, bpcharOID, call("blank_padded", cast(c.Arg, "text"), integer(limit)))
		}
	}
	return nil
}

// strictTexts are the types to which the engine casts texts that PostgreSQL refuses, such as 1.5
// or 1_000 to an integer.
var strictTexts = map[string]bool{"int2": true, "int4": true, "int8": true, "float4": true, "float8": true}

// asText gives the text of a value as its type's output function writes it, where the
// engine's own cast gives another.
func (t *typed) asText(value *pgquery.Node, from uint32) (*pgquery.Node, bool) {
	switch {
	case from == bpcharOID:
		return call("rtrim", value, text(" ")), true // the blanks mean nothing
	case isFloat(from), from == intervalOID, from == byteaOID, analysis.RowType(from), analysis.Element(from) != analysis.Open && from != 22 && from != 30:
		if shown, ok := (shower{}).show(value); ok {
			value = shown
		}
		return call("pg_text", zone(), value), true
	case from == timestamptzOID, !t.isoDates && (from == dateOID || from == timestampOID):
		// The engine compares a timestamptz that is cast to a text as a timestamptz.
		return call("pg_text", zone(), value), true
	case from == dateOID || from == timestampOID:
		return call("era_text", cast(value, "varchar")), true
	case from == numericOID && t.readText(value) != nil:
		return call("pg_numeric_text", call("pg_numeric", t.readText(value))), true
	case from == numericOID && (value.GetColumnRef() != nil || value.GetTypeCast() != nil):
		if _, known := t.scale(value); !known {
			return call("pg_text", zone(), value), true // without the zeros of the open scale
		}
	}
	return nil, false
}

// calls rewrites the functions whose meaning goes by the types of their arguments.
func (t *typed) calls(n *pgquery.Node) error {
	c := n.GetFuncCall()
	f := t.found.Functions[c]
	if c == nil || f == nil {
		return nil
	}
	for i, arg := range c.Args {
		if i < len(f.Args) {
			t.document(arg, f.Args[i])
		}
	}
	if c.Over == nil && t.equal(n, f.Name, t.of(n), f.Args, c.Args...) {
		return nil
	}
	t.inetCall(n, c, f)
	t.output(n, c, f)
	switch f.Name {
	case "extract", "date_part":
		return t.field(n, c, f)
	case "round", "trunc":
		return t.cutOff(n, c, f)
	case "date_trunc":
		return t.truncated(n, c, f)
	case "timezone":
		t.zoned(n, c, f)
	case "overlaps":
		t.overlaps(n, c, f)
	case "length", "char_length", "character_length", "octet_length":
		if len(f.Args) == 1 && f.Args[0] == bpcharOID && f.Name != "octet_length" {
			c.Args[0] = call("rtrim", c.Args[0], text(" "))
		}
		if len(f.Args) == 1 && textual[f.Args[0]] && f.Name != "octet_length" {
			t.replace(n, int4OID, call("characters", c.Args[0]))
		}
	case "substring":
		if len(f.Args) == 3 && f.Args[1] == textOID {
			t.replace(n, textOID, call("pg_similar_part", c.Args...))
		}
	case "lag", "lead":
		if len(c.Args) == 3 && t.found.Types[n].OID == numericOID {
			for _, i := range []int{0, 2} {
				if !isNull(c.Args[i]) {
					c.Args[i] = call("pg_settled_open", call("pg_numeric", c.Args[i]))
				}
			}
		}
	case "to_ascii":
		return unsupported("encoding conversion from UTF8 to ASCII not supported")
	case "convert_from", "convert_to":
		return t.converted(n, c, f)
	}
	return nil
}

// posixOffset is a zone that is an offset alone.
var posixOffset = regexp.MustCompile(`^\s*([+-]?)(\d{1,2})(?::?(\d{2}))?\s*$`)

// zoned gives AT TIME ZONE with an interval
// (https://www.postgresql.org/docs/15/functions-datetime.html#FUNCTIONS-DATETIME-ZONECONVERT).
func (t *typed) zoned(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) {
	if len(f.Args) != 2 {
		return
	}
	offset, value := c.Args[0], c.Args[1]
	if f.Args[0] != intervalOID {
		s, ok := stringConstant(offset)
		m := posixOffset.FindStringSubmatch(s)
		if !ok || m == nil {
			t.zoneNamed(n, c, f, s)
			return
		}
		sign := map[string]string{"+": "-", "-": "+", "": "-"}[m[1]] // POSIX counts to the west
		offset = cast(text(sign+m[2]+":"+cmp.Or(m[3], "00")), "interval")
	}
	switch f.Args[1] {
	case timestamptzOID:
		t.replace(n, timestampOID, call("shifted_local", value, offset))
	case timestampOID:
		t.replace(n, timestamptzOID, call("shifted_moment", value, offset))
	}
}

// regional are the names of zones that are no abbreviations, for which PostgreSQL has
// offsets that know no summer.
var regional = regexp.MustCompile(`^[A-Za-z_]+/[A-Za-z_/-]+$|^(?i:utc|gmt)$`)

// zoneNamed leaves the zones of regions to the engine.
func (t *typed) zoneNamed(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function, name string) {
	if regional.MatchString(name) {
		return
	}
	switch f.Args[1] {
	case timestamptzOID:
		t.replace(n, timestampOID, call("pg_local_time", c.Args...))
	case timestampOID:
		t.replace(n, timestamptzOID, call("pg_moment_of", c.Args...))
	}
}

// overlaps gives OVERLAPS, an end of which may be a length.
func (t *typed) overlaps(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) {
	if len(f.Args) != 4 {
		return
	}
	ends := [2]*pgquery.Node{c.Args[1], c.Args[3]}
	for i, at := range []int{1, 3} {
		if f.Args[at] == intervalOID {
			ends[i] = &pgquery.Node{Node: &pgquery.Node_AExpr{AExpr: &pgquery.A_Expr{Kind: pgquery.A_Expr_Kind_AEXPR_OP,
				Name: []*pgquery.Node{str("+")}, Lexpr: clone(c.Args[at-1]), Rexpr: c.Args[at], Location: -1}}}
		}
	}
	t.replace(n, boolOID, call("spans_overlap", c.Args[0], ends[0], c.Args[2], ends[1]))
}

// converted gives the bytes of a text and back; there is one encoding here.
func (t *typed) converted(n *pgquery.Node, c *pgquery.FuncCall, f *analysis.Function) error {
	encoding, ok := stringConstant(c.Args[1])
	if !ok {
		return unsupported("%s() with an encoding that is not constant is not supported", f.Name)
	}
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(encoding)) {
	case "utf8", "unicode":
	default:
		return pgerr.New(pgerr.FeatureNotSupported, "encoding conversion between UTF8 and %s is not supported", strings.ToUpper(encoding))
	}
	name := map[string]string{"convert_from": "decode", "convert_to": "encode"}[f.Name]
	t.replace(n, f.Result, call(name, c.Args[0]))
	return nil
}
