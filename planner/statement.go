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
	scanned, err := pgquery.Scan(text)
	if err != nil {
		return nil, syntaxError(err, 0)
	}
	var out []*Statement
	start, end := int32(-1), int32(0)
	add := func(terminated int32) {
		if start >= 0 {
			out = append(out, parseOne(text, start, end, terminated))
		}
		start = -1
	}
	for _, t := range scanned.Tokens {
		switch t.Token {
		case pgquery.Token_SQL_COMMENT, pgquery.Token_C_COMMENT:
		case pgquery.Token_ASCII_59: // a semicolon
			add(t.End)
		default:
			if start < 0 {
				start = t.Start
			}
			end = t.End
		}
	}
	add(int32(len(text)))
	return out, nil
}

// parseOne parses text[start:end]. The grammar sees it up to the semicolon, so that
// an error at its end reads as in PostgreSQL.
func parseOne(text string, start, end, terminated int32) *Statement {
	s := &Statement{Text: text[start:end], Start: utf8.RuneCountInString(text[:start])}
	tree, err := pgquery.Parse(text[start:terminated])
	if err != nil || len(tree.Stmts) != 1 {
		s.Foreign = syntaxError(err, s.Start)
		return s
	}
	s.node = tree.Stmts[0].Stmt
	return s
}

// syntaxError gives the grammar's own error, with its position in the client's text.
func syntaxError(err error, start int) *pgerr.Error {
	var e *parser.Error
	if !errors.As(err, &e) {
		return pgerr.New(pgerr.SyntaxError, "syntax error").Because(err)
	}
	code := pgerr.SyntaxError
	switch {
	case strings.HasPrefix(e.Message, "frame st"), strings.HasPrefix(e.Message, "frame end"):
		code = "42P20" // ERRCODE_WINDOWING_ERROR
	case strings.HasPrefix(e.Message, "invalid byte sequence for encoding"):
		code = "22021" // ERRCODE_CHARACTER_NOT_IN_REPERTOIRE
	}
	out := pgerr.New(code, "%s", e.Message)
	if e.Cursorpos > 0 {
		out.Position = start + e.Cursorpos
	}
	return out
}

// Position gives the 1-based character, in the client's text, of a byte of the
// statement's text; 0 for none.
func (s *Statement) Position(at int) int { return s.position(int32(at)) }

// position gives the 1-based character of a byte offset of the statement's text.
func (s *Statement) position(offset int32) int {
	if offset < 0 || int(offset) > len(s.Text) {
		return 0
	}
	return s.Start + utf8.RuneCountInString(s.Text[:offset]) + 1
}
