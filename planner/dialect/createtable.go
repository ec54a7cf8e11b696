package dialect

import (
	"regexp"
	"slices"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
)

// createTable rewrites CREATE TABLE: a serial column gets its sequence, and the types
// that the engine does not have become Declared.
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
	for _, n := range x.TableElts {
		if d := n.GetColumnDef(); d != nil {
			if err := r.column(x, d); err != nil {
				return err
			}
		}
	}
	relation := r.declaredRelation(x.Relation)
	for _, n := range x.TableElts {
		switch e := n.GetNode().(type) {
		case *pgquery.Node_ColumnDef:
			if err := r.columnConstraints(relation, e.ColumnDef); err != nil {
				return err
			}
		case *pgquery.Node_TableLikeClause:
			return unsupported("CREATE TABLE … (LIKE …) is not supported")
		case *pgquery.Node_Constraint:
			if err := r.constraint(relation, e.Constraint); err != nil {
				return err
			}
		}
	}
	return nil
}

// declaredRelation is the table that is to be made.
func (r *Rewriter) declaredRelation(v *pgquery.RangeVar) *analysis.Relation {
	if r.Schema == nil {
		return nil
	}
	relation := &analysis.Relation{Schema: v.Schemaname, Name: v.Relname, Kind: 'r'}
	for i, c := range r.Declared {
		relation.Columns = append(relation.Columns, analysis.Column{Name: c.Name, Type: c.Type, Attr: int16(i + 1)})
	}
	return relation
}

// columnConstraints rewrites the default of a column and the constraints beside it.
func (r *Rewriter) columnConstraints(relation *analysis.Relation, d *pgquery.ColumnDef) error {
	at := slices.IndexFunc(r.Declared, func(c DeclaredColumn) bool { return c.Name == d.Colname })
	for _, n := range d.Constraints {
		c := n.GetConstraint()
		if err := r.constraint(relation, c); err != nil {
			return err
		}
		if c.Contype != pgquery.ConstrType_CONSTR_DEFAULT || relation == nil {
			continue
		}
		shown, expression, err := r.defaultExpression(relation, d.Colname, r.Declared[at].Type, c.RawExpr)
		if err != nil {
			return err
		}
		r.Declared[at].Default = shown
		r.keep(c, expression)
	}
	return nil
}

// constraintKinds are the constraints that have a name.
var constraintKinds = map[pgquery.ConstrType]byte{
	pgquery.ConstrType_CONSTR_PRIMARY: 'p', pgquery.ConstrType_CONSTR_UNIQUE: 'u', pgquery.ConstrType_CONSTR_FOREIGN: 'f',
}

// constraint rewrites a constraint and notes its name.
func (r *Rewriter) constraint(relation *analysis.Relation, c *pgquery.Constraint) error {
	if err := holdable(c); err != nil {
		return err
	}
	if c.Conname != "" && slices.ContainsFunc(r.Constraints, func(d DeclaredConstraint) bool { return d.Name == c.Conname }) {
		return pgerr.New("42710", "constraint %q for relation %q already exists", c.Conname, relation.Name)
	}
	if c.Contype == pgquery.ConstrType_CONSTR_CHECK {
		return r.check(relation, c)
	}
	if c.Pktable != nil && c.Pktable.Schemaname == "" && relation != nil {
		// The engine looks for the table again when rows change, in no schema of ours.
		if c.Pktable.Relname == relation.Name {
			if c.Pktable.Schemaname = relation.Schema; relation.Schema == "" {
				c.Pktable.Schemaname = r.CreatesIn
			}
		} else if t := r.Schema.Relation("", c.Pktable.Relname); t != nil && !strings.HasPrefix(t.Schema, "pg_temp") {
			c.Pktable.Schemaname = t.Schema
		}
	}
	if kind, ok := constraintKinds[c.Contype]; ok {
		if kind == 'p' && relation != nil && slices.ContainsFunc(r.Constraints, func(d DeclaredConstraint) bool { return d.Kind == 'p' }) {
			e := pgerr.New("42P16", "multiple primary keys for table %q are not allowed", relation.Name)
			if r.Position != nil {
				return e.At(r.Position(c.Location))
			}
			return e.At(int(c.Location) + 1)
		}
		r.Constraints = append(r.Constraints, DeclaredConstraint{Name: c.Conname, Kind: kind})
	}
	return nil
}

// serials are the types that are an integer with a sequence
// (https://www.postgresql.org/docs/15/datatype-numeric.html#DATATYPE-SERIAL).
var serials = map[string]string{
	"serial": "int4", "serial4": "int4", "bigserial": "int8", "serial8": "int8", "smallserial": "int2", "serial2": "int2",
}

// column rewrites a column's definition.
func (r *Rewriter) column(table *pgquery.CreateStmt, d *pgquery.ColumnDef) error {
	var kept []*pgquery.Node
	automatic, identity := false, byte(0)
	var options []*pgquery.Node
	for _, n := range d.Constraints {
		c := n.GetConstraint()
		switch c.Contype {
		case pgquery.ConstrType_CONSTR_IDENTITY:
			automatic, identity, options = true, c.GeneratedWhen[0], c.Options
			continue
		case pgquery.ConstrType_CONSTR_GENERATED:
			return unsupported("generated columns are not supported")
		}
		kept = append(kept, n)
	}
	d.Constraints = kept
	name := lastName(d.TypeName.GetNames())
	if plain, ok := serials[name]; ok && len(d.TypeName.ArrayBounds) == 0 {
		d.TypeName, automatic = namedType(plain), true
	}
	if automatic {
		r.automatic(table, d, options)
	}
	err := r.declare(d)
	if err == nil && keepsScales(table, d) {
		r.Declared[len(r.Declared)-1].Text = true
		d.TypeName = namedType("varchar")
	}
	if err == nil {
		r.Declared[len(r.Declared)-1].Identity = identity
	}
	return err
}

// automatic gives a column a sequence of its own, named as PostgreSQL does.
func (r *Rewriter) automatic(table *pgquery.CreateStmt, d *pgquery.ColumnDef, options []*pgquery.Node) {
	name := table.Relation.Relname + "_" + d.Colname + "_seq"
	sequence := &pgquery.RangeVar{Schemaname: table.Relation.Schemaname, Relname: name, Inh: true, Relpersistence: table.Relation.Relpersistence, Location: -1}
	r.Before = append(r.Before, &pgquery.Node{Node: &pgquery.Node_CreateSeqStmt{CreateSeqStmt: &pgquery.CreateSeqStmt{Sequence: sequence, IfNotExists: table.IfNotExists, Options: sequenceOptions(options)}}})
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

// holdable refuses what the engine does not hold.
func holdable(c *pgquery.Constraint) error {
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
