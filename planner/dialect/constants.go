package dialect

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// constants gives numbers the type that PostgreSQL gives them.
func constants(n *pgquery.Node) error {
	if c := n.GetAConst(); c != nil {
		return bigNumber(n, c)
	}
	return nil
}

// bigNumber makes a numeric of a number that DuckDB would read as a hugeint or, for
// its exponent, as a double.
func bigNumber(n *pgquery.Node, c *pgquery.A_Const) error {
	if c.GetBsval() != nil {
		return unsupported("bit strings are not supported")
	}
	if c.GetIval() != nil && c.GetIval().Ival == math.MinInt32 {
		n.Node = cast(text(strconv.Itoa(math.MinInt32)), "int4").Node // DuckDB negates a bigint
	}
	if c.GetFval() == nil {
		return nil
	}
	s := c.GetFval().Fval
	digits, scale := len(s), 0
	if strings.ContainsAny(s, "eE") {
		value, ok := new(big.Rat).SetString(s)
		if !ok || len(s) > 12 {
			return nil
		}
		mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
		e, ok := smallExponent(exponent)
		if !ok {
			return nil
		}
		_, fraction, _ := strings.Cut(mantissa, ".")
		scale = max(len(fraction)-e, 0)
		s = value.FloatString(scale)
		digits = len(s)
	} else if strings.Contains(s, ".") {
		return nil
	} else if _, err := strconv.ParseInt(s, 10, 64); err == nil {
		return nil
	}
	if digits > 38 {
		return unsupported("numbers of more than 38 digits are not supported")
	}
	value := cast(text(s), "numeric")
	value.GetTypeCast().TypeName.Typmods = []*pgquery.Node{integer(38), integer(int64(scale))}
	n.Node = value.Node
	return nil
}

// castConstant checks a text that is cast to a number or a boolean, as PostgreSQL's
// input functions do; DuckDB rounds '1.5' to an integer and knows fewer booleans.
func castConstant(c *pgquery.TypeCast) error {
	s := c.Arg.GetAConst().GetSval()
	if s == nil || len(c.TypeName.GetArrayBounds()) > 0 {
		return nil
	}
	switch name := lastName(c.TypeName.GetNames()); name {
	case "int2", "int4", "int8":
		if !integral.MatchString(s.Sval) {
			return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: %q",
				map[string]string{"int2": "smallint", "int4": "integer", "int8": "bigint"}[name], s.Sval)
		}
		s.Sval = strings.TrimSpace(s.Sval)
	case "bool":
		value, ok := booleanText(s.Sval)
		if !ok {
			return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type boolean: %q", s.Sval)
		}
		s.Sval = value
	}
	return nil
}

// booleanText reads a boolean as PostgreSQL does: any beginning of true, false, yes
// and no, on, of(f), 1 and 0.
func booleanText(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case s == "":
	case strings.HasPrefix("true", s), strings.HasPrefix("yes", s), s == "on", s == "1":
		return "true", true
	case strings.HasPrefix("false", s), strings.HasPrefix("no", s), s == "off", s == "of", s == "0":
		return "false", true
	}
	return "", false
}

// smallExponent reads the exponent of a constant, false for one beyond ±30.
func smallExponent(s string) (int, bool) {
	e, err := strconv.Atoi(s)
	return e, err == nil && e >= -30 && e <= 30
}

// integral is what the types of integers read.
var integral = regexp.MustCompile(`^\s*[+-]?\d+\s*$`)

// isNumber says whether an expression is a number written out.
func isNumber(n *pgquery.Node) bool {
	c := n.GetAConst()
	return c != nil && !c.Isnull && (c.GetIval() != nil || c.GetFval() != nil)
}
