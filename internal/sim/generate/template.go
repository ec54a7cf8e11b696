package generate

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed events.txt
var eventTable string

// service is a line of events.txt that starts with @.
type service struct {
	source  string
	action  string   // prefix of its IAM actions
	version string   // apiVersion; "" is none
	errors  []string // what goes wrong; the first is the refusal
}

// template is a kind of event.
type template struct {
	service  *service
	name     string
	readOnly bool
	flags    string
	weight   int
	request  []piece
	response []piece
}

func (t *template) has(flag string) bool { return strings.Contains(t.flags, flag) }

// piece is fixed text, followed by a value unless kind is -1.
type piece struct {
	text string
	kind int
}

// The groups of templates by who does them: the flags of events.txt.
const (
	byPeople      = "u"
	byServices    = "s"
	byRoles       = "r"
	byWebIdentity = "o"
	bySAML        = "a"
)

var (
	templates = mustParse(eventTable)
	groups    = map[string]*chooser{
		byPeople:      newChooser(byPeople),
		byServices:    newChooser(byServices),
		byRoles:       newChooser(byRoles),
		byWebIdentity: newChooser(byWebIdentity),
		bySAML:        newChooser(bySAML),
	}
)

// chooser picks templates by weight.
type chooser struct {
	list []*template
	sums []int // running sums of the weights
}

func newChooser(flag string) *chooser {
	var c chooser
	for _, t := range templates {
		if t.has(flag) {
			c.add(t)
		}
	}
	return &c
}

func (c *chooser) add(t *template) {
	sum := t.weight
	if n := len(c.sums); n > 0 {
		sum += c.sums[n-1]
	}
	c.list = append(c.list, t)
	c.sums = append(c.sums, sum)
}

func (c *chooser) pick(r random) *template {
	at, _ := slices.BinarySearch(c.sums, r.IntN(c.sums[len(c.sums)-1])+1)
	return c.list[at]
}

func mustParse(table string) []*template {
	var list []*template
	var current *service
	for i, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if fields := strings.Fields(line); fields[0] == "@" {
			current = &service{source: fields[1], action: fields[2], errors: strings.Split(fields[4], ",")}
			if fields[3] != "-" {
				current.version = fields[3]
			}
			continue
		}
		t, err := parseTemplate(line, current)
		if err != nil {
			panic(fmt.Sprintf("events.txt line %d: %v", i+1, err))
		}
		list = append(list, t)
	}
	return list
}

func parseTemplate(line string, of *service) (*template, error) {
	parts := strings.Split(line, " | ")
	if len(parts) != 3 {
		return nil, fmt.Errorf("want three parts, got %d", len(parts))
	}
	head := strings.Fields(parts[0])
	if len(head) != 3 {
		return nil, fmt.Errorf("want name, flags and weight, got %q", parts[0])
	}
	weight, err := strconv.Atoi(head[2])
	if err != nil {
		return nil, fmt.Errorf("read the weight: %w", err)
	}
	t := &template{service: of, name: head[0], readOnly: strings.HasPrefix(head[1], "R"), flags: head[1][1:], weight: weight}
	if t.request, err = parsePieces(parts[1]); err != nil {
		return nil, err
	}
	t.response, err = parsePieces(parts[2])
	return t, err
}

// parsePieces splits a template text at its <values>.
func parsePieces(text string) ([]piece, error) {
	var pieces []piece
	for {
		before, rest, found := strings.Cut(text, "<")
		if !found {
			return append(pieces, piece{before, -1}), nil
		}
		name, after, closed := strings.Cut(rest, ">")
		kind := slices.IndexFunc(values, func(v value) bool { return v.name == name })
		if !closed || kind < 0 {
			return nil, fmt.Errorf("value <%s> is not known", name)
		}
		pieces = append(pieces, piece{before, kind})
		text = after
	}
}

// byName finds a template; the name must be there.
func byName(source, name string) *template {
	for _, t := range templates {
		if t.name == name && t.service.source == source+".amazonaws.com" {
			return t
		}
	}
	panic("events.txt has no " + source + " " + name)
}
