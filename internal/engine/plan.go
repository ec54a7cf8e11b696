package engine

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
)

// plan is what a session keeps of a statement that it has met: what the client was
// told of it, and for a query that reads nothing but tables of the session's own, the
// query itself, prepared in the engine with its parameters left open. The answer is
// computed each time; only the way to it is kept. But what reads nothing, calls nothing
// and takes no parameters, such as SELECT 1, is a constant, and its answer is kept too.
//
// A plan holds as long as nothing changes that its text may mean something else by:
// an object is made or dropped anywhere (Engine.definitions), or a setting changes
// that a statement's meaning may hang on (settings.meaning).
type plan struct {
	definitions int64
	meaning     uint64
	met         int // how many times the statement was run

	described bool
	params    []uint32
	columns   []pgwire.Column

	tried  bool // to prepare it
	stmt   *duck.Stmt
	bind   []binder
	want   []analysis.Column
	oneRow bool
	result []duck.Column // of the last run, which shape describes
	shape  []pgwire.Column

	constant bool
	answered bool
	answer   []*pgwire.Batch // of a constant that was answered
}

// planKey tells statements apart: the text, and the types of the parameters that the
// client has named.
type planKey struct{ text, types string }

const (
	// maxPlans is how many plans a session keeps.
	maxPlans = 100
	// maxPlanText is the length in bytes of the longest text that is kept.
	maxPlanText = 8 << 10
	// planAfter is how many runs a statement with parameters must have before it is
	// worth finding out whether they may stay open.
	planAfter = 3
)

func newPlans() *simplelru.LRU[planKey, *plan] {
	plans, _ := simplelru.NewLRU(maxPlans, func(_ planKey, p *plan) { p.close() }) // fails for no size alone
	return plans
}

func (p *plan) close() {
	if p.stmt != nil {
		p.stmt.Close()
		p.stmt = nil
	}
}

// plan gives the statement's plan, a fresh one when it had none or it holds no more;
// nil when the statement is of no kind that has plans.
func (st *statement) plan() *plan {
	if st.info.Kind != planner.Query && st.info.Kind != planner.Modify || st.signal != "" || st.configs != nil || st.parsed.Foreign != nil ||
		len(st.parsed.Text) > maxPlanText {
		return nil
	}
	s := st.session
	key := planKey{st.parsed.Text, typesKey(st.oids)}
	definitions, meaning := s.engine.definitions.Load(), s.settings.meaning
	if p, ok := s.plans.Get(key); ok {
		if p.definitions == definitions && p.meaning == meaning {
			return p
		}
		s.plans.Remove(key)
	}
	p := &plan{definitions: definitions, meaning: meaning}
	s.plans.Add(key, p)
	return p
}

func typesKey(oids []uint32) string {
	if len(oids) == 0 {
		return ""
	}
	var b strings.Builder
	for _, oid := range oids {
		for i := range 4 {
			b.WriteByte(byte(oid >> (8 * i)))
		}
	}
	return b.String()
}

// runPlan runs the statement by its plan. It gives nil when it has none that can be
// run as it is, or not with these arguments.
func (st *statement) runPlan(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	if st.info.Kind != planner.Query {
		return nil, nil
	}
	p := st.plan()
	if p == nil {
		return nil, nil
	}
	s := st.session
	p.met++
	if !p.tried && (len(args) == 0 || p.met >= planAfter) {
		p.tried = true
		s.settle(ctx)
		if err := s.applyPath(ctx); err != nil {
			return nil, err
		}
		if err := st.makePlan(ctx, p, len(args)); err != nil {
			return nil, err
		}
	}
	if p.stmt == nil || len(args) != len(p.bind) {
		return nil, nil
	}
	values := make([]any, len(args))
	for i, a := range args {
		v, ok := p.bind[i](a)
		if !ok {
			return nil, nil
		}
		values[i] = v
	}
	s.queried = true
	if p.answered {
		return &constantRows{columns: p.shape, batches: p.answer}, nil
	}
	s.settle(ctx)
	rows, err := p.run(ctx, st, values)
	if err != nil || !p.constant {
		return rows, err
	}
	return p.keep(ctx, rows)
}

// run starts the plan's query.
func (p *plan) run(ctx context.Context, st *statement, values []any) (*streamRows, error) {
	s := st.session
	if err := p.stmt.Bind(values); err != nil {
		return nil, err
	}
	start := p.stmt.Stream
	if p.oneRow {
		start = p.stmt.Execute
	}
	stream, err := start(ctx)
	if err != nil {
		return nil, err
	}
	// The engine prepares a statement anew by itself when it must, and the result may be
	// of other types then.
	if p.shape == nil || !sameTypes(p.result, stream.Columns()) {
		p.result, p.shape = stream.Columns(), wireColumns(stream.Columns(), p.want)
	}
	r := &streamRows{session: s, parsed: st.parsed, stream: stream, columns: p.shape, tag: "SELECT", count: true}
	s.open = r
	return r, nil
}

// keep makes the row of a constant the plan's answer.
func (p *plan) keep(ctx context.Context, rows *streamRows) (pgwire.Rows, error) {
	defer rows.Close()
	var answer []*pgwire.Batch
	for {
		b, err := rows.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		answer = append(answer, b.Clone())
	}
	p.answered, p.answer = true, answer
	return &constantRows{columns: p.shape, batches: answer}, nil
}

func sameTypes(a, b []duck.Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name || !a[i].Type.Same(b[i].Type) {
			return false
		}
	}
	return true
}
