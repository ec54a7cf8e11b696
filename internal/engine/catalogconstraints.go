package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/dialect"
)

type ownConstraint struct {
	OID         uint32 `json:"oid"`
	Name        string `json:"name"`
	Schema      uint32 `json:"schema"`
	Relation    uint32 `json:"relation"`
	Kind        string `json:"kind"` // p, u, c, f
	Keys        []int  `json:"keys"`
	Index       uint32 `json:"index"`
	Foreign     uint32 `json:"foreign"`
	ForeignKeys []int  `json:"foreign_keys,omitempty"`
	Definition  string `json:"definition"`
	Expression  string `json:"expression,omitempty"`

	columns        []string
	foreignTable   string
	foreignColumns []string
	engine         string // a check's expression in the engine's words
}

type ownIndex struct {
	OID        uint32   `json:"oid"`
	Relation   uint32   `json:"relation"`
	Unique     bool     `json:"unique"`
	Primary    bool     `json:"primary"`
	Keys       []int    `json:"keys"` // 0 for an expression
	Classes    []uint32 `json:"classes"`
	Collations []uint32 `json:"collations"`
	Columns    []string `json:"columns"` // as pg_get_indexdef gives them
	Definition string   `json:"definition"`

	name  string
	items []string // its columns and expressions in the engine's words; nil of a constraint's
}

type ownSequence struct {
	OID       uint32 `json:"oid"`
	Type      uint32 `json:"type"`
	Start     int64  `json:"start"`
	Increment int64  `json:"increment"`
	Min       int64  `json:"min"`
	Max       int64  `json:"max"`
	Cycle     bool   `json:"cycle"`
	Schema    string `json:"schema"`
	Name      string `json:"name"`
	Owner     uint32 `json:"owner"` // the table of the column that it is for
	Column    int    `json:"column"`
}

// inStore gives the relation of that name in the store's schema; temporary ones are in
// main there.
func (o *catalogObjects) inStore(schema, name string, temporary bool) *ownRelation {
	for i := range o.Relations {
		if r := &o.Relations[i]; r.Name == name && r.Store == schema && (r.Persistence == "t") == temporary {
			return r
		}
	}
	return nil
}

func (r *ownRelation) column(name string) *ownColumn {
	if i := slices.IndexFunc(r.Columns, func(c ownColumn) bool { return c.Name == name }); i >= 0 {
		return &r.Columns[i]
	}
	return nil
}

const ownDefaults = `
SELECT schema_name, table_name, column_name, NOT is_nullable, column_default, comment, database_name = 'temp' FROM duckdb_columns()
WHERE NOT internal AND database_name <> '` + dialect.CatalogDatabase + `' AND (NOT is_nullable OR column_default IS NOT NULL OR comment IS NOT NULL)`

// addColumns adds what only the engine's own list of columns tells.
func (s *session) addColumns(ctx context.Context, o *catalogObjects) error {
	return s.conn.Query(ctx, ownDefaults, func(row []any) error {
		text := texts(row)
		temporary, _ := row[6].(bool)
		r := o.inStore(text[0], text[1], temporary)
		if r == nil || r.Virtual {
			return nil
		}
		if c := r.column(text[2]); c != nil {
			note := readColumnNote(text[5])
			c.declare(note)
			c.Required, _ = row[3].(bool)
			if c.Initial = defaultText(text[4], c.Type); note.Default != "" {
				c.Initial = note.Default
			}
			if strings.HasPrefix(c.Initial, "nextval(") {
				c.sequence = c.Initial
			}
			if c.Identity = note.Identity; c.Identity != "" {
				c.Initial = ""
			}
			if note.Comment != "" {
				c.Comment = note.Comment
			}
		}
		return nil
	})
}

// texts gives the values of a row that are texts.
func texts(row []any) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i], _ = v.(string)
	}
	return out
}

var (
	stringLiteral = regexp.MustCompile(`^'(?:[^']|'')*'$`)
	nextValue     = regexp.MustCompile(`^nextval\(('(?:[^']|'')*')\)$`)
	castLiteral   = regexp.MustCompile(`^CAST\(('(?:[^']|'')*') AS "?(\w+)"?\)$`)
)

// defaultText writes a default's expression as PostgreSQL does, as far as its form
// tells.
func defaultText(expression string, oid uint32) string {
	if expression == "NULL" || strings.HasPrefix(expression, "CAST(NULL AS ") {
		return ""
	}
	if m := nextValue.FindStringSubmatch(expression); m != nil {
		return "nextval(" + m[1] + "::regclass)"
	}
	if m := castLiteral.FindStringSubmatch(expression); m != nil && strings.EqualFold(m[2], "boolean") {
		return map[string]string{"'t'": "true", "'f'": "false"}[m[1]]
	}
	if !stringLiteral.MatchString(expression) {
		return expression
	}
	if name, ok := longNames[oid]; ok {
		return expression + "::" + name
	}
	return expression + "::text"
}

// longNames are what format_type gives for the types of a literal.
var longNames = map[uint32]string{
	varcharOID: "character varying", jsonbOID: "jsonb", jsonOID: "json", dateOID: "date", uuidOID: "uuid", intervalOID: "interval",
	timestampOID: "timestamp without time zone", timestamptzOID: "timestamp with time zone",
}

const ownConstraints = `
SELECT schema_name, table_name, constraint_type, coalesce(expression, ''), to_json(constraint_column_names)::VARCHAR, coalesce(referenced_table, ''),
    to_json(referenced_column_names)::VARCHAR, database_name = 'temp'
FROM duckdb_constraints() WHERE database_name <> '` + dialect.CatalogDatabase + `' AND constraint_type <> 'NOT NULL'
ORDER BY schema_name, table_name, constraint_index`

// addConstraints adds the constraints under the names of their table's note, or those
// that PostgreSQL gives them (src/backend/commands/indexcmds.c, ChooseIndexName): the
// engine keeps none. A key has an index of its name.
func (s *session) addConstraints(ctx context.Context, o *catalogObjects) error {
	err := s.conn.Query(ctx, ownConstraints, func(row []any) error {
		text := texts(row)
		temporary, _ := row[7].(bool)
		r := o.inStore(text[0], text[1], temporary)
		if r == nil || r.Virtual {
			return nil
		}
		var columns, foreign []string
		_ = json.Unmarshal([]byte(text[4]), &columns) // the engine's own JSON
		_ = json.Unmarshal([]byte(text[6]), &foreign)
		o.constrain(r, text[2], text[3], text[5], columns, foreign, r.note.next(text[2]))
		return nil
	})
	for i := range o.Constraints {
		if c := &o.Constraints[i]; c.Kind == "f" { // now that all keys have their index
			c.Index = o.keyOf(c.Foreign, c.ForeignKeys)
		}
	}
	return err
}

func (o *catalogObjects) constrain(r *ownRelation, kind, expression, foreign string, columns, foreignColumns []string, note constraintNote) {
	c := ownConstraint{Schema: r.Schema, Relation: r.OID, Keys: r.numbers(columns), columns: columns}
	list := "(" + strings.Join(quoteIdents(columns), ", ") + ")"
	between := strings.Join(columns, "_")
	switch kind {
	case "PRIMARY KEY":
		c.Kind, c.Definition, c.Name = "p", "PRIMARY KEY "+list, r.Name+"_pkey"
	case "UNIQUE":
		c.Kind, c.Definition, c.Name = "u", "UNIQUE "+list, r.Name+"_"+between+"_key"
	case "CHECK":
		c.Kind, c.Expression, c.engine, c.Name = "c", expression, expression, r.Name+"_check"
		if note.Expression != "" {
			c.Expression = note.Expression
		}
		c.Definition = "CHECK (" + c.Expression + ")"
		if c.Keys = r.mentioned(expression); len(c.Keys) == 1 {
			c.Name = r.Name + "_" + r.Columns[c.Keys[0]-1].Name + "_check"
		}
		r.Checks++
	case "FOREIGN KEY":
		c.Kind, c.Name = "f", r.Name+"_"+between+"_fkey"
		c.foreignTable, c.foreignColumns = foreign, foreignColumns
		c.Definition = "FOREIGN KEY " + list + " REFERENCES " + quoteIdent(r.schema) + "." + quoteIdent(foreign) + "(" + strings.Join(quoteIdents(foreignColumns), ", ") + ")"
		if t := o.inStore(r.Store, foreign, r.Persistence == "t"); t != nil {
			c.Foreign, c.ForeignKeys = t.OID, t.numbers(foreignColumns)
		}
	default:
		return
	}
	if note.Name != "" {
		c.Name = note.Name
	}
	c.Name = o.unused(r, c.Name)
	c.OID = o.taken.of("constraint " + r.schema + "." + r.Name + "." + c.Name)
	if c.Kind == "p" || c.Kind == "u" {
		c.Index = o.index(r, c.Name, columns, true, c.Kind == "p", "")
	}
	o.Constraints = append(o.Constraints, c)
}

// keyOf gives the index of a key.
func (o *catalogObjects) keyOf(relation uint32, keys []int) uint32 {
	for _, i := range o.Indexes {
		if i.Relation == relation && slices.Equal(i.Keys, keys) {
			return i.OID
		}
	}
	return 0
}

// unused gives a constraint's name that no other of the schema has.
func (o *catalogObjects) unused(r *ownRelation, name string) string {
	for n := 0; ; n++ {
		candidate := name
		if n > 0 {
			candidate = fmt.Sprint(name, n)
		}
		if !slices.ContainsFunc(o.Constraints, func(c ownConstraint) bool { return c.Schema == r.Schema && c.Name == candidate }) {
			return candidate
		}
	}
}

// numbers gives the columns of those names.
func (r *ownRelation) numbers(names []string) (out []int) {
	for _, name := range names {
		if c := r.column(name); c != nil {
			out = append(out, c.Num)
		}
	}
	return out
}

// mentioned gives the columns whose names are in an expression, in its order.
func (r *ownRelation) mentioned(expression string) (out []int) {
	words := strings.FieldsFunc(expression, func(c rune) bool { return !strings.ContainsRune("_abcdefghijklmnopqrstuvwxyz0123456789", c) })
	for _, word := range words {
		if c := r.column(word); c != nil && !slices.Contains(out, c.Num) {
			out = append(out, c.Num)
		}
	}
	return out
}

// find gives the relation that a name means in a session.
func (o *catalogObjects) find(name planner.Name, s *session) *ownRelation {
	for i := range o.Relations {
		r := &o.Relations[i]
		if r.Name != name.Name {
			continue
		}
		if name.Schema == r.schema || name.Schema == "pg_temp" && r.Persistence == "t" || name.Schema == "" && s.visible[r.OID] {
			return r
		}
	}
	return nil
}

// over gives the views that read a relation, and those over them, the outermost first.
func (o *catalogObjects) over(r *ownRelation) (out []*ownRelation) {
	for i := range o.Relations {
		v := &o.Relations[i]
		if v == r || !slices.ContainsFunc(v.reads, func(n dialect.RelationName) bool {
			return n.Name == r.Name && (n.Schema == r.schema || n.Schema == "" && (r.schema == schema || r.schema == v.schema || r.Persistence == "t"))
		}) {
			continue
		}
		for _, outer := range append(o.over(v), v) {
			if !slices.Contains(out, outer) {
				out = append(out, outer)
			}
		}
	}
	return out
}

// kindName is the kind of relation in the words of DROP.
func (r *ownRelation) kindName() string {
	return map[string]string{"r": "table", "v": "view", "S": "sequence", "i": "index"}[r.Kind]
}
