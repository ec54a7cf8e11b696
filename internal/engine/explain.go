package engine

import (
	"context"
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

func explainColumns() []pgwire.Column { return textColumns("QUERY PLAN") }

// explain tells what a query would fetch, and how the engine would run it. With
// ANALYZE the query runs first.
func (st *statement) explain(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	if st.info.Format != "text" {
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
	var lines []string
	for _, scan := range scans {
		more, err := explainScan(ctx, scan)
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	explain := "EXPLAIN "
	if st.info.Analyze {
		release, err := s.complete(ctx, rendered.Query, scans)
		if err != nil {
			return nil, err
		}
		defer release()
		explain = "EXPLAIN ANALYZE "
	}
	engine, err := s.enginePlan(ctx, explain+rendered.Query)
	if err != nil {
		return nil, err
	}
	r := &textRows{columns: explainColumns(), tag: "EXPLAIN"}
	for _, l := range append(lines, engine...) {
		r.rows = append(r.rows, []string{l})
	}
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
func (s *session) enginePlan(ctx context.Context, explain string) ([]string, error) {
	lines := []string{"DuckDB"}
	err := s.conn.Query(ctx, explain, func(row []any) error {
		text, _ := row[1].(string)
		for _, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
			lines = append(lines, "  "+l)
		}
		return nil
	})
	return lines, err
}
