package analysis

import "github.com/trailgres/trailgres/internal/pgerr"

// farthest is the greatest distance of a column that is suggested (MAX_FUZZY_DISTANCE
// of parse_relation.c).
const farthest = 3

// suggestion is the best that was found for a missing column (FuzzyAttrMatchState).
type suggestion struct {
	distance      int
	first, second *entry
	firstColumn   string
	secondColumn  string
}

// missingColumn is errorMissingColumn.
func (s *scope) missingColumn(relation, column string, location int32) {
	e := pgerr.New(codeUndefinedColumn, "column %s does not exist", quoted(column))
	if relation != "" {
		e = pgerr.New(codeUndefinedColumn, "column %s.%s does not exist", relation, column)
	}
	exact, best := s.closest(relation, column, location)
	switch {
	case exact != nil:
		_ = e.WithHint("There is a column named %s in table %s, but it cannot be referenced from this part of the query.", quoted(column), quoted(exact.name))
	case best.second != nil:
		_ = e.WithHint(`Perhaps you meant to reference the column "%s.%s" or the column "%s.%s".`,
			best.first.name, best.firstColumn, best.second.name, best.secondColumn)
	case best.first != nil:
		_ = e.WithHint(`Perhaps you meant to reference the column "%s.%s".`, best.first.name, best.firstColumn)
	}
	s.a.failWith(location, e)
}

// closest is searchRangeTableForCol.
func (s *scope) closest(relation, column string, location int32) (exact *entry, best suggestion) {
	best.distance = farthest + 1
	for p := s; p != nil; p = p.parent {
		for _, e := range p.entries {
			if e.kind == entryJoin {
				continue
			}
			penalty := 0
			if relation != "" {
				penalty = min(levenshtein(relation, e.name), farthest+2)
			}
			found := false
			for _, c := range e.columns {
				if c.name == column {
					if found {
						s.fail(location, codeAmbiguousColumn, "column reference %s is ambiguous", quoted(column))
					}
					found = true
				}
				best.consider(e, c.name, column, penalty)
			}
			if _, ok := systemColumns[column]; ok && e.kind == entryRelation && e.relation.Kind == 'r' {
				found = true
			}
			if found && penalty == 0 {
				return e, suggestion{}
			}
		}
	}
	return nil, best
}

// consider is updateFuzzyAttrMatchState.
func (b *suggestion) consider(e *entry, actual, wanted string, penalty int) {
	if penalty > b.distance || actual == "" {
		return
	}
	d := levenshtein(actual, wanted)
	if limit := b.distance + 1 - penalty; d > limit {
		d = limit + 1
	}
	if d > len(wanted)/2 {
		return
	}
	d += penalty
	switch {
	case d < b.distance:
		*b = suggestion{distance: d, first: e, firstColumn: actual}
	case d > b.distance:
	case b.second != nil:
		*b = suggestion{distance: d - 1}
	case b.first != nil:
		b.second, b.secondColumn = e, actual
	case b.distance <= farthest:
		b.first, b.firstColumn = e, actual
	}
}

// levenshtein gives the number of characters to insert, delete or replace.
func levenshtein(from, to string) int {
	x, y := []rune(from), []rune(to)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		last := row[0]
		row[0] = i + 1
		for j := range y {
			cost := last
			if x[i] != y[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, last+1)
		}
	}
	return row[len(y)]
}
