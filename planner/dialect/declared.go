package dialect

import (
	"errors"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// A column's type is what PostgreSQL calls it; the engine has it as the nearest of its
// own, without the modifier. What is written to the column is fitted into its type
// (fitted.go), and the catalogs tell what was declared.

// DeclaredColumn is a column that a definition makes or changes.
type DeclaredColumn struct {
	Name    string
	Type    analysis.Type // Open when the definition does not touch it
	Text    bool          // numerics that are kept as texts
	Default string        // the default's expression as PostgreSQL shows it; "" for none
	// Identity is 'a' for GENERATED ALWAYS AS IDENTITY, 'd' for BY DEFAULT, 0 for neither.
	Identity byte
}

// DeclaredConstraint is a constraint that a definition makes.
type DeclaredConstraint struct {
	Name       string // "" when PostgreSQL chooses it
	Kind       byte   // as pg_constraint.contype: p, u, c, f
	Expression string // a check's, as PostgreSQL shows it
}

// declare notes a column's type and gives the definition the engine's.
func (r *Rewriter) declare(d *pgquery.ColumnDef) error {
	declared, err := analysis.TypeOf(d.TypeName, analysis.Input{Schema: r.Schema, Position: r.Position})
	if err != nil {
		return err
	}
	if declared.OID == bpcharOID && declared.Mod < 0 {
		return unsupported("a column of type bpchar without a length is not supported")
	}
	if name := lastName(d.TypeName.Names); name == "timetz" {
		return unsupported("a column of type time with time zone is not supported")
	}
	if err := storable(declared); err != nil {
		return err
	}
	r.Declared = append(r.Declared, DeclaredColumn{Name: d.Colname, Type: declared})
	switch lastName(d.TypeName.Names) {
	case "bpchar", "json":
		d.TypeName.Names, d.TypeName.Typmods = []*pgquery.Node{str("varchar")}, nil
	case "varchar", "timestamp", "timestamptz", "time", "interval":
		d.TypeName.Typmods = nil
	}
	return nil
}

// storable refuses the numerics that the engine has no DECIMAL for.
func storable(t analysis.Type) error {
	if t.OID != numericOID || t.Mod < 0 {
		return nil
	}
	precision, scale := (t.Mod-4)>>16&0xffff, (t.Mod-4)&0x7ff^1024-1024
	if precision > 38 || scale < 0 || scale > precision {
		return unsupported("type %s is not supported: its precision is at most 38, its scale from 0 to the precision", analysis.TypeName(t))
	}
	return nil
}

// declareResults notes the types of the columns of a table or a view that is made of a
// query, and names them.
func (r *Rewriter) declareResults(statement *pgquery.Node) {
	if r.typed == nil {
		return
	}
	var names []*pgquery.Node
	var query *pgquery.Node
	switch x := statement.GetNode().(type) {
	case *pgquery.Node_CreateTableAsStmt:
		names, query = x.CreateTableAsStmt.GetInto().GetColNames(), x.CreateTableAsStmt.Query
	case *pgquery.Node_ViewStmt:
		names, query = x.ViewStmt.Aliases, x.ViewStmt.Query
	default:
		return
	}
	if r.typed.found.OpenColumns {
		return
	}
	for i, c := range r.typed.found.Inner {
		if i < len(names) {
			c.Name = names[i].GetString_().GetSval()
		}
		r.Declared = append(r.Declared, DeclaredColumn{Name: c.Name, Type: c.Type})
	}
	if s := query.GetSelectStmt(); s != nil {
		r.typed.namePlain(s)
	}
}

// alteredType declares the type of a column that ALTER TABLE adds or changes; values that
// are there are fitted into the new type.
func (r *Rewriter) alteredType(x *pgquery.AlterTableStmt, c *pgquery.AlterTableCmd, d *pgquery.ColumnDef) error {
	if c.Subtype == pgquery.AlterTableType_AT_AddColumn {
		if err := r.declare(d); err != nil {
			return err
		}
		return r.defaults(r.relation(x.Relation), d)
	}
	d.Colname = c.Name
	if err := r.declare(d); err != nil {
		return err
	}
	d.Colname = ""
	declared := r.Declared[len(r.Declared)-1].Type
	relation := r.relation(x.Relation)
	if relation == nil {
		return nil
	}
	value := d.RawDefault
	if value == nil {
		value = pgquery.MakeColumnRefNode([]*pgquery.Node{str(c.Name)}, -1)
	}
	into := *relation
	into.Name, into.Columns = "altered", []analysis.Column{{Name: c.Name, Type: declared}}
	rewritten, err := r.sub([]*analysis.Relation{&into, relation}, insertion(&into, value, relation))
	var refused *pgerr.Error
	if errors.As(err, &refused) && refused.Code == pgerr.DatatypeMismatch {
		e := pgerr.New(pgerr.DatatypeMismatch, "column %q cannot be cast automatically to type %s", c.Name, analysis.TypeName(declared))
		if d.RawDefault != nil {
			return pgerr.New(pgerr.DatatypeMismatch, "result of USING clause for column %q cannot be cast automatically to type %s", c.Name, analysis.TypeName(declared)).
				WithHint("You might need to add an explicit cast.")
		}
		return e.WithHint("You might need to specify \"USING %s::%s\".", quoted(c.Name), analysis.TypeName(declared))
	}
	if err != nil {
		return err
	}
	s := rewritten.GetInsertStmt().SelectStmt.GetSelectStmt()
	if from := s.FromClause[0].GetRangeSubselect(); from.GetAlias().GetAliasname() == sourceAlias { // wrapped, to be fitted
		inner := from.Subquery.GetSelectStmt().TargetList[0].GetResTarget()
		inner.Val, err = readStored(relation, inner.Val)
		d.RawDefault = fitted(inner.Val, declared)
		return err
	}
	plain, err := readStored(relation, s.TargetList[0].GetResTarget().Val)
	if d.RawDefault != nil || plain.GetColumnRef() == nil {
		d.RawDefault = plain
	}
	return err
}

// relation finds the table that a definition changes.
func (r *Rewriter) relation(v *pgquery.RangeVar) *analysis.Relation {
	if r.Schema == nil {
		return nil
	}
	return r.Schema.Relation(v.GetSchemaname(), v.GetRelname())
}

// overlay is a schema with tables that are about to be.
type overlay struct {
	analysis.Schema
	relations []*analysis.Relation
}

// Relation finds one of them first. See analysis.Schema.
func (o overlay) Relation(schema, name string) *analysis.Relation {
	for _, r := range o.relations {
		if r.Name == name && (schema == "" || schema == r.Schema) {
			return r
		}
	}
	return o.Schema.Relation(schema, name)
}

// sub rewrites a statement of its own over tables that are about to be.
func (r *Rewriter) sub(relations []*analysis.Relation, statement *pgquery.Node) (*pgquery.Node, error) {
	inner := *r
	inner.Schema = overlay{r.Schema, relations}
	inner.typed, inner.Before, inner.Declared, inner.Constraints, inner.expressions = nil, nil, nil, nil, nil
	err := inner.Rewrite(statement)
	return statement, err
}

func rangeOf(relation *analysis.Relation) *pgquery.Node {
	return pgquery.MakeSimpleRangeVarNode(relation.Name, -1)
}

// insertion writes a value into the first column of a table, of another's rows or of none.
func insertion(into *analysis.Relation, value *pgquery.Node, from *analysis.Relation) *pgquery.Node {
	s := &pgquery.SelectStmt{LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE}
	if from != nil {
		s.FromClause, s.TargetList = []*pgquery.Node{rangeOf(from)}, []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(value, -1)}
	} else {
		s.ValuesLists = []*pgquery.Node{pgquery.MakeListNode([]*pgquery.Node{value})}
	}
	return &pgquery.Node{Node: &pgquery.Node_InsertStmt{InsertStmt: &pgquery.InsertStmt{
		Relation: rangeOf(into).GetRangeVar(), Override: pgquery.OverridingKind_OVERRIDING_NOT_SET,
		Cols:       []*pgquery.Node{pgquery.MakeResTargetNodeWithName(into.Columns[0].Name, -1)},
		SelectStmt: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: s}}}}}
}

// defaults rewrites the default of a column.
func (r *Rewriter) defaults(relation *analysis.Relation, d *pgquery.ColumnDef) error {
	declared := r.Declared[len(r.Declared)-1]
	for _, n := range d.Constraints {
		c := n.GetConstraint()
		if c.GetContype() != pgquery.ConstrType_CONSTR_DEFAULT || relation == nil {
			continue
		}
		shown, expression, err := r.defaultExpression(relation, declared.Name, declared.Type, c.RawExpr)
		if err != nil {
			return err
		}
		r.Declared[len(r.Declared)-1].Default = shown
		r.keep(c, expression)
	}
	return nil
}

// keep puts a rewritten expression aside until the definition around it is rewritten.
func (r *Rewriter) keep(c *pgquery.Constraint, expression *pgquery.Node) {
	if r.expressions == nil {
		r.expressions = map[*pgquery.Constraint]*pgquery.Node{}
	}
	r.expressions[c], c.RawExpr = expression, null()
}

// defaultExpression gives a default as PostgreSQL shows it, and as the engine takes it.
func (r *Rewriter) defaultExpression(relation *analysis.Relation, column string, to analysis.Type, e *pgquery.Node) (string, *pgquery.Node, error) {
	if nextvalCall(e) || isNull(e) {
		return "", e, nil
	}
	err := walk(e, func(n *pgquery.Node) error {
		at := func(location int32) int {
			if r.Position == nil {
				return int(location) + 1
			}
			return r.Position(location)
		}
		if ref := n.GetColumnRef(); ref != nil {
			return pgerr.New(pgerr.FeatureNotSupported, "cannot use column reference in DEFAULT expression").At(at(ref.Location))
		}
		if l := n.GetSubLink(); l != nil {
			return pgerr.New(pgerr.FeatureNotSupported, "cannot use subquery in DEFAULT expression").At(at(l.Location))
		}
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	into := *relation
	into.Columns = []analysis.Column{{Name: column, Type: to}}
	shown := r.show([]*analysis.Relation{&into}, insertion(&into, e, nil), e)
	rewritten, err := r.sub([]*analysis.Relation{&into}, insertion(&into, clone(e), nil))
	var refused *pgerr.Error
	if errors.As(err, &refused) && refused.Code == pgerr.DatatypeMismatch {
		refused.Message, refused.Position = strings.Replace(refused.Message, "but expression is", "but default expression is", 1), 0
	}
	if err != nil {
		return "", nil, err
	}
	return shown, rewritten.GetInsertStmt().SelectStmt.GetSelectStmt().ValuesLists[0].GetList().Items[0], nil
}

// check rewrites a check's expression.
func (r *Rewriter) check(relation *analysis.Relation, c *pgquery.Constraint) error {
	declared := DeclaredConstraint{Name: c.Conname, Kind: 'c'}
	if relation != nil {
		query := func(e *pgquery.Node) *pgquery.Node {
			return &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: &pgquery.SelectStmt{
				LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
				TargetList: []*pgquery.Node{pgquery.MakeResTargetNodeWithVal(integer(1), -1)}, FromClause: []*pgquery.Node{rangeOf(relation)}, WhereClause: e}}}
		}
		declared.Expression = r.show([]*analysis.Relation{relation}, query(c.RawExpr), c.RawExpr)
		rewritten, err := r.sub([]*analysis.Relation{relation}, query(clone(c.RawExpr)))
		var refused *pgerr.Error
		if errors.As(err, &refused) {
			refused.Message = strings.NewReplacer("argument of WHERE", "argument of CHECK", "in WHERE", "in check constraints").Replace(refused.Message)
		}
		if err != nil {
			return err
		}
		r.keep(c, rewritten.GetSelectStmt().WhereClause)
	}
	r.Constraints = append(r.Constraints, declared)
	return nil
}

func nextvalCall(n *pgquery.Node) bool {
	return lastName(n.GetFuncCall().GetFuncname()) == "nextval"
}
