package planner

import (
	"errors"
	"strings"
	"unicode/utf8"

	pgquery "github.com/pganalyze/pg_query_go/v6"
	"github.com/pganalyze/pg_query_go/v6/parser"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Statement is one parsed statement. It is immutable.
type Statement struct {
	// Text is the statement as the client wrote it, without the semicolon.
	Text string
	// Start is where Text begins in the client's text, in characters from 0.
	Start int
	// Foreign is the PostgreSQL grammar's error when the text is not PostgreSQL's.
	// DuckDB may still accept it.
	Foreign *pgerr.Error

	node *pgquery.Node // nil when foreign
}

// Parse splits a text into statements and parses each with PostgreSQL's grammar.
// An empty text, or one of comments alone, has none.
func Parse(text string) ([]*Statement, error) {
	pieces, err := pgquery.SplitWithScanner(text, true)
	if err != nil {
		return nil, syntaxError(err, text, 0)
	}
	var out []*Statement
	from := 0
	for _, piece := range pieces {
		i := strings.Index(text[from:], piece)
		if i < 0 {
			return nil, pgerr.New(pgerr.InternalError, "split statement")
		}
		start := from + i
		from = start + len(piece)
		s, err := parseOne(piece, utf8.RuneCountInString(text[:start]))
		if err != nil {
			return nil, err
		}
		if s != nil {
			out = append(out, s)
		}
	}
	return out, nil
}

func parseOne(piece string, start int) (*Statement, error) {
	s := &Statement{Text: piece, Start: start}
	tree, err := pgquery.Parse(piece)
	if err != nil {
		s.Foreign = syntaxError(err, piece, start)
		return s, nil
	}
	switch len(tree.Stmts) {
	case 0:
		return nil, nil
	case 1:
		s.node = tree.Stmts[0].Stmt
		return s, nil
	}
	return nil, pgerr.New(pgerr.InternalError, "split statement")
}

// syntaxError gives the grammar's own error, with its position in the client's text.
func syntaxError(err error, piece string, start int) *pgerr.Error {
	var e *parser.Error
	if !errors.As(err, &e) {
		return pgerr.New(pgerr.SyntaxError, "%s", err.Error())
	}
	out := pgerr.New(pgerr.SyntaxError, "%s", e.Message)
	if e.Cursorpos > 0 {
		out.Position = start + e.Cursorpos
	}
	return out
}

// position gives the 1-based character of a byte offset of the statement's text.
func (s *Statement) position(offset int32) int {
	if offset < 0 || int(offset) > len(s.Text) {
		return 0
	}
	return s.Start + utf8.RuneCountInString(s.Text[:offset]) + 1
}
