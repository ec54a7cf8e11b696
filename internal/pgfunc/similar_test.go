package pgfunc

import (
	"fmt"
	"strings"
	"testing"
)

func TestSimilar(t *testing.T) {
	real := realPostgres(t)
	texts := []string{"abc", "foobar", "a.c", "a%c", "", "aab", `a\c`, "a1b2", "éa", "a\nb", "]", "a+", "xyzxyz", "foo.bar@baz"}
	for _, pattern := range []string{"abc", "%(b|d)%", "(b|c)%", "a_c", `a\.c`, "a#%c", "a{2}b", "a[0-9]b[0-9]", `a\+`, "[%]", "a[_%]c", "%", "", "_", "[^a]%", "(%)(%)",
		`[]]`, `[\\]`, `a\d%`, "a+", "a*b|c", "(a", "[a", "a|abc", `%#"o_b#"%`, `%#"x#"y#"z#"`, `%#"o%#"%`, `#"%#"b%`, `%#"`, `%#"b%`, "a^c", "a$", "é_", "[[:alpha:]]+", "%o#\"%#\"", "(x|xy)#\"%#\"(z|yz)%"} {
		for _, escape := range []string{`\`, "#", "", "ab"} {
			for _, text := range texts {
				if strings.Contains(text, "é") && strings.Contains(pattern, "[[:alpha:]]") {
					continue // to the classes, letters beyond ASCII are none
				}
				yes, err := Similar(text, pattern, escape)
				if codeOf(err) == "0A000" {
					continue
				}
				real.compare(fmt.Sprintf("SELECT (%s SIMILAR TO %s ESCAPE %s)::text", literal(text), literal(pattern), literal(escape)), fmt.Sprint(yes), err)
				part, ok, err := SimilarPart(text, pattern, escape)
				shown := "none"
				if ok {
					shown = "<" + part + ">"
				}
				real.compare(fmt.Sprintf("SELECT coalesce('<' || substring(%s similar %s escape %s) || '>', 'none')", literal(text), literal(pattern), literal(escape)), shown, err)
			}
		}
	}
}
