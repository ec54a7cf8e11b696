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

// check refuses what PostgreSQL's parse analysis refuses and DuckDB would silently
// cast: numbers for booleans, and texts that are no numbers among numbers.
func check(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_BoolExpr:
		word := map[pgquery.BoolExprType]string{pgquery.BoolExprType_AND_EXPR: "AND", pgquery.BoolExprType_OR_EXPR: "OR", pgquery.BoolExprType_NOT_EXPR: "NOT"}[x.BoolExpr.Boolop]
		for _, arg := range x.BoolExpr.Args {
			if isNumber(arg) {
				return pgerr.New(pgerr.DatatypeMismatch, "argument of %s must be type boolean, not type %s", word, numberType(arg))
			}
		}
	case *pgquery.Node_AConst:
		return bigNumber(n, x.AConst)
	case *pgquery.Node_CaseExpr:
		return checkCase(x.CaseExpr)
	case *pgquery.Node_CoalesceExpr:
		return checkNumbers(x.CoalesceExpr.Args)
	case *pgquery.Node_AArrayExpr:
		return checkNumbers(x.AArrayExpr.Elements)
	case *pgquery.Node_AExpr:
		return checkOperands(x.AExpr)
	case *pgquery.Node_SelectStmt:
		if isNumber(x.SelectStmt.WhereClause) {
			return pgerr.New(pgerr.DatatypeMismatch, "argument of WHERE must be type boolean, not type %s", numberType(x.SelectStmt.WhereClause))
		}
		return checkSelect(x.SelectStmt)
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

func checkCase(c *pgquery.CaseExpr) error {
	results := []*pgquery.Node{c.Defresult}
	for _, w := range c.Args {
		when := w.GetCaseWhen()
		if c.Arg == nil && isNumber(when.Expr) {
			return pgerr.New(pgerr.DatatypeMismatch, "argument of CASE/WHEN must be type boolean, not type %s", numberType(when.Expr))
		}
		results = append(results, when.Result)
	}
	return checkNumbers(results)
}

func checkOperands(e *pgquery.A_Expr) error {
	switch e.Kind {
	case pgquery.A_Expr_Kind_AEXPR_IN:
		return checkNumbers(append([]*pgquery.Node{e.Lexpr}, e.Rexpr.GetList().GetItems()...))
	case pgquery.A_Expr_Kind_AEXPR_OP:
	default:
		return nil
	}
	op := operator(e)
	switch op {
	case "=", "<>", "<", ">", "<=", ">=":
		if isNumber(e.Lexpr) && isBoolean(e.Rexpr) || isBoolean(e.Lexpr) && isNumber(e.Rexpr) {
			left, right := "integer", "boolean"
			if isBoolean(e.Lexpr) {
				left, right = right, left
			}
			return pgerr.New(pgerr.UndefinedFunction, "operator does not exist: %s %s %s", left, op, right)
		}
		return checkNumbers([]*pgquery.Node{e.Lexpr, e.Rexpr})
	case "+", "-", "*", "/", "%":
		// An untyped literal takes the type of the number beside it.
		for _, pair := range [][2]*pgquery.Node{{e.Lexpr, e.Rexpr}, {e.Rexpr, e.Lexpr}} {
			s := pair[0].GetAConst().GetSval()
			if s == nil || !isNumber(pair[1]) {
				continue
			}
			if err := checkNumbers([]*pgquery.Node{e.Lexpr, e.Rexpr}); err != nil {
				return err
			}
			typeName := "int4"
			if numberType(pair[1]) == "numeric" {
				typeName = "numeric"
			}
			pair[0].Node = cast(text(s.Sval), typeName).Node
		}
	case "||":
		if isNumber(e.Lexpr) && isNumber(e.Rexpr) {
			return pgerr.New(pgerr.UndefinedFunction, "operator does not exist: %s || %s", numberType(e.Lexpr), numberType(e.Rexpr))
		}
	}
	return nil
}

// numeral is what the types of numbers read.
var numeral = regexp.MustCompile(`^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$`)

var integral = regexp.MustCompile(`^\s*[+-]?\d+\s*$`)

// checkNumbers refuses untyped texts that are no numbers where another of the
// values is a constant number, whose type they take.
func checkNumbers(values []*pgquery.Node) error {
	want := ""
	for _, v := range values {
		if isNumber(v) && want != "numeric" {
			want = numberType(v)
		}
	}
	if want == "" {
		return nil
	}
	for _, v := range values {
		s := v.GetAConst().GetSval()
		if s == nil {
			continue
		}
		if want == "integer" && !integral.MatchString(s.Sval) || !numeral.MatchString(s.Sval) {
			return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: %q", want, s.Sval)
		}
	}
	return nil
}

func isNumber(n *pgquery.Node) bool {
	c := n.GetAConst()
	return c != nil && !c.Isnull && (c.GetIval() != nil || c.GetFval() != nil)
}

func numberType(n *pgquery.Node) string {
	if n.GetAConst().GetFval() != nil {
		return "numeric"
	}
	return "integer"
}

func isBoolean(n *pgquery.Node) bool { return n.GetAConst().GetBoolval() != nil }

func checkSelect(s *pgquery.SelectStmt) error {
	if s.Op == pgquery.SetOperation_SETOP_NONE && len(s.TargetList) == 0 && len(s.ValuesLists) == 0 {
		return unsupported("a SELECT without columns is not supported")
	}
	return checkDistinct(s)
}

// checkDistinct refuses an order by something that SELECT DISTINCT does not select.
func checkDistinct(s *pgquery.SelectStmt) error {
	if len(s.DistinctClause) != 1 || s.DistinctClause[0].GetNode() != nil {
		return nil
	}
	selected := map[string]bool{}
	for _, target := range s.TargetList {
		t := target.GetResTarget()
		if isStar(t.GetVal()) {
			return nil
		}
		name, _ := columnName(t.GetVal())
		selected[name], selected[t.GetName()] = true, true
	}
	for _, sort := range s.SortClause {
		ref := sort.GetSortBy().GetNode().GetColumnRef()
		if ref != nil && !selected[lastName(ref.Fields)] {
			return pgerr.New("42P10", "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
		}
	}
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
