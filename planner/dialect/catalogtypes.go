package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// typer goes down a statement with the names in scope and gives expressions the
// types that only PostgreSQL has; "" is any other.
type typer struct {
	catalog *Catalog
	virtual func(schema, name string) bool
	foreign bool // the statement reads a relation that is no catalog
	reads   bool // the statement reads a catalog, or what may be a view of one
	err     error
}

// scope is what names mean at a place: the items of FROM, and the common table
// expressions.
type scope struct {
	outer *scope
	items []fromItem
	ctes  map[string][]CatalogColumn
}

type fromItem struct {
	name    string
	columns []CatalogColumn
	catalog bool // a relation of the catalogs, which has system columns
	oid     uint32
	written string // a relation that is no catalog, as a text
}

func (s *scope) cte(name string) ([]CatalogColumn, bool) {
	for ; s != nil; s = s.outer {
		if c, ok := s.ctes[name]; ok {
			return c, true
		}
	}
	return nil, false
}

// query types a SELECT and gives its columns.
func (t *typer) query(q *pgquery.SelectStmt, outer *scope) []CatalogColumn {
	s := &scope{outer: outer, ctes: map[string][]CatalogColumn{}}
	for _, n := range q.GetWithClause().GetCtes() {
		t.cte(n.GetCommonTableExpr(), s)
	}
	if q.Op != pgquery.SetOperation_SETOP_NONE {
		left, right := t.query(q.Larg, s), t.query(q.Rarg, s)
		for i := range left {
			if i < len(right) && left[i].Type == "" {
				left[i].Type = right[i].Type
			}
		}
		t.nodes(q.SortClause, s)
		return left
	}
	if len(q.ValuesLists) > 0 {
		return t.values(q, s)
	}
	for _, n := range q.FromClause {
		s.items = append(s.items, t.from(n, s)...)
	}
	var out []CatalogColumn
	for _, n := range q.TargetList {
		out = append(out, t.target(n.GetResTarget(), s)...)
	}
	for _, n := range []*pgquery.Node{q.WhereClause, q.HavingClause, q.LimitCount, q.LimitOffset} {
		t.expr(n, s)
	}
	t.nodes(q.GroupClause, s)
	if t.reads {
		sortByResults(q)
	}
	t.nodes(q.SortClause, s)
	t.nodes(q.WindowClause, s)
	t.nodes(q.DistinctClause, s)
	return out
}

func (t *typer) cte(c *pgquery.CommonTableExpr, s *scope) {
	q := c.Ctequery.GetSelectStmt()
	if q == nil {
		t.expr(c.Ctequery, s)
		return
	}
	columns := t.query(q, s)
	for i, n := range c.Aliascolnames {
		if i < len(columns) {
			columns[i].Name = n.GetString_().GetSval()
		}
	}
	s.ctes[c.Ctename] = columns
}

func (t *typer) values(q *pgquery.SelectStmt, s *scope) []CatalogColumn {
	var out []CatalogColumn
	for row, n := range q.ValuesLists {
		for i, item := range n.GetList().GetItems() {
			typ := t.expr(item, s)
			if row == 0 {
				out = append(out, CatalogColumn{Type: typ})
			} else if i < len(out) && out[i].Type == "" {
				out[i].Type = typ
			}
		}
	}
	return out
}

// target types an item of the select list; a star is several columns.
func (t *typer) target(r *pgquery.ResTarget, s *scope) []CatalogColumn {
	if r == nil {
		return nil
	}
	if isStar(r.Val) {
		fields := r.Val.GetColumnRef().GetFields()
		if fields == nil {
			t.expr(r.Val, s)
			return nil
		}
		qualifier := ""
		if len(fields) > 1 {
			r.Val.GetColumnRef().Fields = fields[len(fields)-2:]
			qualifier = fieldText(fields[len(fields)-2])
		}
		var out []CatalogColumn
		for _, item := range s.items {
			if qualifier == "" || item.name == qualifier {
				if item.columns == nil {
					return append(out, CatalogColumn{Type: unknownWidth})
				}
				out = append(out, item.columns...)
			}
		}
		return out
	}
	name := r.Name
	if name == "" {
		name = lastName(r.Val.GetColumnRef().GetFields())
	}
	typ := t.expr(r.Val, s)
	if r.Val.GetColumnRef() == nil { // a system column, which is a constant now
		r.Name = name
	}
	return []CatalogColumn{{name, typ}}
}

// unknownWidth is the type of a star over a relation that is no catalog: how many
// columns it stands for is not known here, nor which come after it.
const unknownWidth = "*"

// from types an item of FROM.
func (t *typer) from(n *pgquery.Node, s *scope) []fromItem {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_RangeVar:
		return []fromItem{t.relation(x.RangeVar, s)}
	case *pgquery.Node_RangeSubselect:
		columns := t.query(x.RangeSubselect.Subquery.GetSelectStmt(), s)
		return []fromItem{aliased(x.RangeSubselect.Alias, fromItem{columns: columns})}
	case *pgquery.Node_JoinExpr:
		return t.join(x.JoinExpr, s)
	case *pgquery.Node_RangeFunction:
		if ancestorsInFrom(n, x.RangeFunction) || scalarInFrom(n, x.RangeFunction) {
			return t.from(n, s)
		}
		var columns []CatalogColumn
		for _, f := range x.RangeFunction.Functions {
			for i, item := range f.GetList().GetItems() {
				// Others may read any relation, such as the engine's query_table.
				if i == 0 && !ownRows[lastName(item.GetFuncCall().GetFuncname())] {
					t.foreign = true
				}
				if typ := t.expr(item, s); i == 0 {
					columns = append(columns, CatalogColumn{lastName(item.GetFuncCall().GetFuncname()), typ})
				}
			}
		}
		if len(columns) == 1 && rowTypes[columns[0].Name] != nil {
			columns = rowTypes[columns[0].Name]
		}
		item := aliased(x.RangeFunction.Alias, fromItem{columns: columns})
		if a := x.RangeFunction.Alias; a != nil && len(a.Colnames) == 0 && len(item.columns) == 1 {
			item.columns[0].Name = a.Aliasname
		}
		return []fromItem{item}
	}
	t.foreign = true
	t.expr(n, s)
	return nil
}

// scalarInFrom makes SELECT f(x) of a function in FROM that returns one value, for
// which the engine has no place there.
func scalarInFrom(n *pgquery.Node, f *pgquery.RangeFunction) bool {
	if len(f.Functions) != 1 || f.Ordinality {
		return false
	}
	items := f.Functions[0].GetList().GetItems()
	if len(items) == 0 || !scalarRows[lastName(items[0].GetFuncCall().GetFuncname())] {
		return false
	}
	name := lastName(items[0].GetFuncCall().GetFuncname())
	if f.Alias != nil {
		name = f.Alias.Aliasname
	} else {
		f.Alias = &pgquery.Alias{Aliasname: name}
	}
	n.Node = &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{
		Lateral: f.Lateral, Alias: f.Alias, Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: &pgquery.SelectStmt{
			TargetList:  []*pgquery.Node{pgquery.MakeResTargetNodeWithNameAndVal(name, items[0], -1)},
			LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
		}}},
	}}
	return true
}

// scalarRows are functions of one value that clients write in FROM.
var scalarRows = map[string]bool{
	"string_to_array": true, "current_database": true, "current_schema": true, "current_schemas": true,
	"current_setting": true, "version": true, "pg_partition_ancestors": true,
}

// ownRows are the functions in FROM that read no relation of the users'.
var ownRows = map[string]bool{
	"unnest": true, "generate_series": true, "generate_subscripts": true, "pg_get_keywords": true,
	"pg_options_to_table": true, "aclexplode": true, "pg_show_all_settings": true, "ts_token_type": true,
	"pg_available_extensions": true, "pg_available_extension_versions": true, "pg_timezone_abbrevs": true,
}

func (t *typer) join(j *pgquery.JoinExpr, s *scope) []fromItem {
	items := t.from(j.Larg, s)
	inner := &scope{outer: &scope{outer: s.outer, items: s.items, ctes: s.ctes}, items: items}
	items = append(items, t.from(j.Rarg, inner)...)
	inner.items = items
	t.expr(j.Quals, inner)
	if len(j.UsingClause) > 0 || j.IsNatural {
		return merged(items)
	}
	if j.Alias != nil {
		var columns []CatalogColumn
		for _, item := range items {
			columns = append(columns, item.columns...)
		}
		return []fromItem{aliased(j.Alias, fromItem{columns: columns})}
	}
	return items
}

// merged gives the sides of a join with USING. A star has the shared columns once
// and first, which is not followed: an item of unknown columns says so.
func merged(items []fromItem) []fromItem { return append([]fromItem{{}}, items...) }

// relation gives the columns of a relation that is a catalog or a common table
// expression; of any other they are not known.
func (t *typer) relation(v *pgquery.RangeVar, s *scope) fromItem {
	item := fromItem{name: v.Relname}
	if v.Schemaname == "" {
		if columns, ok := s.cte(v.Relname); ok {
			item.columns = columns
			return aliased(v.Alias, item)
		}
	}
	schema := v.Schemaname
	if schema == "" {
		schema = "pg_catalog"
	}
	if columns, ok := t.catalog.Relations[schema+"."+v.Relname]; ok {
		item.columns, item.catalog, t.reads = columns, true, true
		item.oid = t.catalog.OIDs[schema+"."+v.Relname]
		v.Schemaname = schema // pg_catalog is searched first, whatever users have made
	} else {
		t.foreign = true
		if item.written = quoted(v.Relname); v.Schemaname != "" {
			item.written = quoted(v.Schemaname) + "." + item.written
		}
		t.reads = t.reads || t.virtual == nil || !t.virtual(v.Schemaname, v.Relname)
	}
	return aliased(v.Alias, item)
}

func aliased(a *pgquery.Alias, item fromItem) fromItem {
	if a == nil {
		return item
	}
	item.name = a.Aliasname
	if len(a.Colnames) > 0 {
		item.columns = append([]CatalogColumn(nil), item.columns...)
		for i, n := range a.Colnames {
			if i < len(item.columns) {
				item.columns[i].Name = n.GetString_().GetSval()
			}
		}
	}
	return item
}

// column finds what a column's name means.
func (t *typer) column(n *pgquery.Node, ref *pgquery.ColumnRef, s *scope) string {
	if len(ref.Fields) > 2 { // the schema is not needed
		ref.Fields = ref.Fields[len(ref.Fields)-2:]
	}
	qualifier, name := "", lastName(ref.Fields)
	if len(ref.Fields) == 2 {
		qualifier = fieldText(ref.Fields[0])
	}
	for ; s != nil; s = s.outer {
		for _, item := range s.items {
			if qualifier != "" && item.name != qualifier {
				continue
			}
			for _, c := range item.columns {
				if c.Name == name {
					return c.Type
				}
			}
			if typ, system := systemColumns[name]; system && item.catalog {
				n.Node = systemValue(name, item.oid).Node
				return typ
			}
			if name == "tableoid" && item.written != "" {
				n.Node = call("regclassin", text(item.written)).Node
				return "oid"
			}
		}
	}
	return ""
}

func fieldText(n *pgquery.Node) string { return n.GetString_().GetSval() }

func (t *typer) nodes(list []*pgquery.Node, s *scope) {
	for _, n := range list {
		t.expr(n, s)
	}
}

// below types everything one step below a message.
func (t *typer) below(m proto.Message, s *scope) {
	var visit func(m protoreflect.Message)
	each := func(m protoreflect.Message) {
		if n, ok := m.Interface().(*pgquery.Node); ok {
			t.expr(n, s)
			return
		}
		if q, ok := m.Interface().(*pgquery.SelectStmt); ok {
			t.query(q, s)
			return
		}
		visit(m)
	}
	visit = func(m protoreflect.Message) {
		m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
			if fd.Kind() != protoreflect.MessageKind {
				return true
			}
			if fd.IsList() {
				for i := range v.List().Len() {
					each(v.List().Get(i).Message())
				}
			} else {
				each(v.Message())
			}
			return true
		})
	}
	visit(m.ProtoReflect())
}
