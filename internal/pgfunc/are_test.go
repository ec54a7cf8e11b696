package pgfunc

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// regexMaker writes expressions of everything that the syntax has.
type regexMaker struct {
	*rand.Rand
	groups int
}

func (m *regexMaker) one(of ...string) string { return of[m.IntN(len(of))] }

func (m *regexMaker) choice(depth int) string {
	branches := []string{m.branch(depth)}
	for m.IntN(4) == 0 {
		branches = append(branches, m.branch(depth))
	}
	return strings.Join(branches, "|")
}

func (m *regexMaker) branch(depth int) string {
	var b strings.Builder
	for range 1 + m.IntN(3) {
		b.WriteString(m.piece(depth))
	}
	return b.String()
}

func (m *regexMaker) piece(depth int) string {
	var atom string
	switch k := m.IntN(12); {
	case k == 0:
		return m.one("^", "$", `\m`, `\M`, `\y`, `\Y`, `\A`, `\Z`)
	case k == 1 && depth > 0:
		return m.one("(?=", "(?!", "(?<=", "(?<!") + strings.ReplaceAll(m.choice(0), `\1`, "a") + ")"
	case k < 5 && depth > 0:
		m.groups++
		atom = "(" + m.choice(depth-1) + ")"
	case k == 5 && depth > 0:
		atom = "(?:" + m.choice(depth-1) + ")"
	case k == 6 && m.groups > 0:
		atom = `\1`
	default:
		atom = m.one("a", "b", "c", ".", "[ab]", "[^a]", `\w`, "ab")
	}
	if m.IntN(5) < 2 {
		atom += m.one("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,1}?", "{2,}", "{1,3}?", "{0}")
	}
	return atom
}

// TestARE compares matches and their groups of generated expressions with PostgreSQL's.
func TestARE(t *testing.T) {
	real := realPostgres(t)
	m := &regexMaker{Rand: rand.New(rand.NewPCG(1, 2))}
	for range 1500 {
		m.groups = 0
		pattern := m.choice(2)
		for _, s := range []string{"abcab", "aabbcc", "baab a", ""} {
			tail := fmt.Sprintf("(%s COLLATE \"C\", %s, 'g')", literal(s), literal(pattern))
			var matched []*string
			r, err := CompileRegex(pattern, "g", true)
			if err == nil {
				matched, err = r.MatchAll(s)
			}
			real.compare("SELECT coalesce(string_agg(coalesce(x, '~'), '|'), '') FROM (SELECT unnest(m) AS x FROM regexp_matches"+tail+" m) y", joined(matched), err)
		}
	}
}
