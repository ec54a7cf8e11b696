package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// analyzer analyses one statement.
type analyzer struct {
	c         *catalogs
	in        Input
	result    *Result
	params    []uint32 // 0 not seen, unknownType not yet known
	paramRefs []*expr
	openParam map[int]bool
	rows      map[uint32]*Relation // row types of relations of the caller's
	rowArrays map[uint32]uint32
	depth     int
	multi     map[*pgquery.SubLink]*query // sources of SET (a, b) = (SELECT …)
}

func newAnalyzer(in Input) *analyzer {
	a := &analyzer{c: catalog(), in: in, rows: map[uint32]*Relation{}, rowArrays: map[uint32]uint32{}, openParam: map[int]bool{}}
	a.result = &Result{
		Types: map[*pgquery.Node]Type{}, Casts: map[*pgquery.Node]Type{}, Functions: map[*pgquery.FuncCall]*Function{},
		Conversions: map[*pgquery.FuncCall]Type{}, Attributes: map[*pgquery.FuncCall]bool{},
		WholeRows: map[*pgquery.Node]*Row{}, Grouped: map[*pgquery.Node]*pgquery.Node{}, Fields: map[*pgquery.Node][][]string{},
		Operators: map[*pgquery.A_Expr]*Operator{}, SetOperations: map[*pgquery.SelectStmt][]Type{},
		Stars: map[*pgquery.ResTarget][]*pgquery.Node{}, Joins: map[*pgquery.JoinExpr][]*pgquery.Node{},
		Rows: map[*pgquery.Node]*pgquery.Node{}, Natural: map[*pgquery.JoinExpr][]string{},
		Dependent: map[*pgquery.SelectStmt][]*pgquery.Node{}, Order: map[*pgquery.CommonTableExpr]int{}, Texts: map[*pgquery.Node]int32{},
	}
	if in.Schema == nil {
		a.in.Schema = Catalogs()
	}
	a.params = append(a.params, in.Params...)
	for i, p := range a.params {
		if p == unknownType {
			a.params[i] = 0
		}
	}
	return a
}

// clause is where an expression stands; the texts of errors name it (ParseExprKind).
type clause uint8

const (
	clauseNone clause = iota
	clauseJoinOn
	clauseJoinUsing
	clauseFromSubselect
	clauseFromFunction
	clauseWhere
	clauseHaving
	clauseFilter
	clauseWindowPartition
	clauseWindowOrder
	clauseFrameRange
	clauseFrameRows
	clauseFrameGroups
	clauseSelectTarget
	clauseInsertTarget
	clauseUpdateSource
	clauseUpdateTarget
	clauseMergeWhen
	clauseGroupBy
	clauseOrderBy
	clauseDistinctOn
	clauseLimit
	clauseOffset
	clauseReturning
	clauseValues
	clauseValuesSingle
	clauseIndexExpression
	clauseCycleMark
	clauseExecute
	clauseCall
)

// clauseNames are PostgreSQL's ParseExprKindName.
var clauseNames = map[clause]string{
	clauseJoinOn: "JOIN/ON", clauseJoinUsing: "JOIN/USING", clauseFromSubselect: "sub-SELECT in FROM",
	clauseFromFunction: "function in FROM", clauseWhere: "WHERE", clauseHaving: "HAVING", clauseFilter: "FILTER",
	clauseWindowPartition: "window PARTITION BY", clauseWindowOrder: "window ORDER BY", clauseFrameRange: "window RANGE",
	clauseFrameRows: "window ROWS", clauseFrameGroups: "window GROUPS", clauseSelectTarget: "SELECT",
	clauseInsertTarget: "INSERT", clauseUpdateSource: "UPDATE", clauseUpdateTarget: "UPDATE", clauseMergeWhen: "MERGE WHEN",
	clauseGroupBy: "GROUP BY", clauseOrderBy: "ORDER BY", clauseDistinctOn: "DISTINCT ON", clauseLimit: "LIMIT",
	clauseOffset: "OFFSET", clauseReturning: "RETURNING", clauseValues: "VALUES", clauseValuesSingle: "VALUES",
	clauseIndexExpression: "index expression", clauseCycleMark: "CYCLE", clauseExecute: "EXECUTE", clauseCall: "CALL",
}

// scope is the state of one query level (ParseState).
type scope struct {
	a      *analyzer
	parent *scope
	depth  int
	clause clause
	items  []*item // what column references are looked up in
	// entries are all range table entries of the level, for the hints of errors.
	entries       []*entry
	ctes          []*cte
	future        []*cte
	parentCTE     *cte
	lateral       bool
	keepUnknown   bool // unknown columns stay so, for a set operation or INSERT to decide
	hasAggregates bool
	hasWindows    bool
	hasSets       bool
	lastSet       *expr
	aggregateAt   *expr
	windows       []*window
	query         *query
	target        *entry
	arms          []*entry // of a set operation, for the hints of errors
	inserts       bool
}

// window is an analysed window, for matching equal ones.
type window struct {
	def       *pgquery.WindowDef
	name      string
	partition []*expr
	order     []*expr
	frame     int32
	start     *expr
	end       *expr
}

// entry is a range table entry.
type entry struct {
	kind     entryKind
	name     string // the alias, or the relation's own name
	named    bool   // has an alias, or is a relation
	columns  []entryColumn
	relation *Relation
	query    *query
	open     bool
	cte      *cte
	rowType  uint32 // the type of a whole-row reference
	single   bool   // a function that gives a scalar: its whole row is the scalar
	alias    *pgquery.Alias
	loc      int32
	merged   bool // a join's, some of whose columns are merged
}

type entryKind uint8

const (
	entryRelation entryKind = iota
	entrySubquery
	entryJoin
	entryFunction
	entryValues
	entryCTE
	entryTable
)

type entryColumn struct {
	name   string
	typ    Type
	origin Column
	join   *expr // of a join's merged column
	hidden bool
}

// item is what a query's names are looked up in (ParseNamespaceItem).
type item struct {
	entry       *entry
	names       *entry // whose name and column names it goes by
	columns     []*expr
	relVisible  bool
	colsVisible bool
	lateralOnly bool
	lateralOK   bool
}

func newScope(a *analyzer, parent *scope) *scope {
	s := &scope{a: a, parent: parent}
	if parent != nil {
		s.depth = parent.depth + 1
	}
	s.query = &query{scope: s, returns: true}
	return s
}

// within sets where expressions stand while f runs.
func (s *scope) within(c clause, f func()) {
	before := s.clause
	s.clause = c
	f()
	s.clause = before
}

func (s *scope) fail(offset int32, code, format string, args ...any) {
	s.a.fail(offset, code, format, args...)
}
