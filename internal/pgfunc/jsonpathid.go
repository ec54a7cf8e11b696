package pgfunc

import (
	"strings"
)

// pathIDs makes the ids of keyvalue(): 10^10 times the number of the base object, which is
// the document, the variables, or an object that keyvalue() made, plus the place of the
// object in its base, as it is stored (src/include/utils/jsonb.h).
type pathIDs struct {
	used   bool // the path asks for ids
	base   int64
	nextID int64
}

const idsPerBase = 10_000_000_000

// setBase makes another object the base, and gives the one before.
func (p *pathIDs) setBase(id int64) (before int64) {
	before, p.base = p.base, id
	return before
}

// keyValue gives an object for each member of an object.
func (r *pathRun) keyValue(n *pathNode, it pathItem, found *[]pathItem) pathStatus {
	if it.v.Kind != KindObject {
		return r.fail("2203C", "jsonpath item method .%s() can only be applied to an object", pathNames[n.kind])
	}
	id := pathInteger(r.base*idsPerBase + int64(it.at))
	status := pathNone
	for _, m := range it.v.Members {
		if n.next == nil && found == nil {
			return pathFound
		}
		pair := JSON{Kind: KindObject, Members: []Member{{"id", id}, {"key", JSON{Kind: KindString, Text: m.Name}}, {"value", m.Value}}}
		before := r.setBase(r.nextID)
		r.nextID++
		status = r.next(n, pathItem{v: pair}, found)
		r.base = before
		if status == pathFailed || status == pathFound && found == nil {
			return status
		}
	}
	return status
}

// child gives an element or a member's value.
func (r *pathRun) child(it pathItem, i int) pathItem {
	switch {
	case r.used:
		return r.children(it)[i]
	case it.v.Kind == KindArray:
		return pathItem{v: it.v.Items[i]}
	}
	return pathItem{v: it.v.Members[i].Value}
}

// children gives the elements of an array, or the values of an object's members.
func (r *pathRun) children(it pathItem) []pathItem {
	out := make([]pathItem, 0, len(it.v.Items)+len(it.v.Members))
	for _, v := range it.v.Items {
		out = append(out, pathItem{v: v})
	}
	for _, m := range it.v.Members {
		out = append(out, pathItem{v: m.Value})
	}
	if r.used {
		at := contentAt(it.v, it.at)
		for i := range out {
			if !out[i].v.scalar() {
				at = aligned(at)
			}
			out[i].at = at
			at = storedEnd(out[i].v, at)
		}
	}
	return out
}

func aligned(at int) int { return (at + 3) &^ 3 }

// contentAt gives where the values of a container begin that is stored at a place: behind
// a word for itself, one for each name and value, and the names.
func contentAt(v JSON, at int) int {
	at += 4 + 4*len(v.Items) + 8*len(v.Members)
	for _, m := range v.Members {
		at += len(m.Name)
	}
	return at
}

// storedEnd gives where a value ends that is stored at a place.
func storedEnd(v JSON, at int) int {
	switch v.Kind {
	case KindString:
		return at + len(v.Text)
	case KindNumber:
		return aligned(at) + storedNumeric(v.Text)
	case KindArray, KindObject:
		at = contentAt(v, aligned(at))
		for _, item := range v.Items {
			at = storedEnd(item, at)
		}
		for _, m := range v.Members {
			at = storedEnd(m.Value, at)
		}
	}
	return at
}

// storedNumeric gives the size of a numeric (src/backend/utils/adt/numeric.c): four bytes
// of length, two of a short header or four of a long one, and two for each group of four
// digits without the zeros at both ends.
func storedNumeric(text string) int {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	scale := len(fraction)
	whole = strings.TrimLeft(whole, "0")
	whole = strings.Repeat("0", (groupDigits-len(whole)%groupDigits)%groupDigits) + whole
	fraction += strings.Repeat("0", (groupDigits-scale%groupDigits)%groupDigits)
	digits := strings.TrimLeft(whole+fraction, "0")
	first := (len(whole) + len(fraction) - len(digits)) / groupDigits // groups of zeros before
	weight := len(whole)/groupDigits - first - 1
	groups := (len(strings.TrimRight(whole+fraction, "0"))+groupDigits-1)/groupDigits - first
	if digits == "" {
		weight, groups = 0, 0
	}
	if scale <= 63 && weight >= -64 && weight <= 63 {
		return 6 + 2*groups
	}
	return 8 + 2*groups
}
