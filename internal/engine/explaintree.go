package engine

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// planNode is a node of a plan in the shape of PostgreSQL's EXPLAIN for programs
// (https://www.postgresql.org/docs/15/sql-explain.html).
type planNode struct {
	properties []planProperty // Node Type first
	plans      []planNode
}

type planProperty struct{ name, value string }

// duckNode is a node of DuckDB's EXPLAIN (FORMAT json); with ANALYZE it has a name
// of another kind, and what was measured.
type duckNode struct {
	Name     string         `json:"name"`
	Operator string         `json:"operator_name"`
	Rows     *float64       `json:"operator_cardinality"`
	Seconds  *float64       `json:"operator_timing"`
	Info     map[string]any `json:"extra_info"`
	Children []duckNode     `json:"children"`
}

// readPlan reads DuckDB's plan, and hangs what is looked up under its root.
func readPlan(text string, lookups [][]string) (planNode, error) {
	roots, err := readNodes(text)
	if err != nil {
		return planNode{}, err
	}
	for len(roots) == 1 && roots[0].name() == "" && len(roots[0].Children) > 0 { // the query, and EXPLAIN itself
		roots = roots[0].Children
	}
	if len(roots) == 0 {
		roots = []duckNode{{Name: "Result"}}
	}
	plan := roots[0].plan()
	for _, lines := range lookups {
		if len(lines) > 0 {
			plan.plans = append(plan.plans, planNode{properties: []planProperty{
				{"Node Type", lines[0]}, {"Lookups", strings.Join(trimmed(lines[1:]), "\n")}}})
		}
	}
	return plan, nil
}

// readNodes reads a plan of the engine's in JSON.
func readNodes(text string) (roots []duckNode, err error) {
	if !strings.HasPrefix(strings.TrimSpace(text), "[") {
		text = "[" + text + "]"
	}
	if err := json.Unmarshal([]byte(text), &roots); err != nil {
		return nil, fmt.Errorf("read plan: %w", err)
	}
	return roots, nil
}

func trimmed(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimSpace(l)
	}
	return out
}

func (n duckNode) name() string {
	name := strings.TrimSpace(n.Name + n.Operator)
	if name == "EXPLAIN_ANALYZE" {
		return ""
	}
	return name
}

func (n duckNode) plan() planNode {
	p := planNode{properties: []planProperty{{"Node Type", n.name()}}}
	if n.Rows != nil {
		p.properties = append(p.properties, planProperty{"Actual Rows", fmt.Sprintf("%.0f", *n.Rows)})
	}
	if n.Seconds != nil {
		p.properties = append(p.properties, planProperty{"Actual Total Time", fmt.Sprintf("%.3f", *n.Seconds*1000)})
	}
	var more []planProperty
	for name, value := range n.Info {
		if name == "Estimated Cardinality" {
			name = "Plan Rows"
		}
		if name = strings.Trim(name, "_ "); name != "" {
			more = append(more, planProperty{name, infoText(value)})
		}
	}
	slices.SortFunc(more, func(a, b planProperty) int { return strings.Compare(a.name, b.name) })
	p.properties = append(p.properties, more...)
	for _, c := range n.Children {
		p.plans = append(p.plans, c.plan())
	}
	return p
}

// infoText gives a value of extra_info: a text or a list of texts.
func infoText(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, ", ")
}

// xml writes the plan as PostgreSQL's FORMAT XML.
func (n planNode) xml() string {
	var b strings.Builder
	b.WriteString("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n  <Query>\n")
	n.writeXML(&b, "    ")
	b.WriteString("  </Query>\n</explain>")
	return b.String()
}

func (n planNode) writeXML(b *strings.Builder, indent string) {
	b.WriteString(indent + "<Plan>\n")
	for _, p := range n.properties {
		tag := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return '-'
		}, p.name)
		b.WriteString(indent + "  <" + tag + ">")
		_ = xml.EscapeText(b, []byte(p.value)) // a Builder takes everything
		b.WriteString("</" + tag + ">\n")
	}
	if len(n.plans) > 0 {
		b.WriteString(indent + "  <Plans>\n")
		for _, c := range n.plans {
			c.writeXML(b, indent+"    ")
		}
		b.WriteString(indent + "  </Plans>\n")
	}
	b.WriteString(indent + "</Plan>\n")
}

// MarshalJSON writes the node as PostgreSQL's FORMAT JSON does.
func (n planNode) MarshalJSON() ([]byte, error) {
	fields := map[string]any{}
	for _, p := range n.properties {
		fields[p.name] = p.value
		if strings.HasSuffix(p.name, " Rows") || strings.HasSuffix(p.name, " Time") {
			fields[p.name] = json.Number(p.value)
		}
	}
	if len(n.plans) > 0 {
		fields["Plans"] = n.plans
	}
	return json.Marshal(fields)
}

// json writes the plan as PostgreSQL's FORMAT JSON.
func (n planNode) json() (string, error) {
	text, err := json.MarshalIndent([]map[string]planNode{{"Plan": n}}, "", "  ")
	return string(text), err
}
