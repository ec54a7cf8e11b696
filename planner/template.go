package planner

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/planner/dialect"
)

// Template renders the statement with its parameters left in place, for an engine
// that binds them. types are the parameters' types by name. It gives false when the
// text would be another for some value: rules of the dialect look at constants, and a
// parameter that they look at must be one.
//
// To find that out the statement is rendered with some telling values, and each
// rendering must be the template's text but for the values themselves.
func (s *Statement) Template(rewriter func() dialect.Rewriter, types []string) (Rendered, bool) {
	r := rewriter()
	r.Params, r.ParamTypes = nil, types
	template, err := s.Render(r)
	if err != nil || template.Uses.Moment {
		return Rendered{}, false
	}
	if len(types) == 0 {
		return template, true
	}
	probes := 0
	for _, t := range types {
		if len(probeValues[t]) == 0 {
			return Rendered{}, false
		}
		probes = max(probes, len(probeValues[t]))
	}
	for probe := range probes {
		r := rewriter()
		r.ParamTypes, r.Params = nil, make([]dialect.Param, len(types))
		for i, t := range types {
			values := probeValues[t]
			r.Params[i] = dialect.Param{Text: values[(probe+i)%len(values)], Type: t}
		}
		rendered, err := s.Render(r)
		if err != nil || rendered.SQL != filled(template.SQL, r.Params) || rendered.Uses.Moment {
			return Rendered{}, false
		}
	}
	return template, true
}

// probeValues are values of each type that a rule might take for something special.
// Parameters of other types stay constants: their texts have many forms, which the
// dialect brings into the engine's.
var probeValues = map[string][]string{
	"int2":   {"7", "0", "1", "-1"},
	"int4":   {"7", "0", "1", "-1", "70000"},
	"int8":   {"7", "0", "1", "-1", "70000", "7000000000"},
	"float8": {"7.5", "0", "1", "-1"},
	"text": {
		"x", "", " ", "'", `a\b`, "a%_b", "%", "^a(b|c)+$", "[a-z]", "now", "today", "2020-01-02", "2020-01-02 03:04:05+06",
		"5", "-1", "1.5", "true", "{a,b}", "[1]", `{"a":1}`, "a.b", "$.a", "YYYY-MM-DD", "day", "epoch", "1 day", "UTC", "NaN", "pg_class",
	},
}

var placeholder = regexp.MustCompile(`\$[0-9]+`)

// filled puts values in the places of a template, as the deparser writes them.
func filled(sql string, params []dialect.Param) string {
	return placeholder.ReplaceAllStringFunc(sql, func(place string) string {
		n, err := strconv.Atoi(place[1:])
		if err != nil || n < 1 || n > len(params) {
			return place
		}
		return deparsedText(params[n-1].Text)
	})
}

// deparsedText writes a string constant as libpg_query's deparser does
// (src/postgres_deparse.c, deparseStringLiteral).
func deparsedText(s string) string {
	quoted := "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if strings.Contains(s, `\`) {
		return "E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}
