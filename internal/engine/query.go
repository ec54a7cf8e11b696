package engine

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/tables"
)

// query runs a SELECT: its scans are made complete, then its rows are pulled.
func (st *statement) query(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	s := st.session
	rendered, err := st.render(ctx, st.rewriter(nonNil(args)))
	if err != nil {
		return nil, err
	}
	if rendered.CatalogsOnly {
		if err := s.sync(ctx); err != nil {
			return nil, err
		}
		return s.stream(ctx, st.parsed, rendered.SQL, "SELECT", true, rendered.Columns)
	}
	scans, err := s.scansOf(ctx, rendered)
	if err != nil {
		return nil, err
	}
	if want := pgwire.RowLimit(ctx); want > 0 {
		if rows, err := st.stage(ctx, rendered, scans, int64(want)); rows != nil || err != nil {
			return rows, err
		}
	}
	release, err := s.complete(ctx, rendered.Query, scans)
	if err != nil {
		return nil, err
	}
	// Once the statement has begun it sees its own snapshot, whatever is evicted.
	defer release()
	return s.stream(ctx, st.parsed, rendered.SQL, "SELECT", true, rendered.Columns)
}

// nonNil tells the renderer that there are arguments, even none.
func nonNil(args []pgwire.Arg) []pgwire.Arg {
	if args == nil {
		return []pgwire.Arg{}
	}
	return args
}

// stream starts SQL on the session's connection. want are those of planner.Rendered.
func (s *session) stream(ctx context.Context, parsed *planner.Statement, sql, tag string, count bool, want []analysis.Column) (*streamRows, error) {
	p, err := s.conn.Prepare(ctx, sql)
	if err != nil {
		return nil, err
	}
	if wrapped, needed := serveable(sql, p.Columns(), want); needed && p.Select() {
		p.Close()
		if p, err = s.conn.Prepare(ctx, wrapped); err != nil {
			return nil, err
		}
	}
	defer p.Close()
	stream, err := p.Stream(ctx)
	if err != nil {
		return nil, err
	}
	r := &streamRows{session: s, parsed: parsed, stream: stream, columns: wireColumns(stream.Columns(), want), tag: tag, count: count}
	s.open = r
	return r, nil
}

// quote writes an identifier.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// complete makes the scans of a query complete. The rows stay until release is
// called.
func (s *session) complete(ctx context.Context, query string, scans []planner.TableScan) (release func(), err error) {
	if err := s.splitQuery(ctx, len(scans)); err != nil {
		return nil, err
	}
	scans = byTable(scans)
	if err := s.guard(ctx, scans); err != nil {
		return nil, err
	}
	ctx = tables.WithNotify(ctx, s.notice)
	releases := make([]func(), len(scans))
	group, groupCtx := errgroup.WithContext(ctx)
	for i, scan := range scans {
		if scan.Limit > 0 {
			scan.Scan.Enough = s.enough(query, scan.Limit)
		}
		scan.Scan.MaxCalls = s.maxCalls()
		group.Go(func() error {
			r, err := scan.Table.Complete(groupCtx, scan.Scan)
			releases[i] = r
			return err
		})
	}
	err = group.Wait()
	release = func() {
		for _, r := range releases {
			if r != nil {
				r()
			}
		}
	}
	if err == nil {
		err = s.checkSnapshot(scans)
	}
	if err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// completeOne makes one scan complete, as complete does.
func (s *session) completeOne(ctx context.Context, table tables.Table, scan tables.Scan) (release func(), err error) {
	if err := s.splitQuery(ctx, 1); err != nil {
		return nil, err
	}
	scan.MaxCalls = s.maxCalls()
	release, err = table.Complete(tables.WithNotify(ctx, s.notice), scan)
	if err != nil {
		return nil, err
	}
	if err := s.checkSnapshot([]planner.TableScan{{Table: table}}); err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// byTable makes one scan of all those of one table, as in a self-join: they share
// their lookups, and the client hears of their progress once.
func byTable(scans []planner.TableScan) []planner.TableScan {
	var out []planner.TableScan
	for _, scan := range scans {
		i := slices.IndexFunc(out, func(o planner.TableScan) bool { return o.Table == scan.Table })
		if i < 0 {
			out = append(out, scan)
			continue
		}
		out[i].Limit = 0
		out[i].Scan = union(out[i].Scan, scan.Scan)
	}
	return out
}

// union gives the scan that asks for what either asks for.
func union(a, b tables.Scan) tables.Scan {
	switch {
	case a.Nothing:
		return b
	case b.Nothing:
		return a
	case len(a.Where) == 0 || len(b.Where) == 0:
		return tables.Scan{}
	}
	return tables.Scan{Where: append(slices.Clone(a.Where), b.Where...)}
}

// checkSnapshot refuses to read rows that the session's own open transaction of
// DuckDB cannot see.
func (s *session) checkSnapshot(scans []planner.TableScan) error {
	if len(scans) == 0 || !s.writing || s.engine.system.changes.Load() == s.snapshot {
		return nil
	}
	return pgerr.New(pgerr.FeatureNotSupported,
		"cannot read newly fetched rows of %s in a transaction that has written", scans[0].Table.Name()).
		WithHint("Commit the transaction first; what was fetched stays cached.")
}

// enough asks whether the rows at or after a moment already settle a query with a
// limit: the session's view of the virtual tables is cut at that moment, and the
// query's own rows are counted.
func (s *session) enough(query string, limit int64) func(context.Context, time.Time) (bool, error) {
	return func(ctx context.Context, since time.Time) (bool, error) {
		if _, err := s.conn.Exec(ctx, "SET VARIABLE scan_since = "+moment(since)); err != nil {
			return false, err
		}
		var rows int64
		err := s.conn.Query(ctx, "SELECT count(*) FROM ("+query+") q", func(row []any) error {
			rows, _ = row[0].(int64)
			return nil
		})
		if _, reset := s.conn.Exec(context.WithoutCancel(ctx), "RESET VARIABLE scan_since"); reset != nil {
			return false, reset
		}
		return rows >= limit, err
	}
}
