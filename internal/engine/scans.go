package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/trailgres/trailgres/planner"
)

// keptScans are the scans that a query was found to need, for when it comes again:
// a dashboard asks the same all the time.
type keptScans struct {
	definitions int64
	meaning     uint64
	scans       []planner.TableScan
}

func newKeptScans() *simplelru.LRU[string, keptScans] {
	kept, _ := simplelru.NewLRU[string, keptScans](maxPlans, nil) // fails for no size alone
	return kept
}

// scansOf gives the scans that a rendered query needs. They are kept when they are the
// same each time: when the query calls nothing that changes by itself, names no view,
// and no local rows were read for them.
func (s *session) scansOf(ctx context.Context, r planner.Rendered) ([]planner.TableScan, error) {
	definitions, meaning := s.engine.definitions.Load(), s.settings.meaning
	if kept, ok := s.kept.Get(r.Query); ok && kept.definitions == definitions && kept.meaning == meaning {
		return kept.scans, nil
	}
	if plain, err := s.plain(ctx, r.Uses); plain || err != nil {
		return nil, err
	}
	asked := false
	scans, err := s.scans(ctx, r.Query, &asked)
	if err != nil || asked || r.Uses.Moment || r.Uses.Catalogs || len(r.Query) > maxPlanText || r.Query == "" {
		return scans, err
	}
	uses := r.Uses
	uses.Relations = nil
	for _, name := range r.Uses.Relations {
		if !s.engine.isVirtual("", name) {
			uses.Relations = append(uses.Relations, name)
		}
	}
	if steady, err := s.steady(ctx, uses); err == nil && steady {
		s.kept.Add(r.Query, keptScans{definitions, meaning, scans})
	}
	return scans, nil
}

// plain says whether nothing but tables of users can be read, which need no scans.
func (s *session) plain(ctx context.Context, u planner.Uses) (bool, error) {
	if u.Catalogs || u.Qualified || len(u.Relations) == 0 {
		return false, nil
	}
	views, err := s.viewNames(ctx)
	if err != nil {
		return false, err
	}
	for _, name := range u.Relations {
		if views[name] {
			return false, nil
		}
	}
	return true, nil
}

// scans asks the twin which scans the query needs. asked, if it is not nil, tells
// whether rows of the store had to be read for it.
func (s *session) scans(ctx context.Context, query string, asked *bool) ([]planner.TableScan, error) {
	if query == "" {
		return nil, nil
	}
	if err := s.sync(ctx); err != nil {
		return nil, err
	}
	plan, err := s.twin.plan(ctx, query)
	if err != nil {
		return nil, err
	}
	ask := func() {
		if asked != nil {
			*asked = true
		}
	}
	return planner.Scans(plan, planner.Context{
		Tables: s.engine.options.Tables, Zone: s.zone,
		Keys:  func(query string) ([]string, bool, error) { ask(); return s.keys(ctx, query) },
		Check: func(expression string) error { ask(); return s.check(ctx, expression) },
	})
}

// maxKeys is how many keys of a join's small side are looked up one by one; the
// table may still find one wide lookup cheaper.
const maxKeys = 100

// keys gives the values of a query over local tables, false when they are many.
func (s *session) keys(ctx context.Context, query string) (values []string, ok bool, err error) {
	err = s.conn.Query(ctx, fmt.Sprintf("%s LIMIT %d", query, maxKeys+1), func(row []any) error {
		text, _ := row[0].(string)
		values = append(values, text)
		return nil
	})
	return values, len(values) <= maxKeys, err
}

// check computes a constant expression for its error alone.
func (s *session) check(ctx context.Context, expression string) error {
	return s.conn.Query(ctx, "SELECT "+expression, func([]any) error { return nil })
}
