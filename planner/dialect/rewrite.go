package dialect

import (
	"time"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// Param is a bound parameter: a value in PostgreSQL's text form and its type's
// name, empty when the client left the type open.
type Param struct {
	Text string
	Null bool
	Type string
}

// Rewriter rewrites one statement.
type Rewriter struct {
	// Database is the name under which the client knows the database; it may stand
	// before a schema's name.
	Database string
	// Now and Zone are the statement's moment and the session's time zone, for
	// literals such as 'today'.
	Now  time.Time
	Zone *time.Location
	// Style is how the session shows values, as DateStyle, IntervalStyle, bytea_output and
	// extra_float_digits say, with | between; "" for PostgreSQL's own defaults.
	Style string
	// ReadTime reads a text as PostgreSQL's type of dates, times or intervals does, and
	// gives it in the one form that DuckDB takes; for an interval, unit is that of a number
	// without one. nil leaves texts to DuckDB.
	ReadTime func(typeName, text, unit string) (string, error)
	// ReadPath reads a text as PostgreSQL's type jsonpath does, and gives it as that prints
	// it; nil leaves texts to the engine.
	ReadPath func(text string) (string, error)
	// ReadInet refuses a text that the type inet or cidr, by its name, refuses; nil leaves
	// it to the engine.
	ReadInet func(text, typeName string) error
	// IsTime says whether a column of this name holds times.
	IsTime func(column string) bool
	// Params are put in the place of $1 …; nil leaves them where they are.
	Params []Param
	// ParamTypes are casts for parameters that stay; "" for none.
	ParamTypes []string
	// Schema is what the statement can name; nil leaves its types to the engine.
	Schema analysis.Schema
	// ParamOIDs are the types that the client has given to parameters; 0 for an open one.
	ParamOIDs []uint32
	// CreatesIn is the schema in which what has none is made.
	CreatesIn string
	// Position makes an error's position of a byte offset in the statement's text.
	Position func(offset int32) int

	// expressions are those of a definition's constraints, rewritten already.
	expressions map[*pgquery.Constraint]*pgquery.Node
	// rawTables are the places of tables whose numerics the statement reads as the texts
	// that they are kept as; asRows that it reads whole rows with the names of their fields.
	rawTables map[int32]bool
	asRows    bool
	// streams are the calls of generate_series() that stay DuckDB's table function.
	streams     map[*pgquery.FuncCall]bool
	readsPresto bool            // the statement reads a view for Presto's queries
	ranges      map[string]bool // the names of what the statement reads
	// Aliases are the views that stand for other tools' tables, by name.
	Aliases map[string]Alias
	// Catalog is what is known of the system catalogs; nil for nothing.
	Catalog *Catalog

	// Declared is set by Rewrite: the columns that a definition makes or changes, with
	// the types that they have in PostgreSQL.
	Declared []DeclaredColumn
	// Constraints is set by Rewrite: those that a definition makes, in the engine's order.
	Constraints []DeclaredConstraint
	// Before is set by Rewrite: statements that must be run before it.
	Before []*pgquery.Node
	typed  *typed // nil when the statement was not analysed

	// Results is set by Rewrite: the result's columns as PostgreSQL has them; nil where
	// they are not known.
	Results []analysis.Column
	// Inferred is set by Rewrite: the types of the parameters; 0 for one that is open.
	Inferred []uint32
	// CatalogsOnly is set by Rewrite: the statement is a query of catalogs, or of no
	// relation at all.
	CatalogsOnly bool
	// Stop, asked between the rules, ends the rewriting with its error. May be nil.
	Stop func() error
	// Dated is set by Rewrite: a constant was made of Now.
	Dated bool
	// ReadsCatalogs is set by Rewrite: the statement may need the catalogs. A SELECT of
	// virtual tables that calls no function over the catalogs does not.
	ReadsCatalogs bool
	// Virtual says whether a relation is a virtual table, which no catalog is read for.
	Virtual func(schema, name string) bool
}

// Rewrite changes the statement's tree in place.
func (r *Rewriter) Rewrite(statement *pgquery.Node) error {
	if err := r.aliases(statement); err != nil {
		return err
	}
	r.readsPresto, r.ranges = r.findPresto(statement), findRanges(statement)
	if err := r.analyse(statement); err != nil {
		return err
	}
	r.wholeRows(statement)
	into := r.target(statement)
	r.declareResults(statement)
	nameValues(statement)
	nameResults(statement)
	nullTargets(statement)
	aliasValues(statement)
	if err := r.typed.rowValues(statement); err != nil {
		return err
	}
	r.typed.groupedRows(statement)
	for _, rule := range []func(*pgquery.Node) error{expandRows, r.nameMembers, r.structs} {
		if err := walk(statement, rule); err != nil {
			return err
		}
	}
	r.streams = streamedSeries(statement)
	if err := r.definitions(statement); err != nil {
		return err
	}
	if err := walk(statement, r.params); err != nil {
		return err
	}
	if err := r.catalogs(statement); err != nil {
		return err
	}
	if err := r.addressColumns(statement); err != nil {
		return err
	}
	r.textNumerics(statement)
	if err := r.typed.rewrite(statement); err != nil {
		return err
	}
	for _, rule := range []func(*pgquery.Node) error{
		selects, windowArguments, smallestInteger, constants, comparedEpochs, subqueryAliases, rows, subscripts, r.names, r.presto, intervals, r.catalogNames, r.times, types, arrayLiterals, from, eachFields, r.jsonPaths, r.functions, operators, numericCasts, conditions, arrays, jsonOperators, locking,
	} {
		if r.Stop != nil {
			if err := r.Stop(); err != nil {
				return err
			}
		}
		if err := walk(statement, rule); err != nil {
			return err
		}
	}
	shownNumerics(statement)
	if r.typed != nil {
		r.typed.showArms()
	}
	if err := walk(statement, r.styled); err != nil {
		return err
	}
	if err := into.fit(statement); err != nil {
		return err
	}
	if err := returning(statement); err != nil {
		return err
	}
	r.plainTables(statement)
	r.storedResults(statement)
	for c, e := range r.expressions {
		c.RawExpr = e
	}
	r.ReadsCatalogs = r.ReadsCatalogs || r.callsCatalogs(statement)
	return nil
}

// params puts the values of parameters in their places, as constants of their
// type: so that they are pushed down like any other constant.
func (r *Rewriter) params(n *pgquery.Node) error {
	ref := n.GetParamRef()
	if ref == nil {
		return nil
	}
	i := int(ref.Number) - 1
	if r.Params == nil {
		if i >= 0 && i < len(r.ParamTypes) && r.ParamTypes[i] != "" {
			n.Node = cast(&pgquery.Node{Node: n.Node}, r.ParamTypes[i]).Node
		} else if name := openType(r.Inferred, i); name != "" {
			n.Node = cast(&pgquery.Node{Node: n.Node}, name).Node
		}
		return nil
	}
	if i < 0 || i >= len(r.Params) {
		return pgerr.New(pgerr.UndefinedParameter, "there is no parameter $%d", ref.Number)
	}
	p := r.Params[i]
	if p.Type == "" && i < len(r.Inferred) && castable(r.Inferred[i]) {
		p.Type = castName(r.Inferred[i])
	}
	value := text(p.Text)
	if p.Null {
		value = null()
	}
	if p.Type != "" {
		value = cast(value, p.Type)
	}
	n.Node = value.Node
	return nil
}

// locking takes FOR UPDATE and its kin away: nothing here can be locked, and
// nothing changes under a query.
func locking(n *pgquery.Node) error {
	if s := n.GetSelectStmt(); s != nil {
		s.LockingClause = nil
	}
	return nil
}

// unsupported gives the error for what PostgreSQL does and this server does not.
func unsupported(format string, args ...any) error {
	return pgerr.New(pgerr.FeatureNotSupported, format, args...)
}
