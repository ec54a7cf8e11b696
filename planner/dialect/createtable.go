package dialect

import (
	"regexp"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// createTable rewrites CREATE TABLE: a serial column gets its sequence, and a limit to
// the length of a text becomes a check, which is what the catalogs read it from.
func (r *Rewriter) createTable(x *pgquery.CreateStmt) error {
	switch {
	case x.Partspec != nil || x.Partbound != nil:
		return unsupported("partitioned tables are not supported")
	case len(x.InhRelations) > 0:
		return unsupported("table inheritance is not supported")
	case x.OfTypename != nil:
		return unsupported("typed tables are not supported")
	case x.Oncommit > pgquery.OnCommitAction_ONCOMMIT_PRESERVE_ROWS:
		return unsupported("ON COMMIT DROP and ON COMMIT DELETE ROWS are not supported")
	}
	temporary(x.Relation)
	x.Options, x.Tablespacename, x.AccessMethod, x.Oncommit = nil, "", "", pgquery.OnCommitAction_ONCOMMIT_NOOP
	var checks []*pgquery.Node
	for _, n := range x.TableElts {
		switch e := n.GetNode().(type) {
		case *pgquery.Node_ColumnDef:
			check, err := r.column(x, e.ColumnDef)
			if err != nil {
				return err
			}
			if check != nil {
				checks = append(checks, check)
			}
		case *pgquery.Node_TableLikeClause:
			return unsupported("CREATE TABLE … (LIKE …) is not supported")
		case *pgquery.Node_Constraint:
			if err := constraint(e.Constraint); err != nil {
				return err
			}
		}
	}
	x.TableElts = append(x.TableElts, checks...)
	return nil
}

// serials are the types that are an integer with a sequence
// (https://www.postgresql.org/docs/15/datatype-numeric.html#DATATYPE-SERIAL).
var serials = map[string]string{
	"serial": "int4", "serial4": "int4", "bigserial": "int8", "serial8": "int8", "smallserial": "int2", "serial2": "int2",
}

// limited are the types of text that may have a limit.
var limited = map[string]bool{"varchar": true, "bpchar": true}

// column rewrites a column's definition and gives the check that it needs besides.
func (r *Rewriter) column(table *pgquery.CreateStmt, d *pgquery.ColumnDef) (check *pgquery.Node, err error) {
	var kept []*pgquery.Node
	automatic := false
	for _, n := range d.Constraints {
		c := n.GetConstraint()
		switch c.Contype {
		case pgquery.ConstrType_CONSTR_IDENTITY:
			if c.GeneratedWhen != "d" {
				return nil, unsupported("GENERATED ALWAYS AS IDENTITY is not supported")
			}
			automatic = true
			continue
		case pgquery.ConstrType_CONSTR_GENERATED:
			return nil, unsupported("generated columns are not supported")
		}
		if err := constraint(c); err != nil {
			return nil, err
		}
		kept = append(kept, n)
	}
	d.Constraints = kept
	name := lastName(d.TypeName.GetNames())
	if plain, ok := serials[name]; ok && len(d.TypeName.ArrayBounds) == 0 {
		d.TypeName, automatic = namedType(plain), true
	}
	if automatic {
		r.automatic(table, d)
	}
	if !limited[name] || len(d.TypeName.Typmods) != 1 || len(d.TypeName.ArrayBounds) > 0 {
		return nil, nil
	}
	if name == "bpchar" {
		return nil, unsupported("type character(n) is not supported; use text")
	}
	limit := d.TypeName.Typmods[0]
	d.TypeName = namedType("varchar")
	length := pgquery.MakeAExprNode(pgquery.A_Expr_Kind_AEXPR_OP, []*pgquery.Node{str("<=")},
		call("len", &pgquery.Node{Node: &pgquery.Node_ColumnRef{ColumnRef: &pgquery.ColumnRef{Fields: []*pgquery.Node{str(d.Colname)}, Location: -1}}}), limit, -1)
	return &pgquery.Node{Node: &pgquery.Node_Constraint{Constraint: &pgquery.Constraint{Contype: pgquery.ConstrType_CONSTR_CHECK, RawExpr: length, InitiallyValid: true, Location: -1}}}, nil
}

// automatic gives a column a sequence of its own, named as PostgreSQL does.
func (r *Rewriter) automatic(table *pgquery.CreateStmt, d *pgquery.ColumnDef) {
	name := table.Relation.Relname + "_" + d.Colname + "_seq"
	sequence := &pgquery.RangeVar{Schemaname: table.Relation.Schemaname, Relname: name, Inh: true, Relpersistence: table.Relation.Relpersistence, Location: -1}
	r.Before = append(r.Before, &pgquery.Node{Node: &pgquery.Node_CreateSeqStmt{CreateSeqStmt: &pgquery.CreateSeqStmt{Sequence: sequence, IfNotExists: table.IfNotExists}}})
	path := quoted(name)
	if sequence.Schemaname != "" {
		path = quoted(sequence.Schemaname) + "." + path
	}
	d.Constraints = append(d.Constraints,
		&pgquery.Node{Node: &pgquery.Node_Constraint{Constraint: &pgquery.Constraint{Contype: pgquery.ConstrType_CONSTR_NOTNULL, Location: -1}}},
		&pgquery.Node{Node: &pgquery.Node_Constraint{Constraint: &pgquery.Constraint{Contype: pgquery.ConstrType_CONSTR_DEFAULT, RawExpr: call("nextval", text(path)), Location: -1}}})
}

// quoted writes a name as it stands in a text that is read as one.
func quoted(name string) string {
	if plainName.MatchString(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

var plainName = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

// constraint refuses what the engine does not hold.
func constraint(c *pgquery.Constraint) error {
	switch {
	case c.Contype == pgquery.ConstrType_CONSTR_EXCLUSION:
		return unsupported("exclusion constraints are not supported")
	case c.Deferrable || c.Initdeferred || c.Contype == pgquery.ConstrType_CONSTR_ATTR_DEFERRABLE:
		return unsupported("deferrable constraints are not supported")
	case c.NullsNotDistinct:
		return unsupported("NULLS NOT DISTINCT is not supported")
	case len(c.Including) > 0:
		return unsupported("constraints with INCLUDE are not supported")
	case c.FkDelAction != "" && c.FkDelAction != "a" && c.FkDelAction != "r", c.FkUpdAction != "" && c.FkUpdAction != "a" && c.FkUpdAction != "r":
		return unsupported("foreign keys with CASCADE, SET NULL or SET DEFAULT are not supported")
	}
	c.Options, c.Indexspace = nil, ""
	return nil
}
