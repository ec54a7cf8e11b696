// Command parsers shows which of the statements in statements.txt the SQL parsers
// accept. README.md beside it says what the figures are for.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

//go:embed statements.txt
var statementsText string

// parser is one of those compared. A nil parse says that it was not built in.
type parser struct {
	name  string
	parse func(sql string) error
}

var parsers = []parser{
	{"pg_query_go", func(sql string) error {
		_, err := pgquery.Parse(sql)
		return err
	}},
	{"xwb1989/sqlparser", nil}, // xwb1989.go has the parser, and is built on demand
}

type statement struct{ name, sql string }

// read gives the statements of a text of the form of statements.txt.
func read(text string) []statement {
	var all []statement
	for _, line := range strings.Split(text, "\n") {
		if name, ok := strings.CutPrefix(line, "-- "); ok {
			all = append(all, statement{name: name})
		} else if line != "" && !strings.HasPrefix(line, "#") {
			last := &all[len(all)-1]
			last.sql = strings.TrimSpace(last.sql + "\n" + line)
		}
	}
	return all
}

func main() {
	if !compare(os.Stdout, read(statementsText)) {
		os.Exit(1)
	}
}

// compare prints the table, and says whether the first parser accepts everything.
func compare(w io.Writer, statements []statement) bool {
	row := func(first string, cells []string) { fmt.Fprintf(w, "%-28s  %-12s  %s\n", first, cells[0], cells[1]) }
	row("statement", []string{parsers[0].name, parsers[1].name})
	rejected := make([]int, len(parsers))
	var reasons []string
	for _, s := range statements {
		cells := make([]string, len(parsers))
		for i, p := range parsers {
			if p.parse == nil {
				cells[i] = "not run"
				continue
			}
			cells[i] = "accepts"
			if err := p.parse(s.sql); err != nil {
				cells[i] = "REJECTS"
				rejected[i]++
				reasons = append(reasons, fmt.Sprintf("%s, %s: %v", p.name, s.name, err))
			}
		}
		row(s.name, cells)
	}
	fmt.Fprintln(w)
	for i, p := range parsers {
		if p.parse == nil {
			fmt.Fprintf(w, "%s was not run: build with -tags xwb1989 (README.md)\n", p.name)
			continue
		}
		fmt.Fprintf(w, "%s rejects %d of %d statements\n", p.name, rejected[i], len(statements))
	}
	for _, r := range reasons {
		fmt.Fprintln(w, "  "+r)
	}
	return rejected[0] == 0
}
