package pgfunc

import (
	"fmt"
	"strings"
	"testing"
)

var regexPatterns = []string{
	"b", "a|ab|abc", "(a|b)+", "(foo|bar)=(\\d+)", "[[:alpha:]]+", "\\w+", "\\s", "x*", "a*", "^a", "c$", "^$", "", "(\\w)(\\w)?", "[^a-c]", "a{2}", "a{1,2}", "(a?)(ab)?", "o+?", "^(.*?)=(.*)$", "(.*?)=",
	"\\mfoo", "foo\\M", "\\yfoo\\y", "(?i)FOO", "(", ")", "[a", "*a", "a**", "a{2,1}", "a{300}", "[[:nope:]]", "\\", "a\\", "(?<=a)b", "(a)\\1", "[b-a]", "\\Ba", "\\x41", "\\u00e9", "é+", ".", "a.c", "***=a.c", "{", "a{,2}", "[]a]+", "[a\\]]+", "[\\d]+", "(?:ab)+", "(a(b)(c)?)", " +", "[0-9]",
}

var regexTexts = []string{"", "abc", "abcabc", "foo=12 bar=3", "aaa", "baaac", "a\nb", "Foo fooo", "éé a.c", "x]a]", "a1b2c", "{2}"}

// TestRegex compares with the locale C, to which letters beyond ASCII are none.
func TestRegex(t *testing.T) {
	real := realPostgres(t)
	refused := 0
	check := func(sql, ours string, err error) {
		if codeOf(err) == "0A000" {
			refused++
			return
		}
		real.compare(sql, ours, err)
	}
	for _, pattern := range regexPatterns {
		for _, s := range regexTexts {
			for _, flags := range []string{"", "g", "i", "n"} {
				tail := fmt.Sprintf("(%s COLLATE \"C\", %s, %s)", literal(s), literal(pattern), literal(flags))
				r, err := CompileRegex(pattern, flags, true)
				matched := []*string{}
				if err == nil {
					matched, err = r.MatchAll(s)
				}
				check("SELECT coalesce(string_agg(coalesce(x, '~'), '|'), '') FROM (SELECT unnest(m) AS x FROM regexp_matches"+tail+" m) y", joined(matched), err)
				if r, err = CompileRegex(pattern, flags, false); flags != "g" {
					parts := []string{}
					if err == nil {
						parts, err = r.Split(s, "regexp_split_to_array")
					}
					check("SELECT array_to_string(regexp_split_to_array"+tail+", '|')", strings.Join(parts, "|"), err)
				}
				r, err = CompileRegex(pattern, flags, false)
				ours := ""
				if err == nil {
					nth := int64(1)
					if flags == "g" {
						nth = 0
					}
					ours, err = r.Replace(s, `<\&>`, 1, nth)
				}
				check(fmt.Sprintf("SELECT regexp_replace(%s COLLATE \"C\", %s, '<\\&>', %s)", literal(s), literal(pattern), literal(flags)), ours, err)
			}
		}
	}
	t.Logf("%d refused", refused)
}

func joined(texts []*string) string {
	var out []string
	for _, s := range texts {
		if s == nil {
			out = append(out, "~")
		} else {
			out = append(out, *s)
		}
	}
	return strings.Join(out, "|")
}

func TestRegexPositions(t *testing.T) {
	real := realPostgres(t)
	for _, c := range [][2]int64{{1, 1}, {2, 1}, {1, 2}, {4, 1}, {7, 1}, {9, 1}} {
		r, err := CompileRegex("b.", "", false)
		if err != nil {
			t.Fatal(err)
		}
		begin, end, ok, err := r.Find("abcébd", c[0], c[1], 0)
		ours := ""
		if ok {
			ours = "abcébd"[begin:end]
		}
		real.compare(fmt.Sprintf("SELECT regexp_substr('abcébd', 'b.', %d, %d)", c[0], c[1]), ours, err)
		n, err := r.Count("abcébd", c[0])
		real.compare(fmt.Sprintf("SELECT regexp_count('abcébd', 'b.', %d)", c[0]), fmt.Sprint(n), err)
		ours, err = r.Replace("abcébd", "<>", c[0], c[1])
		real.compare(fmt.Sprintf("SELECT regexp_replace('abcébd', 'b.', '<>', %d, %d)", c[0], c[1]), ours, err)
	}
}

func TestJustify(t *testing.T) {
	real := realPostgres(t)
	for _, v := range []Interval{{0, 35, 0}, {0, 0, 27 * 3600e6}, {1, 0, -3600e6}, {-1, 40, 3600e6}, {2, -40, -50 * 3600e6}, {0, -1, 3600e6}} {
		for name, justify := range map[string]func(Interval) Interval{"justify_days": JustifyDays, "justify_hours": JustifyHours, "justify_interval": JustifyInterval} {
			r := justify(v)
			real.compare(fmt.Sprintf("SELECT extract(year from i) * 12 + extract(month from i) || ' ' || extract(day from i) || ' ' || (extract(epoch from i - date_trunc('day', i)) * 1000000)::bigint FROM (SELECT %s(make_interval(months => %d, days => %d) + %d * interval '1 microsecond') AS i) x", name, v.Months, v.Days, v.Micros),
				fmt.Sprintf("%d %d %d", r.Months, r.Days, r.Micros), nil)
		}
	}
}
