package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
)

// translate makes PostgreSQL's error of whatever went wrong with a statement.
func (s *session) translate(ctx context.Context, err error, parsed *planner.Statement) error {
	var known *pgerr.Error
	if errors.As(err, &known) {
		return known
	}
	if cause := pgerr.FromContext(ctx); cause != nil {
		return cause
	}
	var twin *planner.TwinError
	if errors.As(err, &twin) {
		return s.fromDuck(&duck.Error{Class: twinClasses[twin.Class], Message: twin.Message}, parsed)
	}
	var d *duck.Error
	if errors.As(err, &d) {
		return s.fromDuck(d, parsed)
	}
	return pgerr.Flatten(err)
}

// twinClasses are the classes as json_serialize_plan spells them.
var twinClasses = map[string]duck.Class{
	"binder": duck.ClassBinder, "catalog": duck.ClassCatalog, "parser": duck.ClassParser,
	"syntax": duck.ClassSyntax, "conversion": duck.ClassConversion, "out of range": duck.ClassOutOfRange,
	"invalid input": duck.ClassInvalidInput, "not implemented": duck.ClassNotImplemented,
	"internal": duck.ClassInternal, "fatal": duck.ClassFatal,
}

// classCodes are the SQLSTATEs of DuckDB's classes of error.
var classCodes = map[duck.Class]string{
	duck.ClassOutOfRange:     pgerr.NumericValueOutOfRange,
	duck.ClassConversion:     pgerr.InvalidTextRepresentation,
	duck.ClassMismatchType:   pgerr.DatatypeMismatch,
	duck.ClassDivideByZero:   pgerr.DivisionByZero,
	duck.ClassInvalidType:    pgerr.DatatypeMismatch,
	duck.ClassTransaction:    pgerr.ObjectNotInPrerequisiteState,
	duck.ClassNotImplemented: pgerr.FeatureNotSupported,
	duck.ClassCatalog:        pgerr.UndefinedObject,
	duck.ClassParser:         pgerr.SyntaxError,
	duck.ClassSyntax:         pgerr.SyntaxError,
	duck.ClassBinder:         pgerr.DatatypeMismatch,
	duck.ClassConstraint:     pgerr.UniqueViolation,
	duck.ClassInvalidInput:   pgerr.InvalidParameterValue,
	duck.ClassOutOfMemory:    pgerr.OutOfMemory,
	duck.ClassPermission:     pgerr.InsufficientPrivilege,
	duck.ClassDependency:     "2BP01",
	duck.ClassParameter:      pgerr.IndeterminateDatatype,
	duck.ClassIO:             pgerr.IOError,
}

// integerNames are PostgreSQL's names of the engine's integers.
var integerNames = map[string]string{"INT16": "smallint", "INT32": "integer", "INT64": "bigint"}

type errorRule struct {
	match *regexp.Regexp
	make  func(s *session, m []string, p *planner.Statement) *pgerr.Error
}

// rules recognise what the class alone does not tell.
var rules = []errorRule{
	{regexp.MustCompile(`^Referenced column "(.*?)" (?:was )?not found`), missingColumn},
	{regexp.MustCompile(`^Column "(.*?)" referenced that exists in the SELECT clause`), missingColumn},
	{regexp.MustCompile(`^Values list "(.*?)" does not have a column named "(.*?)"`), missingQualified},
	{regexp.MustCompile(`^Table "(.*?)" does not have a column named "(.*?)"`), missingQualified},
	{regexp.MustCompile(`^Referenced table "(.*?)" not found`), missingFrom},
	{regexp.MustCompile(`^Column "(.*?)" does not exist on (left|right) side of join`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.UndefinedColumn, "column %q specified in USING clause does not exist in %s table", m[1], m[2])
	}},
	{regexp.MustCompile(`^Ambiguous reference to column name "(.*?)"`), ambiguousColumn},
	{regexp.MustCompile(`^Table with name (.*?) does not exist`), missingRelation},
	{regexp.MustCompile(`^(?:Scalar|Table|Aggregate|Table Macro|Macro) ?(?:Function|Macro)? with name (.*?) does not exist`), missingFunction},
	{regexp.MustCompile(`^No function matches the given name and argument types '(.*?)'`), mismatchedFunction},
	{regexp.MustCompile(`(?i)^column "?(.*?)"? must appear in the GROUP BY clause`), ungrouped},
	{regexp.MustCompile(`^WHERE clause cannot contain (aggregates|window functions)`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		if m[1] == "aggregates" {
			return pgerr.New(pgerr.GroupingError, "aggregate functions are not allowed in WHERE")
		}
		return pgerr.New("42P20", "window functions are not allowed in WHERE")
	}},
	{regexp.MustCompile(`^(LIMIT|OFFSET) (?:must not be|cannot be|value must be non-)negative`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(map[string]string{"LIMIT": "2201W", "OFFSET": "2201X"}[m[1]], "%s must not be negative", m[1])
	}},
	{regexp.MustCompile(`^More than one row returned by a subquery`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New("21000", "more than one row returned by a subquery used as an expression")
	}},
	{regexp.MustCompile(`^Argument for ntile must be greater than zero`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New("22014", "argument of ntile must be greater than zero")
	}},
	{regexp.MustCompile(`^PERCENTILEs can only take parameters in the range`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.NumericValueOutOfRange, "percentile value is not between 0 and 1")
	}},
	{regexp.MustCompile(`^Overflow in \w+ of (INT16|INT32|INT64) `), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", map[string]string{"INT16": "smallint", "INT32": "integer", "INT64": "bigint"}[m[1]])
	}},
	{regexp.MustCompile(`^Unknown TimeZone '(.*?)'`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.InvalidParameterValue, "time zone %q not recognized", m[1])
	}},
	{regexp.MustCompile(`^(?:Could not cast value|Casting value) .* to (?:type )?DECIMAL\((\d+),(\d+)\)`), numericOverflow},
	{regexp.MustCompile(`(?:^(?:Failed to cast|Could not cast) (?:decimal )?value .* to type|value is out of range for the destination type) (INT16|INT32|INT64)`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", integerNames[m[1]])
	}},
	{regexp.MustCompile(`^Cannot subtract infinite timestamps`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New("22008", "cannot subtract infinite timestamps")
	}},
	{regexp.MustCompile(`^Overflow in (?:addition|subtraction|multiplication) of (INT16|INT32|INT64) `), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", integerNames[m[1]])
	}},
	{regexp.MustCompile(`^Overflow (?:on abs\(|in division of )(-\d+)`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", cmp.Or(map[string]string{"-32768": "smallint", "-2147483648": "integer"}[m[1]], "bigint"))
	}},
	{regexp.MustCompile(`^Could not convert string "[-+]?[0-9.]+" to DECIMAL\(38,19\)`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.FeatureNotSupported, "a numeric of more than 19 digits before the point is not supported in this place")
	}},
	{regexp.MustCompile(`(?s)^Could not convert string '(.*?)' to (\S+)`), badText},
	{regexp.MustCompile(`(?s)^invalid (timestamp|date|time) field format: "(.*?)"`), badTime},
	{regexp.MustCompile(`^Type with name (\S+) does not exist`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.UndefinedObject, "type %q does not exist", strings.ToLower(m[1]))
	}},
	{regexp.MustCompile(`^Table with name "(.*?)" already exists`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.DuplicateTable, "relation %q already exists", m[1])
	}},
	{regexp.MustCompile(`^View with name "(.*?)" already exists`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.DuplicateTable, "relation %q already exists", m[1])
	}},
	{regexp.MustCompile(`^Schema with name "?(.*?)"? does not exist`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New("3F000", "schema %q does not exist", m[1])
	}},
	{regexp.MustCompile(`^File system operations are disabled|disabled by configuration|file system LocalFileSystem has been disabled`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied: files and the network cannot be reached from SQL")
	}},
}

func (s *session) fromDuck(d *duck.Error, parsed *planner.Statement) *pgerr.Error {
	if known, ok := duck.DecodeError(d.Message); ok {
		return known.Because(d)
	}
	for _, r := range codes {
		if r.match.MatchString(d.Message) {
			return pgerr.New(r.code, "%s", firstLine(d.Message)).Because(d)
		}
	}
	for _, r := range slices.Concat(objectRules, rules) {
		if m := r.match.FindStringSubmatch(d.Message); m != nil {
			return r.make(s, m, parsed).Because(d)
		}
	}
	code, ok := classCodes[d.Class]
	if !ok {
		code = pgerr.InternalError
	}
	if parsed != nil && parsed.Foreign != nil && code == pgerr.SyntaxError {
		return parsed.Foreign
	}
	return pgerr.New(code, "%s", firstLine(d.Message)).Because(d)
}

// numericOverflow is what apply_typmod says (src/backend/utils/adt/numeric.c).
func numericOverflow(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
	precision, _ := strconv.Atoi(m[1])
	scale, _ := strconv.Atoi(m[2])
	return errNumericField(precision, scale)
}

func errNumericField(precision, scale int) *pgerr.Error {
	bound := "1"
	if precision > scale {
		bound = fmt.Sprintf("10^%d", precision-scale)
	}
	return pgerr.New(pgerr.NumericValueOutOfRange, "numeric field overflow").
		WithDetail("A field with precision %d, scale %d must round to an absolute value less than %s.", precision, scale, bound)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(strings.TrimSpace(line), "!")
}

func missingColumn(s *session, m []string, p *planner.Statement) *pgerr.Error {
	at, written := p.LocateColumn(m[1])
	if written == "" {
		written = m[1]
	}
	return s.columnError(p, written, m[1], at)
}

func missingQualified(s *session, m []string, p *planner.Statement) *pgerr.Error {
	at, written := p.LocateColumn(m[2])
	if written == "" {
		written = m[1] + "." + m[2]
	}
	return s.columnError(p, written, m[2], at)
}

// columnError gives 42703 with the nearest name of the columns of the virtual tables
// that the statement mentions.
func (s *session) columnError(p *planner.Statement, written, name string, at int) *pgerr.Error {
	e := pgerr.New(pgerr.UndefinedColumn, "column %q does not exist", written).At(at)
	if strings.Contains(written, ".") {
		e.Message = "column " + written + " does not exist"
	}
	for _, t := range s.engine.options.Tables {
		alias := p.RelationAlias(t.Name())
		if alias == "" {
			continue // not in this statement
		}
		var names []string
		for _, c := range t.Columns() {
			names = append(names, c.Name)
		}
		if near := planner.Nearest(name, names); near != "" {
			return e.WithHint("Perhaps you meant to reference the column %q.", alias+"."+near)
		}
	}
	return e
}

func missingFrom(_ *session, m []string, p *planner.Statement) *pgerr.Error {
	return pgerr.New(pgerr.UndefinedTable, "missing FROM-clause entry for table %q", m[1]).At(p.LocateQualifier(m[1]))
}

func ambiguousColumn(_ *session, m []string, p *planner.Statement) *pgerr.Error {
	at, _ := p.LocateColumn(m[1])
	return pgerr.New(pgerr.AmbiguousColumn, "column reference %q is ambiguous", m[1]).At(at)
}

func missingRelation(s *session, m []string, p *planner.Statement) *pgerr.Error {
	at, written := p.LocateRelation(m[1])
	if written == "" {
		written = m[1]
	}
	e := pgerr.New(pgerr.UndefinedTable, "relation %q does not exist", written).At(at)
	var names []string
	for _, t := range s.engine.options.Tables {
		names = append(names, t.Name())
	}
	if near := planner.Nearest(m[1], names); near != "" {
		e.WithHint("Perhaps you meant %q.", near)
	}
	return e
}

func missingFunction(_ *session, m []string, p *planner.Statement) *pgerr.Error {
	name := strings.Trim(m[1], `"`)
	at, written := p.LocateFunction(name)
	if written == "" {
		written = name
	}
	if analysis.HasFunction(name) {
		return pgerr.New(pgerr.FeatureNotSupported, "function %s is not supported", written).At(at)
	}
	return pgerr.New(pgerr.UndefinedFunction, "function %s does not exist", written).At(at).
		WithHint("No function matches the given name. This server has those of PostgreSQL that its engine, DuckDB, can compute.")
}

func mismatchedFunction(_ *session, m []string, p *planner.Statement) *pgerr.Error {
	name, _, _ := strings.Cut(m[1], "(")
	at, _ := p.LocateFunction(name)
	return pgerr.New(pgerr.UndefinedFunction, "function %s does not exist", signature(m[1])).At(at).
		WithHint("No function matches the given name and argument types. You might need to add explicit type casts.")
}

// signature writes DuckDB's name(TYPE, TYPE) with PostgreSQL's names of types.
func signature(s string) string {
	return strings.NewReplacer("STRING_LITERAL", "unknown", "INTEGER_LITERAL", "integer", "VARCHAR", "text",
		"DOUBLE", "double precision", "BIGINT", "bigint",
		"INTEGER", "integer", "BOOLEAN", "boolean", "TIMESTAMP WITH TIME ZONE", "timestamp with time zone",
		"TIMESTAMP", "timestamp without time zone", "DATE", "date", "INTERVAL", "interval", "JSON", "jsonb",
		"DECIMAL", "numeric", "HUGEINT", "numeric", "NULL", "unknown").Replace(s)
}

func ungrouped(_ *session, m []string, p *planner.Statement) *pgerr.Error {
	at, written := p.LocateColumn(m[1])
	if written == "" {
		written = m[1]
	}
	return pgerr.New(pgerr.GroupingError, "column %q must appear in the GROUP BY clause or be used in an aggregate function", written).At(at)
}

// typeWords are DuckDB's names of types in PostgreSQL's words.
var typeWords = map[string]string{
	"INT8": "smallint", "INT16": "smallint", "INT32": "integer", "INT64": "bigint",
	"DOUBLE": "double precision", "FLOAT": "real", "BOOL": "boolean", "UUID": "uuid", "INTERVAL": "interval",
	"UINT32": "oid",
}

func badText(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
	name, ok := typeWords[strings.Trim(m[2], "!.,")]
	if !ok {
		name = strings.ToLower(m[2])
	}
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: %q", name, m[1])
}

func badTime(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
	name := m[1]
	if name == "timestamp" {
		name = "timestamp with time zone"
	}
	return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid input syntax for type %s: %q", name, m[2])
}
