package dialect

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// looks are the lookaheads at the beginning of a pattern, in RE2's words each a pattern of
// its own: ^(?!a)(?=b)c is found where ^a is not, ^b is and ^c is. Only whether there is a
// match can be told so, not where. The last pattern is the rest.
type looks struct {
	patterns []string
	negative []bool
	rest     string
}

// lookahead takes the lookaheads of a pattern apart; ok is false where there are others.
// One at the end that is not negative only has to follow.
func lookahead(source string) (l looks, ok bool) {
	l.rest = source
	body, anchored := strings.CutPrefix(source, "^")
	for anchored && (strings.HasPrefix(body, "(?=") || strings.HasPrefix(body, "(?!")) {
		end := groupEnd(body)
		if end < 0 {
			return l, false
		}
		l.patterns = append(l.patterns, "^(?:"+body[3:end]+")")
		l.negative = append(l.negative, body[2] == '!')
		body = body[end+1:]
		l.rest = "^" + body
	}
	if len(l.patterns) > 0 && strings.IndexAny(body, "*+?{") == 0 { // a constraint takes no quantifier
		return l, false
	}
	if at := strings.LastIndex(l.rest, "(?="); at >= 0 && groupEnd(l.rest[at:]) == len(l.rest)-at-1 && !escapedAt(l.rest, at) {
		l.rest = l.rest[:at] + "(?:" + l.rest[at+3:]
	}
	if branches(l.rest) {
		return l, false
	}
	l.patterns = append(l.patterns, l.rest)
	for i, p := range l.patterns {
		if l.patterns[i], ok = pattern(p); !ok {
			return l, false
		}
	}
	return l, true
}

// groupEnd gives where the group ends with which a pattern begins, -1 for nowhere.
func groupEnd(pattern string) int {
	end := -1
	eachSyntax(pattern, func(i, depth int) bool {
		if pattern[i] == ')' && depth == 0 {
			end = i
		}
		return end < 0
	})
	return end
}

// branches says whether a pattern is an alternation outside of all groups.
func branches(pattern string) bool {
	found := false
	eachSyntax(pattern, func(i, depth int) bool {
		found = found || pattern[i] == '|' && depth == 0
		return !found
	})
	return found
}

// eachSyntax visits the characters of a pattern that stand for no character, with the
// depth of the groups around them, until visit says no more.
func eachSyntax(pattern string, visit func(i, depth int) bool) {
	depth, class := 0, -1
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
			continue
		case class >= 0:
			if c == ']' && i > class+1 && !(i == class+2 && pattern[class+1] == '^') {
				class = -1
			}
			continue
		case c == '[':
			class = i
			continue
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
		if !visit(i, depth) {
			return
		}
	}
}

// escapedAt says whether a character has an odd number of backslashes before it.
func escapedAt(pattern string, i int) bool {
	n := 0
	for i > n && pattern[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// search gives a search for a pattern with lookaheads.
func (l looks) search(value *pgquery.Node, options string) *pgquery.Node {
	var tests []*pgquery.Node
	for i, p := range l.patterns {
		test := call("regexp_matches", clone(value), text(p), text(options))
		if i < len(l.negative) && l.negative[i] {
			test = not(test)
		}
		tests = append(tests, test)
	}
	return and(tests)
}
