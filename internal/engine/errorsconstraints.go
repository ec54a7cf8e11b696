package engine

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/planner"
)

// targetOf gives the table that a statement changes, as the session last saw the
// definitions; nil when it is not known.
func (s *session) targetOf(p *planner.Statement) (*catalogObjects, *ownRelation) {
	if s == nil || s.named == nil || p == nil {
		return nil, nil
	}
	i := p.Info()
	found := s.named.Relation(i.TargetSchema, i.Target)
	if found == nil {
		return nil, nil
	}
	objects := s.named.objects
	for n := range objects.Relations {
		if objects.Relations[n].OID == found.OID {
			return objects, &objects.Relations[n]
		}
	}
	return nil, nil
}

// constraints gives the constraints of a table that are of some kinds.
func (o *catalogObjects) constraints(r *ownRelation, kinds string) (out []*ownConstraint) {
	if r == nil {
		return nil
	}
	for i := range o.Constraints {
		if c := &o.Constraints[i]; c.Relation == r.OID && strings.Contains(kinds, c.Kind) {
			out = append(out, c)
		}
	}
	return out
}

// uniques gives what keeps the rows of a table apart: its keys, and the unique indexes
// beside them.
func (o *catalogObjects) uniques(r *ownRelation) (out []*ownConstraint) {
	out = o.constraints(r, "pu")
	if r == nil {
		return out
	}
	for _, x := range o.Indexes {
		if x.Relation != r.OID || !x.Unique || slices.ContainsFunc(out, func(c *ownConstraint) bool { return c.Index == x.OID }) {
			continue
		}
		for _, named := range o.Relations {
			if named.OID == x.OID {
				out = append(out, &ownConstraint{Name: named.Name, Kind: "x", columns: x.Columns})
			}
		}
	}
	return out
}

// duplicateKey names the constraint as the catalogs do. The engine tells the columns
// when the other row is in the table; when it is of the same statement, the values
// alone.
func duplicateKey(s *session, m []string, p *planner.Statement) *pgerr.Error {
	objects, r := s.targetOf(p)
	if r == nil {
		return pgerr.New(pgerr.UniqueViolation, "duplicate key value violates a unique constraint")
	}
	uniques := objects.uniques(r)
	for _, c := range uniques {
		if values := r.shown(c.columns, keyValues(c.columns, m[1])); values != nil && (strings.Contains(m[2], "primary key") == (c.Kind == "p")) {
			return duplicate(r, c, strings.Join(values, ", "))
		}
	}
	for _, c := range uniques {
		if len(uniques) == 1 || len(c.columns) == len(strings.Split(m[1], ", ")) {
			return duplicate(r, c, m[1])
		}
	}
	return pgerr.New(pgerr.UniqueViolation, "duplicate key value violates a unique constraint of relation %q", r.Name).
		WithDetail("Key (%s) already exists.", m[1])
}

func duplicate(r *ownRelation, c *ownConstraint, values string) *pgerr.Error {
	return pgerr.New(pgerr.UniqueViolation, "duplicate key value violates unique constraint %q", c.Name).
		WithDetail("Key (%s)=(%s) already exists.", strings.Join(c.columns, ", "), values).
		About(r.schema, r.Name, "", c.Name)
}

// keyValues reads "column: value, …"; nil when the columns are others.
func keyValues(columns []string, text string) []string {
	pattern := make([]string, len(columns))
	for i, c := range columns {
		pattern[i] = regexp.QuoteMeta(c) + ": (.*)"
	}
	m := regexp.MustCompile("(?s)^" + strings.Join(pattern, ", ") + "$").FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	return m[1:]
}

// shown gives the values of columns of addresses, which the engine writes as bytes, as
// addresses.
func (r *ownRelation) shown(columns, values []string) []string {
	for i := range values {
		c := r.column(columns[i])
		if c == nil || c.Type != inetOID && c.Type != cidrOID {
			continue
		}
		key := byteEscape.ReplaceAllStringFunc(values[i], func(escape string) string {
			code, _ := strconv.ParseUint(escape[2:], 16, 8)
			return string([]byte{byte(code)})
		})
		if len(key) < 2 || len(key) < int(key[0])+2 {
			continue
		}
		values[i] = pgfunc.InetKey([]byte(key), c.Type == cidrOID).String()
	}
	return values
}

// byteEscape is a byte that is no ASCII character in the engine's text of bytes.
var byteEscape = regexp.MustCompile(`\\x[0-9A-F]{2}`)

func missingValue(s *session, m []string, p *planner.Statement) *pgerr.Error {
	e := pgerr.New(pgerr.NotNullViolation, "null value in column %q of relation %q violates not-null constraint", m[2], m[1])
	if p != nil && p.Info().Tag == "ALTER TABLE" {
		e.Message = "column \"" + m[2] + "\" of relation \"" + m[1] + "\" contains null values"
	}
	if _, r := s.targetOf(p); r != nil {
		_ = e.About(r.schema, r.Name, m[2], "")
	}
	return e
}

func failedCheck(s *session, m []string, p *planner.Statement) *pgerr.Error {
	objects, r := s.targetOf(p)
	for _, c := range objects.constraints(r, "c") {
		if c.engine == m[2] || c.engine == "("+m[2]+")" {
			return pgerr.New("23514", "new row for relation %q violates check constraint %q", m[1], c.Name).
				About(r.schema, r.Name, "", c.Name)
		}
	}
	return pgerr.New("23514", "new row for relation %q violates a check constraint", m[1])
}

// foreignKey finds the constraint by the columns that the engine names: of the table that
// is referred to when there is no such row, else of the one that refers.
func foreignKey(s *session, m []string, p *planner.Statement) *pgerr.Error {
	objects, r := s.targetOf(p)
	if r == nil {
		return pgerr.New("23503", "a foreign key constraint is violated")
	}
	if strings.HasPrefix(m[2], "is still") {
		return stillReferenced(objects, r, m[1])
	}
	for _, c := range objects.constraints(r, "f") {
		values := keyValues(c.foreignColumns, m[1])
		if values == nil {
			continue
		}
		return pgerr.New("23503", "insert or update on table %q violates foreign key constraint %q", r.Name, c.Name).
			WithDetail("Key (%s)=(%s) is not present in table %q.", strings.Join(c.columns, ", "), strings.Join(values, ", "), c.foreignTable).
			About(r.schema, r.Name, "", c.Name)
	}
	return pgerr.New("23503", "insert or update on table %q violates a foreign key constraint", r.Name)
}

func stillReferenced(objects *catalogObjects, r *ownRelation, key string) *pgerr.Error {
	for i := range objects.Constraints {
		c := &objects.Constraints[i]
		values := keyValues(c.columns, key)
		if c.Kind != "f" || c.Foreign != r.OID || values == nil {
			continue
		}
		table, schema := "", ""
		for _, from := range objects.Relations {
			if from.OID == c.Relation {
				table, schema = from.Name, from.schema
			}
		}
		return pgerr.New("23503", "update or delete on table %q violates foreign key constraint %q on table %q", r.Name, c.Name, table).
			WithDetail("Key (%s)=(%s) is still referenced from table %q.", strings.Join(c.foreignColumns, ", "), strings.Join(values, ", "), table).
			About(schema, table, "", c.Name)
	}
	return pgerr.New("23503", "update or delete on table %q violates a foreign key constraint", r.Name)
}
