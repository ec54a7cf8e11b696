package dialect

import (
	"slices"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// A table's columns of addresses are bytes to the engine, which has no type of ours in
// its definitions: what reads one says that it is an address, or a network. plainTables
// does so where a query reads the table, what follows in a statement that changes it.

// storedAs are the functions that give the bytes of a column their type.
var storedAs = map[uint32]string{inetOID: "pg_stored_inet", cidrOID: "pg_stored_cidr", jsonOID: "pg_json_in"}

// addressColumns says of the columns of the table that a statement changes which are
// addresses.
func (r *Rewriter) addressColumns(statement *pgquery.Node) error {
	if r.typed == nil {
		return nil
	}
	var parts []*pgquery.Node
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_UpdateStmt:
		r.expandReturned(x.UpdateStmt.Relation, &x.UpdateStmt.ReturningList)
		parts = []*pgquery.Node{statement}
	case *pgquery.Node_DeleteStmt:
		r.expandReturned(x.DeleteStmt.Relation, &x.DeleteStmt.ReturningList)
		parts = []*pgquery.Node{statement}
	case *pgquery.Node_InsertStmt:
		r.expandReturned(x.InsertStmt.Relation, &x.InsertStmt.ReturningList)
		parts = slices.Clone(x.InsertStmt.ReturningList)
		if c := x.InsertStmt.OnConflictClause; c != nil {
			parts = append(append(parts, c.TargetList...), c.WhereClause)
		}
	}
	for _, part := range parts {
		if part == nil {
			continue
		}
		if err := walk(part, r.typed.storedAddress); err != nil {
			return err
		}
	}
	return nil
}

func (t *typed) storedAddress(n *pgquery.Node) error {
	oid := t.of(n)
	if n.GetColumnRef() == nil || t.moved[n].OID != 0 || !isInet(oid) {
		return nil
	}
	inner := &pgquery.Node{Node: n.Node}
	t.moved[inner] = analysis.Type{OID: oid, Mod: -1}
	t.replace(n, oid, call(storedAs[oid], inner))
	return nil
}

// expandReturned writes the columns of RETURNING * out when one is an address, and names
// them.
func (r *Rewriter) expandReturned(v *pgquery.RangeVar, list *[]*pgquery.Node) {
	relation := r.relation(v)
	if relation == nil || !slices.ContainsFunc(relation.Columns, func(c analysis.Column) bool { return isInet(c.Type.OID) }) {
		return
	}
	var out []*pgquery.Node
	for _, n := range *list {
		target := n.GetResTarget()
		ref := target.GetVal().GetColumnRef()
		if ref == nil || ref.Fields[len(ref.Fields)-1].GetAStar() == nil {
			if ref != nil && target.Name == "" {
				target.Name = lastName(ref.Fields)
			}
			out = append(out, n)
			continue
		}
		for _, c := range relation.Columns {
			fields := append(slices.Clone(ref.Fields[:len(ref.Fields)-1]), str(c.Name))
			value := pgquery.MakeColumnRefNode(fields, -1)
			if isInet(c.Type.OID) {
				inner := value
				r.typed.moved[inner] = c.Type
				value = settle(call(storedAs[c.Type.OID], inner))
				r.typed.moved[value] = c.Type
			}
			out = append(out, pgquery.MakeResTargetNodeWithNameAndVal(c.Name, value, -1))
		}
	}
	*list = out
}

// readStored gives an expression that reads a table's columns themselves: those that the
// engine has otherwise become what they are.
func readStored(relation *analysis.Relation, e *pgquery.Node) (*pgquery.Node, error) {
	held := &pgquery.Node{Node: &pgquery.Node_List{List: &pgquery.List{Items: []*pgquery.Node{e}}}}
	err := walk(held, func(n *pgquery.Node) error {
		ref := n.GetColumnRef()
		if ref == nil {
			return nil
		}
		for _, c := range relation.Columns {
			if name := storedAs[c.Type.OID]; name != "" && c.Name == lastName(ref.Fields) {
				n.Node = call(name, &pgquery.Node{Node: n.Node}).Node
			}
		}
		return nil
	})
	return held.GetList().Items[0], err
}

// addressType gives a column of addresses the engine's type.
func addressType(t *pgquery.TypeName) error {
	if len(t.ArrayBounds) > 0 {
		return pgerr.New(pgerr.FeatureNotSupported, "a column of type %s[] is not supported; use text[] and cast it", lastName(t.Names))
	}
	t.Names, t.Typmods = []*pgquery.Node{str("blob")}, nil
	return nil
}
