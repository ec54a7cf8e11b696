package engine

import (
	"context"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/tables"
)

// explainer is a table that can say what a scan would cost.
type explainer interface {
	Explain(ctx context.Context, s tables.Scan) ([]string, error)
}

// explainTypes are the types of EXPLAIN's formats, OIDs of PostgreSQL's.
var explainTypes = map[string]uint32{"text": textOID, "json": 114, "xml": 142}

func explainColumns(format string) []pgwire.Column {
	columns := textColumns("QUERY PLAN")
	columns[0].OID = explainTypes[format]
	return columns
}

// explain tells what a query would fetch, and how the engine would run it. With
// ANALYZE the query runs first.
func (st *statement) explain(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	if explainTypes[st.info.Format] == 0 {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "EXPLAIN with format %s is not supported", st.info.Format)
	}
	rendered, err := st.render(ctx, st.rewriter(nonNil(args)))
	if err != nil {
		return nil, err
	}
	scans, err := s.scansOf(ctx, rendered)
	if err != nil {
		return nil, err
	}
	var lookups [][]string
	for _, scan := range scans {
		lines, err := explainScan(ctx, scan)
		if err != nil {
			return nil, err
		}
		lookups = append(lookups, lines)
	}
	var options []string
	if st.info.Analyze {
		release, err := s.complete(ctx, rendered.Query, scans)
		if err != nil {
			return nil, err
		}
		defer release()
		options = append(options, "ANALYZE")
	}
	if st.info.Format != "text" {
		options = append(options, "FORMAT json")
	}
	explain := "EXPLAIN "
	if len(options) > 0 {
		explain += "(" + strings.Join(options, ", ") + ") "
	}
	engine, err := s.enginePlan(ctx, explain+rendered.Query)
	if err != nil {
		return nil, err
	}
	cost := ""
	if st.info.Costs && st.info.Format == "text" {
		c, err := s.planCost(ctx, rendered, scans)
		if err != nil {
			return nil, err
		}
		cost = c.String()
	}
	return explained(st.info.Format, lookups, engine, cost)
}

// explained gives the lookups and the engine's plan in a format; cost ends the first line.
func explained(format string, lookups [][]string, engine, cost string) (pgwire.Rows, error) {
	r := &textRows{columns: explainColumns(format), tag: "EXPLAIN"}
	if format == "text" {
		for _, l := range slices.Concat(lookups...) {
			r.rows = append(r.rows, []string{l})
		}
		r.rows = append(r.rows, []string{"DuckDB"})
		for l := range strings.SplitSeq(strings.TrimRight(engine, "\n"), "\n") {
			r.rows = append(r.rows, []string{"  " + l})
		}
		r.rows[0][0] += cost
		return r, nil
	}
	plan, err := readPlan(engine, lookups)
	if err != nil {
		return nil, err
	}
	text := plan.xml()
	if format == "json" {
		if text, err = plan.json(); err != nil {
			return nil, err
		}
	}
	r.rows = [][]string{{text}}
	return r, nil
}

func explainScan(ctx context.Context, scan planner.TableScan) ([]string, error) {
	e, ok := scan.Table.(explainer)
	if !ok {
		return nil, nil
	}
	lines, err := e.Explain(ctx, scan.Scan)
	if err == nil && scan.Limit > 0 {
		lines = append(lines, "  Newest first, until the rows are certain")
	}
	return lines, err
}

// enginePlan gives DuckDB's own plan.
func (s *session) enginePlan(ctx context.Context, explain string) (string, error) {
	var plan strings.Builder
	err := s.conn.Query(ctx, explain, func(row []any) error {
		text, _ := row[1].(string)
		plan.WriteString(text)
		return nil
	})
	return plan.String(), err
}
