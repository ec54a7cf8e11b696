package analysis

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// statement analyses a whole statement: a query, or the query inside a utility statement. One
// without expressions has an empty result.
func (a *analyzer) statement(n *pgquery.Node) {
	s := newScope(a, nil)
	switch v := n.GetNode().(type) {
	case *pgquery.Node_SelectStmt, *pgquery.Node_InsertStmt, *pgquery.Node_UpdateStmt, *pgquery.Node_DeleteStmt:
		a.setColumns(s.statement(n))
		if into := leftmostSelect(n.GetSelectStmt()).GetIntoClause(); into != nil {
			a.result.Columns = nil
		}
	case *pgquery.Node_ExplainStmt:
		a.inner(v.ExplainStmt.Query)
		a.result.Columns = []Column{{Name: "QUERY PLAN", Type: plain(explainType(v.ExplainStmt))}}
	case *pgquery.Node_DeclareCursorStmt:
		a.declareCursor(v.DeclareCursorStmt)
	case *pgquery.Node_CreateTableAsStmt:
		a.inner(v.CreateTableAsStmt.Query)
	case *pgquery.Node_ViewStmt:
		a.inner(v.ViewStmt.Query)
	case *pgquery.Node_CopyStmt:
		a.inner(v.CopyStmt.Query)
	case *pgquery.Node_PrepareStmt:
		a.prepared(v.PrepareStmt)
	}
}

func leftmostSelect(n *pgquery.SelectStmt) *pgquery.SelectStmt {
	for n != nil && n.Larg != nil {
		n = n.Larg
	}
	return n
}

// inner analyses a query whose result is not the statement's.
func (a *analyzer) inner(n *pgquery.Node) {
	if n == nil {
		return
	}
	switch n.GetNode().(type) {
	case *pgquery.Node_SelectStmt, *pgquery.Node_InsertStmt, *pgquery.Node_UpdateStmt, *pgquery.Node_DeleteStmt:
		a.setColumns(newScope(a, nil).statement(n))
	default:
		a.statement(n)
	}
	a.result.Inner, a.result.Columns = a.result.Columns, nil
}

func (a *analyzer) setColumns(q *query) {
	a.result.OpenColumns = q.open
	if !q.returns {
		return
	}
	for _, t := range q.visible() {
		c := t.from
		c.Name, c.Type = t.name, a.baseType(t.expr.typ) // as SendRowDescriptionMessage has it
		a.result.Columns = append(a.result.Columns, c)
	}
}

func explainType(n *pgquery.ExplainStmt) uint32 {
	t := uint32(textType)
	for _, o := range n.Options {
		d := o.GetDefElem()
		if d.GetDefname() != "format" {
			continue
		}
		switch d.GetArg().GetString_().GetSval() {
		case "json":
			t = jsonType
		case "xml":
			t = xmlType
		default:
			t = textType
		}
	}
	return t
}

// declareCursor is transformDeclareCursorStmt.
func (a *analyzer) declareCursor(n *pgquery.DeclareCursorStmt) {
	const scroll, noScroll = 0x0002, 0x0004
	if n.Options&scroll != 0 && n.Options&noScroll != 0 {
		a.fail(-1, codeInvalidCursor, "cannot specify both %s and %s", "SCROLL", "NO SCROLL")
	}
	if w := n.Query.GetSelectStmt().GetWithClause(); w != nil {
		for _, c := range w.Ctes {
			if c.GetCommonTableExpr().GetCtequery().GetSelectStmt() == nil {
				a.fail(-1, codeUnsupported, "DECLARE CURSOR must not contain data-modifying statements in WITH")
			}
		}
	}
	a.inner(n.Query)
}

// prepared analyses PREPARE's statement with its own parameters.
func (a *analyzer) prepared(n *pgquery.PrepareStmt) {
	outer := a.params
	a.params = nil
	s := newScope(a, nil)
	for _, t := range n.Argtypes {
		oid := s.typeName(t.GetTypeName()).OID
		if oid == unknownType {
			oid = 0
		}
		a.params = append(a.params, oid)
	}
	a.inner(n.Query)
	a.finishParams()
	a.params, a.paramRefs = outer, nil
}

// catalogSchema is a Schema of PostgreSQL's own catalogs.
type catalogSchema struct{}

// Catalogs gives a Schema that knows pg_catalog and information_schema and nothing else. A Schema
// of a caller's asks it for what it does not know itself.
func Catalogs() Schema { return catalogSchema{} }

// Relation finds a catalog; without a schema in pg_catalog only.
func (catalogSchema) Relation(schema, name string) *Relation {
	if schema == "" {
		schema = "pg_catalog"
	}
	return catalog().relations[schema+"."+name]
}

// HasSchema knows the two schemas.
func (catalogSchema) HasSchema(name string) bool {
	return name == "pg_catalog" || name == "information_schema"
}

// Known knows none.
func (catalogSchema) Known(string) bool { return false }
