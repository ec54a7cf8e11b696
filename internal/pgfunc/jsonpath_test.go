package pgfunc

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// pathWords are what paths are thrown together from, to compare the parser's stumbling.
var pathWords = []string{
	"$", "$", "$", "@", "last", ".a", ".b", ".a", `."k e"`, ".*", ".**", ".**{1}", ".**{1 to last}", ".**{last}", "[*]", "[0]", "[0 to last]", "[last - 1]",
	"[1, 2 to 3]", "?", "(", ")", "(", ")", "?(", " && ", " || ", "!", "!(", " == ", " != ", "<>", " < ", " <= ", ">", ">=", "=", " is unknown", " is ",
	"exists", "exists (", " starts with ", " like_regex ", `"^a.*"`, ` flag "i"`, ` flag "xq"`, ` flag "z"`, `"a"`, `"\u0041\n"`, `"\x41"`, `"`, "1", "0", "-1", "1.5", "1e3", ".5", "1.",
	"00", "000", "1a", "1aa", "1.a", "1e+", "1e", "1e5a", "+", "-", "*", "/", "%", "**", ",", " to ", "{", "}", "true", "FALSE", "null", "lax ", "strict ", "STRICT ",
	"$x", `$"y z"`, "$x.a", " ", "\t", "/* c */", "/*", ".type()", ".size()", ".double()", ".floor()", ".ceiling()", ".abs()", ".keyvalue()", ".datetime()", `.datetime("yyyy")`,
	".type", ".flag", ".foo()", "#", ":", "a", "a b", `\u0061`, `\`, "é", "&", "|", "'", ".true", "99999999999", ".**{99999999999}", "[", "]", ".", "abs", "1..5", "$1", `\x4`, `\u12`, `\u{1F600}`, `"\ud83d\ude00"`, `"\ud83d"`,
}

var writtenPaths = []string{
	"", " ", "strict", "$.a[*] ? (@.b > 1).c", "$ ? ($.a == 1) ? (@.b.c == 2 || exists(@.d))", "($ == 1).type()", "(-1).abs()", "-$.a", "- - 1", "-(-1)", "+\"a\"", "-(1 + 2).abs()",
	"$.a.b like_regex \"a\" flag \"ims\"", "$ like_regex \"(\"", "(1 + 2) * 3 - 4 - (5 - 6)", "($.a + 1).b", "$[$.a[0], last - 1 to last]", "$[last ? (@ > 1)]", "last", "@", "$ ? (last > 1)",
	"!($ == 1)", "!exists($.a)", "!($ == 1) is unknown", "(($ == 1)) is unknown", "($ == 1) + 1", "1 == 2 == 3", "$.a && $.b", "1 == 1 && $.b", "$ ? (@.a)", "exists($ == 1)", "(exists($)).type()",
	"$.true", "$.like_regex", "$.\"a\\\"b\"", "$ ? (@ starts with $v)", "1 starts with 2", "$.a[*", "$ a", "$.a b", "$ \"a\"", "$ 1", "1e1000000", "1e-20000", "1.50", "1.5e1", ".5e-1", "1.e2", "a/* c */.b", "$.a/* c */",
	"strict lax $", "lax strict $", "'1'", "$.a\\\n", "$ ? (@.a like_regex \"x\" flag \"x\")", "$ ? (@.a like_regex \"x\" flag \"q\")", "(($))", "(($.a)).b", "($.a ? (@ == 1)).b", "$.**.a.**{0 to 2}.**{last to 1}",
}

func randomWords(r *rand.Rand, words []string, n int) string {
	var b strings.Builder
	for range 1 + r.IntN(n) {
		b.WriteString(words[r.IntN(len(words))])
	}
	return b.String()
}

// TestJSONPathSyntax compares the printed form, or the error, of paths.
func TestJSONPathSyntax(t *testing.T) {
	real := realPostgres(t)
	r := rand.New(rand.NewPCG(5, 6))
	paths := writtenPaths
	for range 4000 {
		paths = append(paths, "$"+randomWords(r, pathWords, 6), randomWords(r, pathWords, 8))
	}
	for range 1500 {
		paths = append(paths, randomPath(r, 4))
	}
	for _, text := range paths {
		ours := ""
		p, err := ParseJSONPath(text)
		if err == nil {
			ours = p.String()
		}
		real.compare("SELECT "+literal(text)+"::jsonpath::text", ours, err)
	}
}

// randomDocument gives a document of a few levels.
func randomDocument(r *rand.Rand, depth int) string {
	scalars := []string{"null", "true", "false", "0", "1", "-2", "3.50", "12345.678901", "1e20", "1e-70", `""`, `"a"`, `"abc"`, `"b c"`, `"1.5"`, `"é\n"`, `" 7 "`}
	kind := r.IntN(5)
	if depth == 0 || kind == 0 {
		return scalars[r.IntN(len(scalars))]
	}
	var items []string
	for range r.IntN(4) {
		item := randomDocument(r, depth-1)
		if kind < 3 {
			item = fmt.Sprintf("%q: %s", []string{"a", "b", "c", "key"}[r.IntN(4)], item)
		}
		items = append(items, item)
	}
	if kind < 3 {
		return "{" + strings.Join(items, ", ") + "}"
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// randomPath gives a path that PostgreSQL takes.
func randomPath(r *rand.Rand, depth int) string {
	mode := []string{"", "lax ", "strict ", "strict "}[r.IntN(4)]
	if r.IntN(4) == 0 {
		return mode + randomPredicate(r, depth, "$")
	}
	return mode + randomValue(r, depth, "$")
}

func randomValue(r *rand.Rand, depth int, root string) string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	if depth > 1 {
		switch r.IntN(14) {
		case 0, 1:
			return "(" + randomValue(r, depth-1, root) + pick(" + ", " - ", " * ", " / ", " % ") + randomValue(r, depth-1, root) + ")"
		case 2:
			return pick("-", "+") + randomValue(r, depth-1, root)
		case 3:
			return "(" + randomPredicate(r, depth-1, root) + ")" + pick(".type()", ".size()", "[*]")
		}
	}
	if r.IntN(5) == 0 {
		return pick("1", "2.5", "null", "true", `"a"`, "$x", "$y", "$z", "$missing", "0", ".5", `"1e3"`)
	}
	out := pick(root, root, root, "$")
	for range r.IntN(4) {
		out += randomStep(r, depth-1, root)
	}
	return out
}

func randomStep(r *rand.Rand, depth int, root string) string {
	steps := []string{".a", ".a", ".b", ".c", ".key", ".value", ".*", "[*]", "[*]", "[0]", "[1]", "[last]", "[0 to last]", "[last - 1]", "[1, 0]", "[1 to 0]", "[2.9]", `["a"]`, "[99999999999]",
		".**", ".**{1}", ".**{0 to 1}", ".**{1 to 2}", ".**{last}", ".**{2 to last}", ".type()", ".size()", ".double()", ".abs()", ".floor()", ".ceiling()", ".keyvalue()", ".keyvalue()"}
	switch n := r.IntN(len(steps) + 8); {
	case n < len(steps):
		return steps[n]
	case n < len(steps)+6 && depth > 0:
		return " ? (" + randomPredicate(r, depth-1, "@") + ")"
	case depth > 0:
		return "[" + randomValue(r, depth-1, root) + "]"
	}
	return ".a"
}

func randomPredicate(r *rand.Rand, depth int, root string) string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	value := func() string { return randomValue(r, depth-1, root) }
	if depth > 0 {
		switch r.IntN(9) {
		case 0:
			return "(" + randomPredicate(r, depth-1, root) + pick(" && ", " || ") + randomPredicate(r, depth-1, root) + ")"
		case 1:
			return "!(" + randomPredicate(r, depth-1, root) + ")"
		case 2:
			return "(" + randomPredicate(r, depth-1, root) + ") is unknown"
		case 3:
			return "exists (" + value() + ")"
		case 4:
			return value() + " starts with " + pick(`"a"`, `""`, "$y", "$missing")
		case 5:
			return value() + " like_regex " + pick(`"^a"`, `"B" flag "i"`, `"a.c"`, `"^c$" flag "m"`, `"a.c" flag "q"`, `"é." flag "s"`, `"é."`, `"é[^a]"`)
		}
	}
	return value() + pick(" == ", " != ", " < ", " <= ", " > ", " >= ", " == ") + value()
}

// TestJSONPath compares what generated paths find in generated documents.
func TestJSONPath(t *testing.T) {
	real := realPostgres(t)
	r := rand.New(rand.NewPCG(7, 8))
	vars := `{"x": {"a": [1, {"b": 2}], "b": "a"}, "y": "a", "z": 2}`
	for range 4000 {
		doc, path, silent := randomDocument(r, 4), randomPath(r, 4), r.IntN(2) == 0
		args := fmt.Sprintf("(%s, %s, %s, %t)", literal(doc), literal(path), literal(vars), silent)
		p, err := ParseJSONPath(path)
		if err != nil {
			real.compare("SELECT "+literal(path)+"::jsonpath", "", err)
			continue
		}
		document, _ := ParseJSONB([]byte(doc))
		variables, _ := ParseJSONB([]byte(vars))
		items, err := p.Query(document, &variables, silent)
		real.compare("SELECT jsonb_path_query_array"+args, JSON{Kind: KindArray, Items: items}.String(), err)
		yes, known, err := p.Exists(document, &variables, silent)
		real.compare("SELECT jsonb_path_exists"+args, shownBool(yes, known), err)
		yes, known, err = p.Match(document, &variables, silent)
		real.compare("SELECT jsonb_path_match"+args, shownBool(yes, known), err)
		yes, known, err = p.Exists(document, nil, true)
		real.compare(fmt.Sprintf("SELECT %s::jsonb @? %s", literal(doc), literal(path)), shownBool(yes, known), err)
		yes, known, err = p.Match(document, nil, true)
		real.compare(fmt.Sprintf("SELECT %s::jsonb @@ %s", literal(doc), literal(path)), shownBool(yes, known), err)
	}
}

func shownBool(yes, known bool) string {
	switch {
	case !known:
		return ""
	case yes:
		return "t"
	}
	return "f"
}

// TestJSONPathDouble compares double() over texts of all kinds.
func TestJSONPathDouble(t *testing.T) {
	real := realPostgres(t)
	p, err := ParseJSONPath("$.double()")
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range []string{`"1"`, `" 1.5e3 "`, `"1e400"`, `"1e-400"`, `"0e999"`, `"inf"`, `"NaN"`, `"0x1A"`, `"0x1.8p3"`, `"0x"`, `"1_0"`, `""`, `"."`, `"+.5"`, `"1."`, `"123456789012345678"`,
		`"0.1234567890123456789"`, `"1e-300"`, `"1.5x"`, `"\u00a01"`, "1e400", "123456789012345678901234567890.5", "1e-400", "0", "0.000", "null", "true", "{}", `["1", 2, "x"]`, "[]", `[["1"]]`} {
		document, _ := ParseJSONB([]byte(doc))
		items, err := p.Query(document, nil, false)
		real.compare("SELECT jsonb_path_query_array("+literal(doc)+", '$.double()')", JSON{Kind: KindArray, Items: items}.String(), err)
	}
}

// FuzzJSONPath holds that what a path prints is the path again, whatever it is run on.
func FuzzJSONPath(f *testing.F) {
	for _, text := range append(writtenPaths, pathWords...) {
		f.Add(text, `{"a": [1, {"b": "x"}], "c": null}`)
	}
	f.Fuzz(func(t *testing.T, text, doc string) {
		p, err := ParseJSONPath(text)
		if err != nil || !utf8.ValidString(text) {
			return
		}
		printed := p.String()
		again, err := ParseJSONPath(printed)
		if err == nil && again.String() != printed {
			t.Errorf("%q prints as %q, and that as %q", text, printed, again)
		}
		document, err := ParseJSONB([]byte(doc))
		if err != nil || len(text) > 200 || len(doc) > 1000 || strings.Count(text, "**") > 2 {
			return
		}
		if _, err := p.Query(document, nil, true); err == nil {
			_, _, _ = p.Exists(document, nil, true)
		}
	})
}
