package engine

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/trailgres/trailgres/planner/dialect"
)

const ownIndexes = `
SELECT schema_name, table_name, index_name, is_unique, expressions, coalesce(comment, ''), database_name = 'temp'
FROM duckdb_indexes() WHERE database_name <> '` + dialect.CatalogDatabase + `' ORDER BY schema_name, index_name`

// addIndexes adds the indexes of CREATE INDEX.
func (s *session) addIndexes(ctx context.Context, o *catalogObjects) error {
	return s.conn.Query(ctx, ownIndexes, func(row []any) error {
		text := texts(row)
		unique, _ := row[3].(bool)
		temporary, _ := row[6].(bool)
		r := o.inStore(text[0], text[1], temporary)
		if r == nil || r.Virtual {
			return nil
		}
		o.index(r, text[2], listItems(text[4]), unique, false, text[5])
		x := &o.Indexes[len(o.Indexes)-1]
		x.name, x.items = text[2], listItems(text[4])
		return nil
	})
}

// listItems takes apart the text of a list of expressions: [a, '(lower(b))'].
func listItems(list string) (out []string) {
	for _, m := range listItem.FindAllStringSubmatch(strings.TrimSuffix(strings.TrimPrefix(list, "["), "]"), -1) {
		if m[1] != "" {
			out = append(out, strings.ReplaceAll(m[1], `\'`, "'"))
		} else {
			out = append(out, strings.Trim(m[2], `"`))
		}
	}
	return out
}

var listItem = regexp.MustCompile(`(?:'((?:[^'\\]|\\.)*)'|([^,]+?))\s*(?:,\s*|$)`)

// defaultClasses are the default operator classes for btree of the types of columns
// (src/include/catalog/pg_opclass.dat).
var defaultClasses = map[uint32]uint32{
	boolOID: 10003, byteaOID: 10006, int2OID: 1979, int4OID: 1978, int8OID: 3124, float4OID: 1970, float8OID: 3123, textOID: 3126,
	varcharOID: 3126, numericOID: 3125, dateOID: 3122, timestampOID: 3128, timestamptzOID: 3127,
}

// index adds an index with its relation and gives its OID.
func (o *catalogObjects) index(r *ownRelation, name string, columns []string, unique, primary bool, comment string) uint32 {
	x := ownIndex{OID: o.taken.of("relation " + r.schema + "." + name), Relation: r.OID, Unique: unique, Primary: primary}
	relation := ownRelation{OID: x.OID, Schema: r.Schema, Name: name, Kind: "i", Persistence: r.Persistence, Comment: comment,
		Store: r.Store, schema: r.schema, Columns: []ownColumn{}}
	for i, column := range columns {
		c := r.column(column)
		shown := ownColumn{Num: i + 1, Name: column, Type: textOID, TypeMod: -1}
		if c != nil {
			shown.Type, shown.TypeMod = c.Type, c.TypeMod
			x.Keys = append(x.Keys, c.Num)
			x.Columns = append(x.Columns, quoteIdent(column))
		} else {
			expression := dialect.PlainExpression(column)
			x.Keys = append(x.Keys, 0)
			x.Columns = append(x.Columns, expression)
			if shown.Name = functionName(expression); shown.Name == "" {
				shown.Name = "expr"
			}
		}
		collation := uint32(0)
		if shown.Type == textOID || shown.Type == varcharOID {
			collation = 100
		}
		x.Classes, x.Collations = append(x.Classes, defaultClasses[shown.Type]), append(x.Collations, collation)
		relation.Columns = append(relation.Columns, shown)
	}
	kind := "INDEX"
	if unique {
		kind = "UNIQUE INDEX"
	}
	x.Definition = fmt.Sprintf("CREATE %s %s ON %s.%s USING btree (%s)", kind, quoteIdent(name), quoteIdent(r.schema), quoteIdent(r.Name), strings.Join(x.Columns, ", "))
	r.Indexed = true
	o.Indexes, o.Relations = append(o.Indexes, x), append(o.Relations, relation)
	return x.OID
}

// functionName gives the name of the function that an expression calls.
func functionName(expression string) string {
	name, _, called := strings.Cut(expression, "(")
	if !called || !plainIdent.MatchString(name) {
		return ""
	}
	return name
}

var plainIdent = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

// quoteIdent writes a name as PostgreSQL's quote_ident does, keywords apart.
func quoteIdent(name string) string {
	if plainIdent.MatchString(name) {
		return name
	}
	return quote(name)
}

func quoteIdents(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = quoteIdent(n)
	}
	return out
}

const ownSequences = `
SELECT schema_name, sequence_name, start_value, increment_by, min_value, max_value, cycle, temporary
FROM duckdb_sequences() WHERE database_name <> '` + dialect.CatalogDatabase + `'`

// addSequences adds the sequences. One that a column's default takes its values from,
// and that is named after the column, is the column's own.
func (s *session) addSequences(ctx context.Context, o *catalogObjects) error {
	return s.conn.Query(ctx, ownSequences, func(row []any) error {
		text := texts(row)
		temporary, _ := row[7].(bool)
		r := o.inStore(text[0], text[1], temporary)
		if r == nil {
			return nil
		}
		q := ownSequence{OID: r.OID, Type: int8OID, Schema: text[0], Name: text[1]}
		q.Start, _ = row[2].(int64)
		q.Increment, _ = row[3].(int64)
		q.Min, _ = row[4].(int64)
		q.Max, _ = row[5].(int64)
		q.Cycle, _ = row[6].(bool)
		for _, t := range o.Relations {
			for _, c := range t.Columns {
				if t.Schema == r.Schema && t.Name+"_"+c.Name+"_seq" == r.Name && c.sequence != "" {
					q.Owner, q.Column, q.Type = t.OID, c.Num, c.Type
					q.Max = min(q.Max, map[uint32]int64{int2OID: 1<<15 - 1, int4OID: 1<<31 - 1, int8OID: q.Max}[c.Type])
				}
			}
		}
		o.Sequences = append(o.Sequences, q)
		return nil
	})
}

// sequences gives the names, as SQL, of the sequences of a table's own columns.
func (r *ownRelation) sequences() (out []string) {
	for _, c := range r.Columns {
		name := r.Name + "_" + c.Name + "_seq"
		if strings.Contains(c.sequence, name) {
			full := quote(r.schema) + "." + quote(name)
			if r.Persistence == "t" {
				full = "temp." + quote(name)
			}
			out = append(out, full)
		}
	}
	return out
}
