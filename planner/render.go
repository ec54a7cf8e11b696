package planner

import (
	"errors"
	"fmt"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/planner/dialect"
)

// Rendered is a statement in the engine's language.
type Rendered struct {
	SQL string
	// Before and After are what the engine must run around SQL, where it takes several
	// of its statements to do one of PostgreSQL's.
	Before, After []string
	// Query is the SELECT inside of a statement that only wraps one (CREATE TABLE …
	// AS, INSERT … SELECT, EXPLAIN); for a SELECT it is SQL itself. Its scans must be
	// complete before SQL runs. Empty when the statement reads nothing.
	Query string
	// Columns are the result's columns as PostgreSQL has them; nil where they are not
	// known.
	Columns []analysis.Column
	// Params are the types of the parameters as PostgreSQL infers them; 0 for an open
	// one.
	Params []uint32
	// CatalogsOnly says that the statement reads no relation but the system catalogs,
	// so that there is nothing to complete.
	CatalogsOnly bool
	// ReadsCatalogs says that the statement may need the system catalogs: it names one,
	// calls a function over them, or reads something that might.
	ReadsCatalogs bool
	Uses          Uses
	// Declared are the columns that a definition makes or changes.
	Declared []dialect.DeclaredColumn
	// Constraints are those that a definition makes, in the engine's order.
	Constraints []dialect.DeclaredConstraint

	node *pgquery.Node // SQL's tree
}

// Render writes the statement in DuckDB's SQL. See dialect.Rewriter for the
// parameters.
func (s *Statement) Render(r dialect.Rewriter) (Rendered, error) {
	if s.Foreign != nil {
		if len(r.Params) > 0 {
			return Rendered{}, s.Foreign
		}
		return Rendered{SQL: s.Text, Query: s.Text, ReadsCatalogs: true}, nil
	}
	node, ok := proto.Clone(s.node).(*pgquery.Node)
	if !ok {
		return Rendered{}, errors.New("copy tree: it is none")
	}
	r.Position = s.position
	node = intoAsCreate(node)
	if err := r.Rewrite(node); err != nil {
		return Rendered{}, err
	}
	out := Rendered{Columns: r.Results, Params: r.Inferred, CatalogsOnly: r.CatalogsOnly, ReadsCatalogs: r.ReadsCatalogs, Uses: usesOf(node, r.Dated), Declared: r.Declared, Constraints: r.Constraints, node: node}
	err := out.parts(node, r.Before)
	if err != nil {
		return Rendered{}, err
	}
	if query := innerQuery(node); query == node {
		out.Query = out.SQL
	} else if query != nil {
		if out.Query, err = deparse(query); err != nil {
			return Rendered{}, err
		}
	}
	return out, nil
}

// intoAsCreate turns SELECT … INTO t into CREATE TABLE t AS SELECT …, which
// PostgreSQL says is the same.
func intoAsCreate(n *pgquery.Node) *pgquery.Node {
	q := n.GetSelectStmt()
	if q == nil || q.IntoClause == nil {
		return n
	}
	into := q.IntoClause
	q.IntoClause = nil
	return &pgquery.Node{Node: &pgquery.Node_CreateTableAsStmt{CreateTableAsStmt: &pgquery.CreateTableAsStmt{
		Query: n, Into: into, Objtype: pgquery.ObjectType_OBJECT_TABLE,
	}}}
}

// grammarVersion is the version of the grammar that pg_query_go has; Deparse takes
// no tree of another.
var grammarVersion = func() int32 {
	tree, err := pgquery.Parse("SELECT 1")
	if err != nil {
		panic(err)
	}
	return tree.Version
}()

func deparse(node *pgquery.Node) (string, error) {
	sql, err := pgquery.Deparse(&pgquery.ParseResult{Version: grammarVersion, Stmts: []*pgquery.RawStmt{{Stmt: node}}})
	if err != nil {
		return "", pgerr.New(pgerr.FeatureNotSupported, "this statement is not supported").Because(fmt.Errorf("deparse: %w", err))
	}
	return quoteNames(sql)
}

// innerQuery gives the SELECT that a statement reads with, or nil.
func innerQuery(n *pgquery.Node) *pgquery.Node {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_SelectStmt:
		return n
	case *pgquery.Node_ExplainStmt:
		return innerQuery(x.ExplainStmt.Query)
	case *pgquery.Node_CreateTableAsStmt:
		return innerQuery(x.CreateTableAsStmt.Query)
	case *pgquery.Node_InsertStmt:
		if q := x.InsertStmt.SelectStmt; q.GetSelectStmt() != nil {
			return withoutDefaults(q)
		}
	}
	return nil
}

// Params gives the number of the statement's highest parameter.
func (s *Statement) Params() int {
	highest := 0
	for n := range s.paramRefs() {
		highest = max(highest, n)
	}
	return highest
}

// Mentions says whether the statement has the parameter of a number.
func (s *Statement) Mentions(param int) bool { return s.paramRefs()[param] }

func (s *Statement) paramRefs() map[int]bool {
	found := map[int]bool{}
	if s.node != nil {
		_ = dialect.Walk(s.node, func(n *pgquery.Node) error {
			if p := n.GetParamRef(); p != nil {
				found[int(p.Number)] = true
			}
			return nil
		})
	}
	return found
}
