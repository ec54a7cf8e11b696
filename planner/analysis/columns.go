package analysis

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// systemColumns are the columns that every table has (heap.c).
var systemColumns = map[string]uint32{
	"ctid": tidType, "xmin": xidType, "cmin": cidType, "xmax": xidType, "cmax": cidType, "tableoid": oidType,
}

// systemAttr numbers them as SelfItemPointerAttributeNumber and so on do.
var systemAttr = map[string]int{"ctid": -2, "xmin": -3, "cmin": -4, "xmax": -5, "cmax": -6, "tableoid": -7}

// columnRef is transformColumnRef.
func (s *scope) columnRef(ref *pgquery.ColumnRef) *expr {
	names, star := fieldNames(ref.Fields)
	if star && len(names) > 0 {
		schema, relation, _ := s.splitName(append(names, "*"), ref.Location)
		it, owner := s.findItem(schema, relation, ref.Location)
		if it == nil {
			if s.anyOpen() {
				return &expr{kind: kindOpen, loc: ref.Location}
			}
			s.missingRelation(schema, relation, ref.Location)
		}
		return s.wholeRow(it, owner, ref.Location)
	}
	switch len(names) {
	case 0:
		s.fail(ref.Location, codeSyntax, "improper use of \"*\"")
	case 1:
		return s.plainColumn(names[0], ref.Location)
	}
	schema, relation, column := s.splitName(names, ref.Location)
	it, owner := s.findItem(schema, relation, ref.Location)
	if it == nil {
		if s.anyOpen() && schema == "" {
			return &expr{kind: kindOpen, loc: ref.Location}
		}
		s.missingRelation(schema, relation, ref.Location)
	}
	if e := s.itemColumn(it, owner, column, ref.Location); e != nil {
		return e
	}
	if it.names.open {
		return &expr{kind: kindOpen, loc: ref.Location}
	}
	row := s.wholeRow(it, owner, ref.Location)
	if e := s.callOrColumn(&call{names: []string{column}, args: []*expr{row}, location: ref.Location}); e != nil {
		return e
	}
	s.missingColumn(relation, column, ref.Location)
	return nil
}

// splitName takes a qualified column name apart.
func (s *scope) splitName(names []string, location int32) (schema, relation, column string) {
	n := len(names)
	column, relation = names[n-1], names[n-2]
	if n > 2 {
		schema = names[n-3]
	}
	if n == 4 && s.a.in.Database != "" && names[0] != s.a.in.Database {
		s.fail(location, codeUnsupported, "cross-database references are not implemented: %s", strings.Join(names, "."))
	}
	if n > 4 {
		s.fail(location, codeSyntax, "improper qualified name (too many dotted names): %s", strings.Join(names, "."))
	}
	return schema, relation, column
}

func fieldNames(fields []*pgquery.Node) (names []string, star bool) {
	for _, f := range fields {
		if f.GetAStar() != nil {
			return names, true
		}
		names = append(names, f.GetString_().GetSval())
	}
	return names, false
}

func (s *scope) plainColumn(name string, location int32) *expr {
	if e := s.findColumn(name, location); e != nil {
		return e
	}
	if it, owner := s.findItem("", name, location); it != nil {
		return s.wholeRow(it, owner, location)
	}
	if s.anyOpen() {
		return &expr{kind: kindOpen, loc: location}
	}
	s.missingColumn("", name, location)
	return nil
}

// anyOpen says whether something in reach may have columns that are not known.
func (s *scope) anyOpen() bool {
	for p := s; p != nil; p = p.parent {
		for _, it := range p.items {
			if it.entry.open {
				return true
			}
		}
	}
	return false
}

// findColumn is colNameToVar: the innermost level that has the name.
func (s *scope) findColumn(name string, location int32) *expr {
	for p := s; p != nil; p = p.parent {
		if e := s.levelColumn(p, name, location); e != nil {
			return e
		}
	}
	return nil
}

func (s *scope) levelColumn(p *scope, name string, location int32) *expr {
	var found *expr
	for _, it := range p.items {
		if !it.colsVisible || it.lateralOnly && !p.lateral {
			continue
		}
		e := s.itemColumn(it, p, name, location)
		if e == nil {
			continue
		}
		if found != nil {
			s.fail(location, codeAmbiguousColumn, "column reference %s is ambiguous", quoted(name))
		}
		s.lateralAllowed(p, it, location)
		found = e
	}
	return found
}

// itemColumn finds a column of one item (scanNSItemForColumn).
func (s *scope) itemColumn(it *item, owner *scope, name string, location int32) *expr {
	var found *expr
	for i, c := range it.names.columns {
		if c.name != name || c.hidden {
			continue
		}
		if found != nil {
			s.fail(location, codeAmbiguousColumn, "column reference %s is ambiguous", quoted(name))
		}
		e := *it.columns[i]
		e.loc, e.owner = location, owner
		found = &e
	}
	if found == nil && it.entry.kind == entryRelation && it.entry.relation.Kind == 'r' {
		if t, ok := systemColumns[name]; ok {
			return &expr{kind: kindVar, typ: plain(t), loc: location, entry: it.entry, attr: systemAttr[name], owner: owner, text: name}
		}
	}
	return found
}

func (s *scope) lateralAllowed(p *scope, it *item, location int32) {
	if !it.lateralOnly || it.lateralOK {
		return
	}
	e := pgerr.New(codeColumnReference, "invalid reference to FROM-clause entry for table %s", quoted(it.names.name))
	if it.entry == p.target {
		_ = e.WithHint("There is an entry for table %s, but it cannot be referenced from this part of the query.", quoted(it.names.name))
	} else {
		_ = e.WithDetail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.")
	}
	s.a.failWith(location, e)
}

// findItem is refnameNamespaceItem.
func (s *scope) findItem(schema, name string, location int32) (*item, *scope) {
	var relation *Relation
	if schema != "" {
		if relation = s.a.relation(schema, name); relation == nil {
			return nil, nil
		}
	}
	for p := s; p != nil; p = p.parent {
		var found *item
		for _, it := range p.items {
			if !it.relVisible || it.lateralOnly && !p.lateral {
				continue
			}
			if schema != "" && (it.entry.relation == nil || it.entry.alias != nil || it.entry.relation.OID != relation.OID) ||
				schema == "" && it.names.name != name {
				continue
			}
			if found != nil {
				s.fail(location, codeAmbiguousAlias, "table reference %s is ambiguous", quoted(name))
			}
			s.lateralAllowed(p, it, location)
			found = it
		}
		if found != nil {
			return found, p
		}
	}
	return nil, nil
}

// wholeRow is transformWholeRowRef.
func (s *scope) wholeRow(it *item, owner *scope, location int32) *expr {
	if it.entry.single && it.names == it.entry {
		e := *it.columns[0]
		e.loc, e.owner = location, owner
		return &e
	}
	if it.names != it.entry || it.entry.kind == entryJoin {
		row := &expr{kind: kindRow, typ: plain(recordType), loc: location}
		for i, c := range it.names.columns {
			e := *it.columns[i]
			e.loc, e.owner = location, owner
			row.args = append(row.args, &e)
			row.text += c.name + "\x00"
		}
		return row
	}
	if it.entry.open {
		return &expr{kind: kindOpen, loc: location}
	}
	return &expr{kind: kindVar, typ: plain(it.entry.rowType), loc: location, entry: it.entry, attr: wholeRow, owner: owner}
}

// missingRelation is errorMissingRTE.
func (s *scope) missingRelation(schema, name string, location int32) {
	e := s.searchEntry(schema, name)
	full := name
	if schema != "" {
		full = name
	}
	if e == nil {
		s.fail(location, codeUndefinedTable, "missing FROM-clause entry for table %s", quoted(full))
		return
	}
	err := pgerr.New(codeUndefinedTable, "invalid reference to FROM-clause entry for table %s", quoted(full))
	if e.alias != nil && e.name != name {
		if it, _ := s.findItem("", e.name, location); it != nil && it.entry == e {
			s.a.failWith(location, err.WithHint("Perhaps you meant to reference the table alias %s.", quoted(e.name)))
		}
	}
	s.a.failWith(location, err.WithHint("There is an entry for table %s, but it cannot be referenced from this part of the query.", quoted(e.name)))
}

// searchEntry is searchRangeTableForRel.
func (s *scope) searchEntry(schema, name string) *entry {
	var c *cte
	var relation *Relation
	if schema == "" {
		c, _ = s.findCTE(name)
	}
	if c == nil {
		relation = s.a.relation(schema, name)
	}
	for p := s; p != nil; p = p.parent {
		for _, e := range p.entries {
			if relation != nil && e.kind == entryRelation && e.relation.OID == relation.OID || c != nil && e.cte == c || e.name == name {
				return e
			}
		}
	}
	return nil
}

func quoted(s string) string { return `"` + s + `"` }

// quoteIdentifier is PostgreSQL's quote_identifier for names that are no keywords.
func quoteIdentifier(s string) string {
	for i, r := range s {
		if r >= 'a' && r <= 'z' || r == '_' || i > 0 && r >= '0' && r <= '9' {
			continue
		}
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
