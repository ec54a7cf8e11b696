package pgfunc

import (
	"strings"
	"unicode/utf8"
)

// areMatch takes a text apart.
type areMatch struct {
	*are
	text  string
	spans []int // pairs of the match and its groups, -1 for none
}

// find gives the leftmost match that begins at a place or after it, nil for none.
func (a *are) find(text string, from int) []int {
	if a.search.shortest(text, from, from, len(text)) < 0 {
		return nil
	}
	m := &areMatch{are: a, text: text, spans: make([]int, 2*a.groups+2)}
	for begin := from; begin <= len(text); {
		if m.at(begin) {
			return m.spans
		}
		_, size := utf8.DecodeRuneInString(text[begin:])
		begin += max(size, 1)
	}
	return nil
}

// at looks for a match that begins at a place, of the length that the expression prefers.
func (m *areMatch) at(begin int) bool {
	var ends []int
	m.tree.program.run(m.text, begin, len(m.text), func(end int) bool {
		ends = append(ends, end)
		return true
	})
	for i := range ends {
		end := ends[len(ends)-1-i]
		if m.tree.flags&areShorter != 0 {
			end = ends[i]
		}
		for k := range m.spans {
			m.spans[k] = -1
		}
		if m.takes(m.tree, begin, end) {
			m.spans[0], m.spans[1] = begin, end
			return true
		}
	}
	return false
}

// takes says whether a node matches a span exactly, and notes what its groups capture.
func (m *areMatch) takes(n *areNode, begin, end int) bool {
	ok := false
	switch n.op {
	case arePlain:
		ok = m.fits(n, begin, end)
	case areWrap:
		ok = m.takes(n.subs[0], begin, end)
	case areRefer:
		ok = m.refers(n, begin, end)
	case areChoice:
		for _, sub := range n.subs {
			if ok = m.fits(sub, begin, end) && m.takes(sub, begin, end); ok {
				break
			}
		}
	case areConcat:
		ok = m.concat(n, begin, end)
	case areIterate:
		ok = m.iterate(n, begin, end)
	}
	if ok && n.capture > 0 {
		m.spans[2*n.capture], m.spans[2*n.capture+1] = begin, end
	}
	return ok
}

// fits says whether a span is of a node's language.
func (m *areMatch) fits(n *areNode, begin, end int) bool {
	return n.program.shortest(m.text, begin, end, end) == end
}

// forget takes back what the groups of a node captured.
func (m *areMatch) forget(n *areNode) {
	if n.capture > 0 {
		m.spans[2*n.capture], m.spans[2*n.capture+1] = -1, -1
	}
	for _, sub := range n.subs {
		m.forget(sub)
	}
}

// concat divides a span at the places that the left node prefers.
func (m *areMatch) concat(n *areNode, begin, end int) bool {
	left, right := n.subs[0], n.subs[1]
	var middles []int
	left.program.run(m.text, begin, end, func(middle int) bool {
		middles = append(middles, middle)
		return true
	})
	for i := range middles {
		middle := middles[len(middles)-1-i]
		if left.flags&areShorter != 0 {
			middle = middles[i]
		}
		if m.fits(right, middle, end) {
			if m.takes(left, begin, middle) && m.takes(right, middle, end) {
				return true
			}
			m.forget(left)
			m.forget(right)
		}
	}
	return false
}

// iterate divides a span into repetitions, each as long, or as short, as it may be.
func (m *areMatch) iterate(n *areNode, begin, end int) bool {
	sub, least := n.subs[0], max(n.min, 1)
	most := end - begin
	if n.max != unbounded {
		most = min(most, n.max)
	}
	most = max(most, least)
	var divide func(at, k int) bool
	divide = func(at, k int) bool { // the kth repetition begins at a place
		var ends []int
		sub.program.run(m.text, at, end, func(e int) bool {
			ends = append(ends, e)
			return true
		})
		for i := range ends {
			e := ends[len(ends)-1-i]
			if sub.flags&areShorter != 0 {
				e = ends[i]
			}
			if e == at && e != end && (k >= least || least-k < end-e) {
				continue // an empty one that nothing asks for
			}
			if e != end && k >= most || e == end && k < least && e != at {
				continue
			}
			m.forget(sub)
			if !m.takes(sub, at, e) {
				continue
			}
			if e == end && k >= least || k < most && divide(e, k+1) {
				return true
			}
		}
		return false
	}
	nothing := n.min == 0 && begin == end // the last choice, or the first of what prefers less
	return nothing && sub.flags&areShorter != 0 || divide(begin, 1) || nothing
}

// refers says whether a span is what a group captured, as often as asked.
func (m *areMatch) refers(n *areNode, begin, end int) bool {
	from, to := m.spans[2*n.refers], m.spans[2*n.refers+1]
	if from < 0 {
		return false
	}
	captured, span := m.text[from:to], m.text[begin:end]
	switch {
	case captured == "":
		return span == ""
	case span == "":
		return n.min == 0
	}
	times := 0
	for span != "" {
		if len(span) < len(captured) {
			return false
		}
		if part := span[:len(captured)]; part != captured && !(m.fold && strings.EqualFold(part, captured)) {
			return false
		}
		span = span[len(captured):]
		times++
	}
	return times >= n.min && (n.max == unbounded || times <= n.max)
}
