package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/analysis"
)

// definitions rewrites a statement that makes or changes local objects, and refuses
// what the engine would leave out.
func (r *Rewriter) definitions(n *pgquery.Node) error {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_CreateStmt:
		return r.createTable(x.CreateStmt)
	case *pgquery.Node_CreateTableAsStmt:
		return intoTable(x.CreateTableAsStmt.GetInto())
	case *pgquery.Node_ViewStmt:
		if x.ViewStmt.WithCheckOption != pgquery.ViewCheckOption_NO_CHECK_OPTION {
			return unsupported("WITH CHECK OPTION is not supported")
		}
		temporary(x.ViewStmt.View)
	case *pgquery.Node_IndexStmt:
		if err := r.keyable(x.IndexStmt); err != nil {
			return err
		}
		return createIndex(x.IndexStmt)
	case *pgquery.Node_CreateSeqStmt:
		return createSequence(x.CreateSeqStmt)
	case *pgquery.Node_AlterTableStmt:
		return r.alterTable(x.AlterTableStmt)
	}
	return nil
}

// temporary makes pg_temp.name the temporary object of that name.
func temporary(v *pgquery.RangeVar) {
	if v.GetSchemaname() == "pg_temp" {
		v.Schemaname, v.Relpersistence = "", "t"
	}
	if v.GetRelpersistence() == "u" { // nothing here is logged
		v.Relpersistence = "p"
	}
}

func intoTable(into *pgquery.IntoClause) error {
	if into.GetOnCommit() > pgquery.OnCommitAction_ONCOMMIT_PRESERVE_ROWS {
		return unsupported("ON COMMIT DROP and ON COMMIT DELETE ROWS are not supported")
	}
	temporary(into.GetRel())
	into.Options, into.TableSpaceName, into.AccessMethod, into.OnCommit = nil, "", "", pgquery.OnCommitAction_ONCOMMIT_NOOP
	return nil
}

// IndexName gives an index's name, the one that PostgreSQL would choose when it has none
// (src/backend/commands/indexcmds.c, ChooseIndexName).
func IndexName(x *pgquery.IndexStmt) string {
	if x.Idxname != "" {
		return x.Idxname
	}
	name := []string{x.Relation.Relname}
	for _, p := range x.IndexParams {
		e := p.GetIndexElem()
		column := e.Name
		if column == "" {
			column = analysis.IndexColumnName(e.Expr)
		}
		name = append(name, column)
	}
	return strings.Join(append(name, "idx"), "_")
}

// createIndex rewrites CREATE INDEX. The index's order and method do not matter to an
// answer.
func createIndex(x *pgquery.IndexStmt) error {
	switch {
	case x.WhereClause != nil:
		return unsupported("partial indexes are not supported")
	case len(x.IndexIncludingParams) > 0:
		return unsupported("indexes with INCLUDE are not supported")
	case x.NullsNotDistinct:
		return unsupported("NULLS NOT DISTINCT is not supported")
	case x.AccessMethod != "" && x.AccessMethod != "btree" && x.AccessMethod != "hash":
		return unsupported("access method %q is not supported", x.AccessMethod)
	}
	x.Idxname = IndexName(x)
	for _, p := range x.IndexParams {
		e := p.GetIndexElem()
		e.Ordering, e.NullsOrdering = pgquery.SortByDir_SORTBY_DEFAULT, pgquery.SortByNulls_SORTBY_NULLS_DEFAULT
		e.Opclass, e.Opclassopts, e.Collation = nil, nil, nil
	}
	x.AccessMethod, x.TableSpace, x.Options, x.Concurrent = "", "", nil, false
	return nil
}

// createSequence leaves the options that the engine has.
func createSequence(x *pgquery.CreateSeqStmt) error {
	temporary(x.Sequence)
	x.Options = sequenceOptions(x.Options)
	return nil
}

func sequenceOptions(all []*pgquery.Node) (options []*pgquery.Node) {
	for _, o := range all {
		switch d := o.GetDefElem(); d.Defname {
		case "increment", "minvalue", "maxvalue", "start", "cycle":
			if d.Arg != nil {
				options = append(options, o)
			}
		}
	}
	return options
}

// alterations are the actions that the engine takes.
var alterations = map[pgquery.AlterTableType]bool{
	pgquery.AlterTableType_AT_AddColumn: true, pgquery.AlterTableType_AT_DropColumn: true, pgquery.AlterTableType_AT_AlterColumnType: true,
	pgquery.AlterTableType_AT_ColumnDefault: true, pgquery.AlterTableType_AT_SetNotNull: true, pgquery.AlterTableType_AT_DropNotNull: true,
	pgquery.AlterTableType_AT_AddConstraint: true,
}

func (r *Rewriter) alterTable(x *pgquery.AlterTableStmt) error {
	var all []*pgquery.Node
	for _, n := range x.Cmds {
		c := n.GetAlterTableCmd()
		if !alterations[c.Subtype] {
			return unsupported("this form of ALTER TABLE is not supported")
		}
		all = append(all, n)
		if k := c.Def.GetConstraint(); k != nil {
			if k.Contype != pgquery.ConstrType_CONSTR_PRIMARY {
				return unsupported("ALTER TABLE … ADD CONSTRAINT is not supported but for a primary key")
			}
			r.Constraints = append(r.Constraints, DeclaredConstraint{Name: k.Conname, Kind: 'p'})
		}
		if c.Subtype == pgquery.AlterTableType_AT_ColumnDefault {
			if err := r.alteredDefault(x, c); err != nil {
				return err
			}
			continue
		}
		d := c.Def.GetColumnDef()
		if d == nil {
			continue
		}
		if serials[lastName(d.TypeName.GetNames())] != "" {
			return unsupported("a column of type %s cannot be added or changed to, only made with its table", lastName(d.TypeName.Names))
		}
		if err := r.alteredType(x, c, d); err != nil {
			return err
		}
		more, err := addedColumn(d)
		if err != nil {
			return err
		}
		all = append(all, more...)
	}
	x.Cmds = all
	return nil
}

// addedColumn takes from a new column what the engine has actions of their own for.
func addedColumn(d *pgquery.ColumnDef) ([]*pgquery.Node, error) {
	var kept, more []*pgquery.Node
	for _, n := range d.Constraints {
		switch n.GetConstraint().Contype {
		case pgquery.ConstrType_CONSTR_NULL:
		case pgquery.ConstrType_CONSTR_DEFAULT:
			kept = append(kept, n)
		case pgquery.ConstrType_CONSTR_NOTNULL:
			more = append(more, &pgquery.Node{Node: &pgquery.Node_AlterTableCmd{AlterTableCmd: &pgquery.AlterTableCmd{
				Subtype: pgquery.AlterTableType_AT_SetNotNull, Name: d.Colname, Behavior: pgquery.DropBehavior_DROP_RESTRICT}}})
		default:
			return nil, unsupported("a column with a constraint can be made with its table only")
		}
	}
	d.Constraints = kept
	return more, nil
}

// alteredDefault rewrites SET DEFAULT, and notes DROP DEFAULT.
func (r *Rewriter) alteredDefault(x *pgquery.AlterTableStmt, c *pgquery.AlterTableCmd) error {
	relation := r.relation(x.Relation)
	if relation == nil {
		return nil
	}
	declared := DeclaredColumn{Name: c.Name}
	if c.Def != nil {
		for _, column := range relation.Columns {
			if column.Name != c.Name {
				continue
			}
			shown, expression, err := r.defaultExpression(relation, c.Name, column.Type, c.Def)
			if err != nil {
				return err
			}
			declared.Default, c.Def = shown, expression
		}
	}
	r.Declared = append(r.Declared, declared)
	return nil
}
