package planner

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/planner/dialect"
)

// Defining is what is more to be known of a Define.
type Defining struct {
	Objects   []Name // all that a DROP or TRUNCATE names
	Kind      string // what they are: table, view, sequence, index, schema
	Cascade   bool
	MissingOK bool     // IF EXISTS, or IF NOT EXISTS of a CREATE
	Replace   bool     // CREATE OR REPLACE
	NoRows    bool     // CREATE TABLE AS … WITH NO DATA
	Column    string   // that a COMMENT is on; the column or constraint that gets another name, "" for the table itself
	NewName   string   // that something gets
	Dropped   []string // the columns that ALTER TABLE drops
	IfMissing []string // those that it adds where there is none of the name
	IfThere   []string // those that it drops where there is one
	Index     string   // the name of a CREATE INDEX
}

// Name is an object's name; Schema is "" when it is not written.
type Name struct{ Schema, Name string }

func define(tag string, rel *pgquery.RangeVar) Info {
	return Info{Kind: Define, Tag: tag, Target: rel.GetRelname(), TargetSchema: rel.GetSchemaname(),
		Temporary: rel.GetRelpersistence() == "t" || rel.GetSchemaname() == "pg_temp"}
}

// Name is the target's name.
func (i Info) Name() Name { return Name{i.TargetSchema, i.Target} }

func (i Info) with(d Defining) Info {
	i.Defining = d
	return i
}

func definition(n *pgquery.Node) (Info, bool) {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_CreateStmt:
		return define("CREATE TABLE", x.CreateStmt.Relation).with(Defining{Kind: "table", MissingOK: x.CreateStmt.IfNotExists}), true
	case *pgquery.Node_CreateTableAsStmt:
		return createTableAs(x.CreateTableAsStmt)
	case *pgquery.Node_ViewStmt:
		return define("CREATE VIEW", x.ViewStmt.View).with(Defining{Kind: "view", Replace: x.ViewStmt.Replace}), true
	case *pgquery.Node_IndexStmt:
		return define("CREATE INDEX", x.IndexStmt.Relation).with(Defining{Kind: "index", MissingOK: x.IndexStmt.IfNotExists, Index: dialect.IndexName(x.IndexStmt)}), true
	case *pgquery.Node_CreateSeqStmt:
		return define("CREATE SEQUENCE", x.CreateSeqStmt.Sequence).with(Defining{Kind: "sequence", MissingOK: x.CreateSeqStmt.IfNotExists}), true
	case *pgquery.Node_CreateSchemaStmt:
		return createSchema(x.CreateSchemaStmt)
	case *pgquery.Node_AlterTableStmt:
		if x.AlterTableStmt.Objtype != pgquery.ObjectType_OBJECT_TABLE {
			return Info{}, false
		}
		return alterTable(x.AlterTableStmt), true
	case *pgquery.Node_RenameStmt:
		return rename(x.RenameStmt)
	case *pgquery.Node_TruncateStmt:
		return truncate(x.TruncateStmt), true
	case *pgquery.Node_CommentStmt:
		return comment(x.CommentStmt)
	case *pgquery.Node_DropStmt:
		return drop(x.DropStmt), true
	}
	return Info{}, false
}

func createTableAs(x *pgquery.CreateTableAsStmt) (Info, bool) {
	if x.Objtype != pgquery.ObjectType_OBJECT_TABLE {
		return Info{Kind: Unknown, Tag: "CREATE MATERIALIZED VIEW"}, true
	}
	i := define("SELECT", x.GetInto().GetRel()).with(Defining{Kind: "table", MissingOK: x.IfNotExists, NoRows: x.Into.GetSkipData()})
	if i.Defining.NoRows {
		i.Tag = "CREATE TABLE AS"
	}
	return i, true
}

func createSchema(x *pgquery.CreateSchemaStmt) (Info, bool) {
	if len(x.SchemaElts) > 0 || x.Authrole != nil {
		return Info{Kind: Unknown, Tag: "CREATE SCHEMA with AUTHORIZATION or objects"}, true
	}
	return Info{Kind: Define, Tag: "CREATE SCHEMA", Schemas: []string{x.Schemaname},
		Defining: Defining{Kind: "schema", MissingOK: x.IfNotExists}}, true
}

func alterTable(x *pgquery.AlterTableStmt) Info {
	d := Defining{Kind: "table", MissingOK: x.MissingOk}
	for _, n := range x.Cmds {
		if c := n.GetAlterTableCmd(); c.Subtype == pgquery.AlterTableType_AT_DropColumn {
			if c.MissingOk {
				d.IfThere = append(d.IfThere, c.Name)
			}
			d.Dropped, d.Cascade = append(d.Dropped, c.Name), d.Cascade || c.Behavior == pgquery.DropBehavior_DROP_CASCADE
		} else if c.Subtype == pgquery.AlterTableType_AT_AddColumn && c.MissingOk {
			d.IfMissing = append(d.IfMissing, c.Def.GetColumnDef().GetColname())
		}
	}
	return define("ALTER TABLE", x.Relation).with(d)
}

func rename(x *pgquery.RenameStmt) (Info, bool) {
	kind := x.RenameType
	if kind == pgquery.ObjectType_OBJECT_COLUMN {
		kind = x.RelationType
	}
	switch {
	case x.Relation == nil:
		return Info{}, false
	case kind == pgquery.ObjectType_OBJECT_TABCONSTRAINT:
		return define("ALTER TABLE", x.Relation).with(Defining{Kind: "constraint", MissingOK: x.MissingOk, Column: x.Subname, NewName: x.Newname}), true
	case kind == pgquery.ObjectType_OBJECT_TABLE:
		return define("ALTER TABLE", x.Relation).with(Defining{Kind: "table", MissingOK: x.MissingOk, Column: x.Subname, NewName: x.Newname}), true
	case kind == pgquery.ObjectType_OBJECT_VIEW && x.RenameType != pgquery.ObjectType_OBJECT_COLUMN:
		return define("ALTER VIEW", x.Relation).with(Defining{Kind: "view", MissingOK: x.MissingOk}), true
	}
	return Info{Kind: Unknown, Tag: "ALTER … RENAME of this kind of object"}, true
}

func truncate(x *pgquery.TruncateStmt) Info {
	if x.RestartSeqs {
		return Info{Kind: Unknown, Tag: "TRUNCATE … RESTART IDENTITY"}
	}
	i := Info{Kind: Define, Tag: "TRUNCATE TABLE", Defining: Defining{Kind: "table"}}
	for _, n := range x.Relations {
		rel := n.GetRangeVar()
		i.Defining.Objects = append(i.Defining.Objects, Name{rel.GetSchemaname(), rel.GetRelname()})
	}
	return i.firstTarget()
}

// firstTarget makes the first of the objects the target.
func (i Info) firstTarget() Info {
	if len(i.Defining.Objects) > 0 {
		i.TargetSchema, i.Target = i.Defining.Objects[0].Schema, i.Defining.Objects[0].Name
	}
	return i
}

// kinds are the objects that can be dropped and commented on.
var kinds = map[pgquery.ObjectType]string{
	pgquery.ObjectType_OBJECT_TABLE: "table", pgquery.ObjectType_OBJECT_VIEW: "view", pgquery.ObjectType_OBJECT_SCHEMA: "schema",
	pgquery.ObjectType_OBJECT_SEQUENCE: "sequence", pgquery.ObjectType_OBJECT_INDEX: "index", pgquery.ObjectType_OBJECT_COLUMN: "column",
}

// dropTags are the kinds of object that can be dropped.
var dropTags = map[string]string{
	"table": "DROP TABLE", "view": "DROP VIEW", "schema": "DROP SCHEMA", "sequence": "DROP SEQUENCE", "index": "DROP INDEX",
}

func drop(x *pgquery.DropStmt) Info {
	kind := kinds[x.RemoveType]
	tag, ok := dropTags[kind]
	if !ok {
		return Info{Kind: Unknown, Tag: "DROP of this kind of object"}
	}
	i := Info{Kind: Define, Tag: tag, Defining: Defining{Kind: kind,
		Cascade: x.Behavior == pgquery.DropBehavior_DROP_CASCADE, MissingOK: x.MissingOk}}
	for _, o := range x.Objects {
		if kind == "schema" {
			i.Schemas = append(i.Schemas, fieldName(o))
			continue
		}
		i.Defining.Objects = append(i.Defining.Objects, objectName(o, 0))
	}
	return i.firstTarget()
}

// objectName reads a qualified name, without so many parts at its end.
func objectName(n *pgquery.Node, less int) (name Name) {
	parts := n.GetList().GetItems()
	if last := len(parts) - 1 - less; last >= 0 {
		name.Name = fieldName(parts[last])
		if last > 0 {
			name.Schema = fieldName(parts[last-1])
		}
	}
	return name
}

func comment(x *pgquery.CommentStmt) (Info, bool) {
	i := Info{Kind: Define, Tag: "COMMENT", Defining: Defining{Kind: kinds[x.Objtype]}}
	switch i.Defining.Kind {
	case "", "schema":
		return Info{Kind: Unknown, Tag: "COMMENT on this kind of object"}, true
	case "column":
		i.Defining.Objects, i.Defining.Column = []Name{objectName(x.Object, 1)}, objectName(x.Object, 0).Name
	default:
		i.Defining.Objects = []Name{objectName(x.Object, 0)}
	}
	return i.firstTarget(), true
}

// Names says whether a DROP names the object.
func (d Defining) Names(schema, name string) bool {
	for _, o := range d.Objects {
		if o.Name == name && (o.Schema == "" || o.Schema == schema) {
			return true
		}
	}
	return false
}

// ViewText gives the query of a CREATE VIEW in PostgreSQL's words, "" for any other
// statement.
func (s *Statement) ViewText() string {
	tree, err := pgquery.Parse(s.Text)
	if err != nil || len(tree.Stmts) != 1 {
		return ""
	}
	return dialect.ViewText(tree.Stmts[0].Stmt)
}

// CommentText gives the text of a COMMENT.
func (s *Statement) CommentText() string { return s.node.GetCommentStmt().GetComment() }
