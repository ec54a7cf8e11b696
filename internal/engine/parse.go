package engine

import (
	"context"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// parsedText is a text whose statements were parsed before. They depend on nothing
// but the text, and so all sessions share them.
type parsedText []parsedStatement

type parsedStatement struct {
	parsed  *planner.Statement
	info    planner.Info
	signal  string
	configs []string // see statement
}

// maxParsed is how many texts the engine keeps parsed.
const maxParsed = 1000

func newParsed() *lru.Cache[string, parsedText] {
	c, _ := lru.New[string, parsedText](maxParsed) // fails for no size alone
	return c
}

// parse gives the statements of a text.
func (e *Engine) parse(query string) (parsedText, error) {
	if known, ok := e.parsed.Get(query); ok {
		return known, nil
	}
	statements, err := planner.Parse(query)
	if err != nil {
		return nil, err
	}
	out := make(parsedText, len(statements))
	keep := len(query) <= maxPlanText
	for i, p := range statements {
		out[i] = recognise(p)
		keep = keep && p.Foreign == nil
	}
	if keep {
		e.parsed.Add(query, out)
	}
	return out, nil
}

// recognise finds out what sort of statement it is.
func recognise(p *planner.Statement) parsedStatement {
	signal := ""
	if name, argument := p.Signal(); argument != nil {
		signal, p = name, argument
	}
	configs, arguments := p.SetConfig()
	if arguments != nil {
		p = arguments
	}
	return parsedStatement{parsed: p, info: p.Info(), signal: signal, configs: configs}
}

// Parse reads the statements of a text. See pgwire.Session.
func (s *session) Parse(ctx context.Context, query string, paramOIDs []uint32) ([]pgwire.Statement, error) {
	parsed, err := s.engine.parse(query)
	if err != nil {
		return nil, err
	}
	out := make([]pgwire.Statement, 0, len(parsed))
	for _, p := range parsed {
		if p.parsed.Foreign != nil {
			accepted, err := s.twin.parses(ctx, p.parsed.Text)
			if err != nil {
				return nil, err
			}
			if !accepted {
				return nil, p.parsed.Foreign
			}
		}
		out = append(out, &statement{session: s, text: query, parsed: p.parsed, info: p.info, signal: p.signal, configs: p.configs, oids: paramOIDs, several: len(parsed) > 1})
	}
	return out, nil
}
