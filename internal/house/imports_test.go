package house

import (
	"slices"
	"strings"
	"testing"
)

// rules say for each part of the module which other parts its code may import. A part
// is a folder and what is inside it, but for the folders that are parts themselves: so
// who may import tables may not for that reason import tables/cloudtrail. This is the
// import rule of ARCHITECTURE.md: a hub and its spokes, and no spoke imports a spoke.
var rules = map[string][]string{
	"cmd":                          {everything},
	"internal/engine":              {"internal/engine/duck", "pgwire", "planner", "tables", "internal/pgerr", "internal/pgdata", "internal/pgfunc"},
	"internal/engine/duck":         {"internal/pgerr"},
	"planner":                      {"tables", "internal/pgerr", "internal/pgdata"},
	"pgwire":                       {"internal/pgerr"},
	"tables":                       {},
	"tables/tablestest":            {"tables", "internal/pgerr"},
	"tables/cloudtrail":            {"tables", "internal/pgerr"},
	"tables/cloudtrail/sourcetest": {"tables", "tables/cloudtrail", "internal/pgerr"},
	"tables/cloudtrail/lookup":     {"tables", "tables/cloudtrail", "internal/pgerr"},
	"internal/pgerr":               {},
	"internal/pgdata":              {},
	"internal/pgfunc":              {"internal/pgerr"},
	"internal/sim":                 {},
}

// everything is for cmd, which puts the program together.
const everything = "everything"

// freeForTests are folders of test support only: like test files, they may import
// what they exercise. Nothing but tests may import them.
var freeForTests = []string{"test", "internal/bench", "internal/house", "internal/postgrestest", "internal/wirescript"}

// outside says which parts may import which packages from elsewhere, test files
// apart. A package of no rule may be imported anywhere but in the parts of stdlibOnly.
var outside = []struct {
	prefix string
	parts  []string
}{
	{"github.com/duckdb/", []string{"internal/engine"}},
	{"github.com/marcboeker/go-duckdb", nil},
	{"github.com/aws/", []string{"tables/cloudtrail/lookup", "cmd"}},
	{"github.com/jackc/pgx/v5/pgproto3", []string{"pgwire"}},
	{"github.com/jackc/pgproto3", nil},
	{"github.com/pganalyze/pg_query_go", []string{"planner"}},
	{"github.com/hashicorp/golang-lru", []string{"tables", "internal/engine"}},
}

// stdlibOnly are the parts that import nothing but the standard library, and the few
// packages named here.
var stdlibOnly = map[string][]string{
	"internal/pgerr": nil,
	"tables":         {"github.com/hashicorp/golang-lru"},
}

// TestImportRule holds the spokes apart. Test files are exempt: they may import what
// they test with, such as the local endpoint. They can make no cycles: Go itself
// refuses an import cycle through a package's own test files, and a cycle through an
// external test package (package x_test) cannot exist, for nothing can import it.
func TestImportRule(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || within(f.folder, freeForTests...) {
			continue
		}
		for _, i := range f.imports {
			if why := forbidden(f.folder, i.path); why != "" {
				t.Errorf("%s:%d imports %s\n\t%s", f.name, i.line, i.path, why)
			}
		}
	}
}

// forbidden gives the reason why a folder's code may not import a package, or "".
func forbidden(folder, to string) string {
	if inner, ok := strings.CutPrefix(to, module+"/"); ok {
		return forbiddenInside(folder, inner)
	}
	if !strings.Contains(strings.SplitN(to, "/", 2)[0], ".") {
		return "" // the standard library
	}
	for _, o := range outside {
		if strings.HasPrefix(to, o.prefix) && !within(folder, o.parts...) {
			if o.parts == nil {
				return "nothing may: " + o.prefix + " is replaced by the library that ARCHITECTURE.md names"
			}
			return "only " + strings.Join(o.parts, " and ") + " may import " + o.prefix + "…"
		}
	}
	if allowed, ok := stdlibOnly[part(folder)]; ok && !hasPrefix(to, allowed) {
		return part(folder) + " imports the standard library only" + andAlso(allowed)
	}
	return ""
}

func forbiddenInside(folder, to string) string {
	for _, p := range freeForTests {
		if within(to, p) {
			return p + " is for tests only"
		}
	}
	from := part(folder)
	if from == "" {
		return "no rule covers " + folder + ": add it to the rules of internal/house, with what it may import"
	}
	allowed := rules[from]
	if target := part(to); target == from || slices.Contains(allowed, target) || slices.Contains(allowed, everything) {
		return ""
	}
	if len(allowed) == 0 {
		return from + " imports nothing else of the module"
	}
	return from + " may import of the module only " + strings.Join(allowed, ", ")
}

// part gives the longest folder with a rule that holds a folder, or "".
func part(folder string) string {
	longest := ""
	for p := range rules {
		if within(folder, p) && len(p) > len(longest) {
			longest = p
		}
	}
	return longest
}

func hasPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func andAlso(prefixes []string) string {
	if len(prefixes) == 0 {
		return ""
	}
	return " and " + strings.Join(prefixes, ", ")
}

// TestForbidden tries the rule on imports that would break it, and on some that keep it.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		folder, to string
		allowed    bool
	}{
		{"cmd/trailgres", module + "/tables/cloudtrail/lookup", true},
		{"cmd/trailgres", "github.com/aws/aws-sdk-go-v2/aws", true},
		{"cmd/trailgres", "github.com/jackc/pgx/v5/pgproto3", false},
		{"cmd/trailgres", "github.com/duckdb/duckdb-go/v2", false},
		{"cmd/trailgres", module + "/internal/bench", false},
		{"internal/engine", module + "/planner/dialect", true},
		{"internal/engine", module + "/internal/engine/duck", true},
		{"internal/engine", module + "/tables/cloudtrail", false},
		{"internal/engine/duck", module + "/pgwire", false},
		{"internal/engine/duck", "github.com/duckdb/duckdb-go-bindings", true},
		{"planner", module + "/pgwire", false},
		{"planner", module + "/internal/engine", false},
		{"planner/dialect", module + "/tables", true},
		{"planner", "github.com/duckdb/duckdb-go/v2", false},
		{"pgwire", module + "/pgwire/encode", true},
		{"pgwire/decode", module + "/internal/pgerr", true},
		{"pgwire", module + "/tables", false},
		{"pgwire", "github.com/pganalyze/pg_query_go/v6", false},
		{"tables", module + "/tables/cloudtrail", false},
		{"tables", module + "/internal/pgerr", false},
		{"tables", "github.com/hashicorp/golang-lru/v2/simplelru", true},
		{"tables", "golang.org/x/sync/errgroup", false},
		{"tables/cloudtrail", module + "/tables", true},
		{"tables/cloudtrail", module + "/tables/cloudtrail/lookup", false},
		{"tables/cloudtrail", "github.com/aws/smithy-go", false},
		{"tables/cloudtrail/lookup", module + "/tables/cloudtrail", true},
		{"tables/cloudtrail/lookup", module + "/internal/sim", false},
		{"internal/sim/generate", module + "/internal/pgerr", false},
		{"internal/pgerr", "golang.org/x/text", false},
		{"internal/pgerr", "errors", true},
		{"somewhere/new", module + "/tables", false},
	} {
		why := forbidden(c.folder, c.to)
		if (why == "") != c.allowed {
			t.Errorf("%s imports %s: allowed should be %t, and the rule says %q", c.folder, c.to, c.allowed, why)
		}
	}
}
