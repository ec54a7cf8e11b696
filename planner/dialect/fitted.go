package dialect

import (
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// written is the table that a statement writes to.
type written struct {
	types map[string]analysis.Type
	keys  []analysis.Key
	plain bool // it has no key and no unique index

	identity map[string]byte
	order    []string // the columns in the order of an INSERT's source
}

// target gives the table that a statement writes to, with nothing in it when nothing is
// known of it.
func (r *Rewriter) target(statement *pgquery.Node) *written {
	out := &written{types: map[string]analysis.Type{}, identity: map[string]byte{}}
	var v *pgquery.RangeVar
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_InsertStmt:
		v = x.InsertStmt.Relation
	case *pgquery.Node_UpdateStmt:
		v = x.UpdateStmt.Relation
	}
	if v == nil || r.typed == nil {
		return out
	}
	relation := r.Schema.Relation(v.Schemaname, v.Relname)
	if relation == nil {
		return out
	}
	out.keys, out.plain = relation.Keys, !relation.Unique && !relation.Open
	for _, c := range relation.Columns {
		out.types[c.Name], out.identity[c.Name] = c.Kept(), c.Identity
	}
	for _, c := range r.typed.found.Targets {
		out.order = append(out.order, c.Name)
	}
	return out
}

// fit fits what the statement writes into the types of the columns
// (src/backend/parser/parse_coerce.c, coerce_type_typmod).
func (t *written) fit(statement *pgquery.Node) error {
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_InsertStmt:
		if err := t.insertedIdentities(x.InsertStmt); err != nil {
			return err
		}
		t.name(x.InsertStmt)
		t.source(x.InsertStmt)
		if c := x.InsertStmt.OnConflictClause; c != nil {
			t.once(x.InsertStmt, c)
			return t.set(c.TargetList)
		}
	case *pgquery.Node_UpdateStmt:
		return t.set(x.UpdateStmt.TargetList)
	}
	return nil
}

// name names the columns of an INSERT that gives values to the first ones only, which
// PostgreSQL takes and the engine does not.
func (t *written) name(x *pgquery.InsertStmt) {
	if len(x.Cols) > 0 || x.SelectStmt == nil || len(t.order) == len(t.types) {
		return
	}
	for _, column := range t.order {
		x.Cols = append(x.Cols, &pgquery.Node{Node: &pgquery.Node_ResTarget{ResTarget: &pgquery.ResTarget{Name: column, Location: -1}}})
	}
}

// set fits the values of SET.
func (t *written) set(list []*pgquery.Node) error {
	for _, n := range list {
		c := n.GetResTarget()
		if t.identity[c.Name] == 'a' && c.Val.GetSetToDefault() == nil {
			return pgerr.New(generatedAlways, "column %q can only be updated to DEFAULT", c.Name).
				WithDetail("Column %q is an identity column defined as GENERATED ALWAYS.", c.Name)
		}
		if m := c.GetVal().GetMultiAssignRef(); m != nil {
			row := m.Source.GetRowExpr()
			if row == nil && fits(t.types[c.Name]) {
				return unsupported("SET (…) = (SELECT …) of a column of type %s is not supported", analysis.TypeName(t.types[c.Name]))
			}
			if row == nil || int(m.Colno) > len(row.Args) {
				continue
			}
			c.Val = row.Args[m.Colno-1]
		}
		if len(c.Indirection) == 0 && c.Val != nil {
			c.Val = fitted(c.Val, t.types[c.Name])
		}
	}
	return nil
}

// source fits the rows of an INSERT.
func (t *written) source(x *pgquery.InsertStmt) {
	s := x.SelectStmt.GetSelectStmt()
	needed := false
	for _, name := range t.order {
		needed = needed || fits(t.types[name])
	}
	if s == nil || !needed {
		return
	}
	if len(s.ValuesLists) > 0 && len(s.SortClause) == 0 && s.LimitCount == nil && s.LimitOffset == nil {
		for _, row := range s.ValuesLists {
			items := row.GetList().GetItems()
			for i, item := range items {
				if i < len(t.order) {
					items[i] = fitted(item, t.types[t.order[i]])
				}
			}
		}
		return
	}
	showTargets(s, func(i int) bool { return i < len(t.order) && t.types[t.order[i]].Mod == analysis.AsText })
	t.wrapSource(x)
	for i, n := range x.SelectStmt.GetSelectStmt().TargetList {
		n.GetResTarget().Val = fitted(n.GetResTarget().Val, t.types[t.order[i]])
	}
}

// fits says whether a value has to be fitted into a type.
func fits(t analysis.Type) bool {
	if t.OID == jsonOID || t.OID == jsonbOID || isInet(t.OID) {
		return true
	}
	if t.OID == numericOID && t.Mod == analysis.AsText {
		return true
	}
	if t.Mod < 0 {
		return false
	}
	if element := analysis.Element(t.OID); element != analysis.Open {
		return fits(analysis.Type{OID: element, Mod: t.Mod})
	}
	return t.OID == varcharOID || t.OID == bpcharOID || timed(t.OID)
}

// fitted gives an expression as a value of a column's type.
func fitted(value *pgquery.Node, to analysis.Type) *pgquery.Node {
	if !fits(to) || value.GetSetToDefault() != nil {
		return value
	}
	if isNull(value) {
		if to.Mod == analysis.AsText { // of no type beside the texts
			return null()
		}
		return value
	}
	list, oid := "", to.OID
	if element := analysis.Element(oid); element != analysis.Open {
		list, oid = "list_", element
	}
	switch read := lastName(value.GetFuncCall().GetFuncname()); {
	case oid == jsonOID && read == "pg_json_in":
		return cast(value, "varchar")
	case oid == jsonbOID && read == "pg_jsonb_in":
		return value
	}
	switch oid {
	case numericOID:
		if shown, ok := (shower{}).show(value); ok {
			value = shown
		}
		return call("pg_numeric_text", call("pg_numeric", value))
	case jsonOID:
		return cast(call("pg_json_in", value), "varchar")
	case jsonbOID:
		return call("pg_jsonb_in", value)
	case inetOID, cidrOID:
		return call("pg_inet_key", value)
	case varcharOID:
		return call(list+"pg_varchar", cast(value, castName(textOf[list])), integer(int64(to.Mod-4)))
	case bpcharOID:
		return call(list+"pg_character", cast(value, castName(textOf[list])), integer(int64(to.Mod-4)))
	}
	return call(list+"pg_rounded", cast(value, castName(to.OID)), integer(int64(to.Mod)))
}

// FittedText fits an expression of the engine's into a column's type.
func FittedText(expression string, to analysis.Type) string {
	if !fits(to) {
		return expression
	}
	const place = "fitted_value"
	value := fitted(pgquery.MakeColumnRefNode([]*pgquery.Node{str(place)}, -1), to)
	text, ok := deparsed(&pgquery.SelectStmt{TargetList: []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(value, -1)}})
	if !ok {
		return expression
	}
	return strings.Replace(strings.TrimPrefix(text, "SELECT "), place, expression, 1)
}

var textOf = map[string]uint32{"": varcharOID, "list_": 1015}

// allFields is INTERVAL_FULL_RANGE (src/include/utils/timestamp.h).
const allFields = 0x7fff

// rounded makes a cast to a time with a modifier a cast to the time alone, and rounds it.
func (t *typed) rounded(n *pgquery.Node, c *pgquery.TypeCast) {
	of := t.found.Types[n]
	if of.Mod < 0 || len(c.TypeName.Typmods) == 0 || t.moved[n].OID != 0 {
		return
	}
	inner := &pgquery.Node{Node: n.Node}
	switch fields, _ := intConstant(c.TypeName.Typmods[0]); {
	case of.OID != intervalOID || fields == allFields:
		c.TypeName.Typmods = nil
	default: // an interval's literal is read by its fields
		c.TypeName.Typmods = c.TypeName.Typmods[:1]
	}
	t.moved[inner] = analysis.Type{OID: of.OID, Mod: -1}
	t.replace(n, of.OID, call("pg_rounded", inner, integer(int64(of.Mod))))
}

// plainNames keeps the names of result columns that are columns of json.
func (t *typed) plainNames(n *pgquery.Node) error {
	t.namePlain(n.GetSelectStmt())
	return nil
}

// plainTables lets the columns of json and of addresses of a table, and those of numerics that
// are kept as texts, be of their types wherever the table is read, also as a row or by a star.
func (r *Rewriter) plainTables(statement *pgquery.Node) {
	if r.typed == nil || statement.GetDropStmt() != nil || statement.GetTruncateStmt() != nil || statement.GetLockStmt() != nil {
		return
	}
	named := map[string]bool{}
	_ = walk(statement, func(n *pgquery.Node) error {
		if c := n.GetCommonTableExpr(); c != nil {
			named[c.Ctename] = true
		}
		return nil
	})
	_ = walk(statement, func(n *pgquery.Node) error {
		v := n.GetRangeVar()
		if v == nil || v.Schemaname == "" && named[v.Relname] || v.Location == made {
			return nil
		}
		relation := r.Schema.Relation(strings.Replace(v.Schemaname, "temp", "pg_temp", 1), v.Relname)
		if relation == nil || relation.Kind != 'r' || !slices.ContainsFunc(relation.Columns, func(c analysis.Column) bool {
			return storedAs[c.Type.OID] != "" || c.Text && !r.rawTables[v.Location]
		}) {
			return nil
		}
		inner := &pgquery.RangeVar{Schemaname: v.Schemaname, Relname: v.Relname, Inh: true, Relpersistence: v.Relpersistence, Location: made}
		s := &pgquery.SelectStmt{LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
			FromClause: []*pgquery.Node{{Node: &pgquery.Node_RangeVar{RangeVar: inner}}}}
		for _, c := range relation.Columns {
			value := pgquery.MakeColumnRefNode([]*pgquery.Node{str(c.Name)}, -1)
			if name := storedAs[c.Type.OID]; name != "" {
				value = call(name, value)
			} else if c.Text && !r.rawTables[v.Location] {
				value = call(openText, value)
			}
			s.TargetList = append(s.TargetList, pgquery.MakeResTargetNodeWithNameAndVal(c.Name, value, -1))
		}
		alias := v.Alias
		if alias == nil {
			alias = &pgquery.Alias{Aliasname: v.Relname}
		}
		n.Node = &pgquery.Node_RangeSubselect{RangeSubselect: &pgquery.RangeSubselect{Alias: alias,
			Subquery: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: s}}}}
		return nil
	})
}

// plainColumns shows of what type a column of json is, which the engine has as text.
func (t *typed) plainColumns(n *pgquery.Node) error {
	if n.GetColumnRef() != nil && t.moved[n].OID == 0 && t.of(n) == jsonOID {
		t.wrap(n, analysis.Type{OID: jsonOID, Mod: -1})
	}
	return nil
}

// namePlain lets result columns that are columns of json keep their names.
func (t *typed) namePlain(s *pgquery.SelectStmt) {
	if s == nil {
		return
	}
	t.namePlain(s.Larg)
	t.namePlain(s.Rarg)
	for _, n := range s.TargetList {
		target := n.GetResTarget()
		if ref := target.GetVal().GetColumnRef(); ref != nil && target.Name == "" && t.of(target.Val) == jsonOID {
			target.Name = lastName(ref.Fields)
		}
	}
}

// storedResults gives the columns of a table that is made of a query the types that a
// table may have.
func (r *Rewriter) storedResults(statement *pgquery.Node) {
	x := statement.GetCreateTableAsStmt()
	for _, n := range x.GetQuery().GetSelectStmt().GetTargetList() {
		if target := n.GetResTarget(); isPlain(target.GetVal()) {
			target.Val = cast(target.Val, "varchar")
		}
	}
	if x.GetQuery().GetSelectStmt() == nil || !slices.ContainsFunc(r.Declared, func(c DeclaredColumn) bool { return isInet(c.Type.OID) }) {
		return
	}
	into := written{}
	for _, c := range r.Declared {
		into.order = append(into.order, c.Name)
	}
	x.Query = into.wrapped(x.Query)
	for i, n := range x.Query.GetSelectStmt().TargetList {
		target := n.GetResTarget()
		target.Name = r.Declared[i].Name
		if to := r.Declared[i].Type; isInet(to.OID) {
			target.Val = fitted(target.Val, to)
		}
	}
}

// timed says whether a modifier rounds the values of a type.
func timed(oid uint32) bool {
	return oid == timestampOID || oid == timestamptzOID || oid == timeOID || oid == intervalOID
}
