package sim

import (
	_ "embed"
	"fmt"
	"strings"
)

// A Resource is one entry of an answer's Resources. An empty Type is absent in
// the answer.
type Resource struct {
	Type string
	Name string
}

//go:embed resources.txt
var resourceTable string

// resourceRule reads the names of one type of resource from a record.
type resourceRule struct {
	kind  string
	paths []resourcePath
}

// resourcePath leads from requestParameters or responseElements to a string.
type resourcePath struct {
	response bool
	steps    []string // member names; "[]" for each element
}

var resourceRules = mustParseRules(resourceTable)

// DeriveResources gives LookupEvents' Resources for a call, from the JSON text of
// its requestParameters and its responseElements: each name once for a type, in
// the order of the rules. The live service gives them in no particular order.
func DeriveResources(eventSource, eventName, request, response string) []Resource {
	if request == "" || request == "null" {
		return nil
	}
	var found []Resource
	for _, rule := range resourceRules[eventSource+" "+eventName] {
		for _, path := range rule.paths {
			from := request
			if path.response {
				from = response
			}
			follow(from, path.steps, func(name string) { found = addResource(found, rule.kind, name) })
		}
	}
	return found
}

func addResource(list []Resource, kind, name string) []Resource {
	for _, r := range list {
		if r.Type == kind && r.Name == name {
			return list
		}
	}
	return append(list, Resource{Type: kind, Name: name})
}

// follow calls fn with every non-empty string that steps lead to.
func follow(text string, steps []string, fn func(string)) {
	if len(steps) == 0 {
		if s, ok := str(text); ok && s != "" {
			fn(s)
		}
		return
	}
	if steps[0] == "[]" {
		elements(text, func(value string) { follow(value, steps[1:], fn) })
		return
	}
	if value := member(text, steps[0]); value != "" {
		follow(value, steps[1:], fn)
	}
}

func mustParseRules(table string) map[string][]resourceRule {
	rules := map[string][]resourceRule{}
	for i, line := range strings.Split(table, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		parsed, err := parseRules(fields)
		if err != nil {
			panic(fmt.Sprintf("resources.txt line %d: %v", i+1, err))
		}
		for name := range strings.SplitSeq(fields[1], ",") {
			key := fields[0] + ".amazonaws.com " + name
			rules[key] = append(rules[key], parsed...)
		}
	}
	return rules
}

// parseRules reads `service events Type path… [Type path…]`.
func parseRules(fields []string) ([]resourceRule, error) {
	if len(fields) < 4 {
		return nil, fmt.Errorf("want service, events, type and path, got %d fields", len(fields))
	}
	var rules []resourceRule
	for _, field := range fields[2:] {
		side, rest, isPath := strings.Cut(field, ".")
		switch {
		case isPath && (side == "q" || side == "r") && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.paths = append(last.paths, resourcePath{response: side == "r", steps: steps(rest)})
		case isPath:
			return nil, fmt.Errorf("path %q wants a type before it and q. or r. in front", field)
		case field == "-":
			rules = append(rules, resourceRule{})
		default:
			rules = append(rules, resourceRule{kind: "AWS::" + field})
		}
	}
	return rules, nil
}

// steps turns a.b[].c into a, b, [], c.
func steps(path string) []string {
	return strings.Split(strings.ReplaceAll(path, "[]", ".[]"), ".")
}
