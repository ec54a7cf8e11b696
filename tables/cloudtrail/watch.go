package cloudtrail

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// Watches gives the tables that tell what the events table does: trailgres.sources,
// trailgres.lookups and trailgres.coverage. Their rows are taken when a query
// asks.
func (t *Table) Watches() []tables.Table {
	return []tables.Table{
		&watch{name: "sources", doc: "The accounts and regions that are asked for events.", columns: sourceColumns, rows: t.sourceRows},
		&watch{name: "lookups", doc: "The latest lookups, with the calls each took.", columns: lookupColumns, rows: t.lookupRows},
		&watch{name: "coverage", doc: "What is complete in the cache: for each source and filter, the intervals that need no call.", columns: coverageColumns, rows: t.coverageRows},
	}
}

var sourceColumns = []tables.Column{
	{Name: "account_id", Type: tables.Text, Doc: "The account."},
	{Name: "region", Type: tables.Text, Doc: "The region."},
	{Name: "cached_events", Type: tables.BigInt, Doc: "How many of its events are cached."},
	{Name: "oldest_event", Type: tables.TimestampTZ, Doc: "The oldest cached event's time."},
	{Name: "newest_event", Type: tables.TimestampTZ, Doc: "The newest cached event's time."},
}

var lookupColumns = []tables.Column{
	{Name: "account_id", Type: tables.Text, Doc: "The account that was asked."},
	{Name: "region", Type: tables.Text, Doc: "The region that was asked."},
	{Name: "attribute", Type: tables.Text, Doc: "The attribute that was filtered on; NULL for everything."},
	{Name: "value", Type: tables.Text, Doc: "The attribute's value."},
	{Name: "from_time", Type: tables.TimestampTZ, Doc: "The oldest second that was asked for."},
	{Name: "to_time", Type: tables.TimestampTZ, Doc: "The newest second that was asked for."},
	{Name: "started", Type: tables.TimestampTZ, Doc: "When the lookup began."},
	{Name: "milliseconds", Type: tables.BigInt, Doc: "How long it took; NULL while it runs."},
	{Name: "calls", Type: tables.BigInt, Doc: "How many pages it brought, a call each."},
	{Name: "events", Type: tables.BigInt, Doc: "How many events it brought."},
	{Name: "state", Type: tables.Text, Doc: "running, complete, stopped (nobody needed the rest) or failed."},
}

var coverageColumns = []tables.Column{
	{Name: "account_id", Type: tables.Text, Doc: "The account."},
	{Name: "region", Type: tables.Text, Doc: "The region."},
	{Name: "attribute", Type: tables.Text, Doc: "The attribute under which it is complete; NULL for everything."},
	{Name: "value", Type: tables.Text, Doc: "The attribute's value."},
	{Name: "from_time", Type: tables.TimestampTZ, Doc: "The oldest complete second."},
	{Name: "to_time", Type: tables.TimestampTZ, Doc: "The newest complete second."},
	{Name: "provisional", Type: tables.Boolean, Doc: "Whether late events may still arrive, so that it is read again after a short time."},
}

// watch is a small virtual table whose rows the server has in memory.
type watch struct {
	name, doc string
	columns   []tables.Column
	rows      func(ctx context.Context) ([][]any, error)
	store     tables.Store
	reading   atomic.Int64 // numbers the readings; queries see the newest whole one
}

func (w *watch) Schema() string           { return "trailgres" }
func (w *watch) Name() string             { return w.name }
func (w *watch) Doc() string              { return w.doc }
func (w *watch) Columns() []tables.Column { return w.columns }

// Open creates the storage, which a new server begins empty, and the view on it.
func (w *watch) Open(ctx context.Context, s tables.Store) error {
	w.store = s
	var definitions, names []string
	for _, c := range w.columns {
		definitions = append(definitions, c.Name+" "+tables.StoredType(c.Type))
		names = append(names, c.Name)
	}
	fill := strings.NewReplacer("{{name}}", w.name, "{{columns}}", strings.Join(definitions, ", "), "{{names}}", strings.Join(names, ", "))
	for _, statement := range tables.Statements(fill.Replace(readSQL("watch.sql"))) {
		if _, err := s.Exec(ctx, statement); err != nil {
			return fmt.Errorf("create %s: %w", w.name, err)
		}
	}
	return nil
}

// Complete takes the rows as they are now. Readers take turns by numbers: a view
// shows the newest reading, and old ones go when a newer one is in.
func (w *watch) Complete(ctx context.Context, s tables.Scan) (func(), error) {
	if s.Nothing {
		return func() {}, nil
	}
	rows, err := w.rows(ctx)
	if err != nil {
		return nil, err
	}
	reading := w.reading.Add(1)
	list := make([]map[string]any, len(rows))
	for i, row := range rows {
		list[i] = map[string]any{"reading": reading}
		for k, c := range w.columns {
			list[i][c.Name] = jsonTime(row[k])
		}
	}
	// A reading without rows still replaces the one before it.
	list = append(list, map[string]any{"reading": reading, "end_of_reading": true})
	encoded, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", w.name, err)
	}
	if _, err := w.store.Exec(ctx, w.insert(), string(encoded)); err != nil {
		return nil, fmt.Errorf("fill %s: %w", w.name, err)
	}
	const keep = 20 // readings that a query under way may still be about to read
	if _, err := w.store.Exec(ctx, "DELETE FROM cloudtrail_store.watch_"+w.name+" WHERE reading < $1", reading-keep); err != nil {
		return nil, fmt.Errorf("tidy %s: %w", w.name, err)
	}
	return func() {}, nil
}

func jsonTime(v any) any {
	if t, ok := v.(time.Time); ok {
		return t.UTC().Format("2006-01-02 15:04:05.999999+00")
	}
	return v
}

// insert writes the statement that turns a list of objects into rows.
func (w *watch) insert() string {
	shape := map[string]string{"reading": "BIGINT", "end_of_reading": "BOOLEAN"}
	var names []string
	for _, c := range w.columns {
		shape[c.Name] = tables.StoredType(c.Type)
		names = append(names, "r."+c.Name)
	}
	b, _ := json.Marshal(shape)
	return fmt.Sprintf("INSERT INTO cloudtrail_store.watch_%s SELECT r.reading, coalesce(r.end_of_reading, false), %s FROM (SELECT unnest(from_json($1, '[%s]')) AS r)",
		w.name, strings.Join(names, ", "), b)
}

func (t *Table) sourceRows(ctx context.Context) ([][]any, error) {
	cached := map[string][]any{}
	err := t.store.Query(ctx, "SELECT source, count(*), min(event_time), max(event_time) FROM cloudtrail_store.events GROUP BY source",
		func(row []any) error {
			source, _ := row[0].(string)
			cached[source] = append([]any(nil), row[1:]...)
			return nil
		})
	var rows [][]any
	for _, k := range t.order {
		row := []any{k.Account, k.Region}
		if c, ok := cached[k.String()]; ok {
			row = append(row, c...)
		} else {
			row = append(row, int64(0), nil, nil)
		}
		rows = append(rows, row)
	}
	return rows, err
}

func (t *Table) lookupRows(context.Context) ([][]any, error) {
	var rows [][]any
	for _, l := range t.Lookups() {
		var took any
		if l.State != "running" {
			took = l.Took.Milliseconds()
		}
		rows = append(rows, append(describeFilter(l.Source, l.Filter),
			time.Unix(l.Interval.From, 0), time.Unix(l.Interval.To-1, 0), l.Began, took, l.Calls, l.Events, l.State))
	}
	return rows, nil
}

func (t *Table) coverageRows(context.Context) ([][]any, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var rows [][]any
	t.coverage.Each(func(s SourceKey, f Filter, i tables.Interval, asOf int64) {
		rows = append(rows, append(describeFilter(s, f), time.Unix(i.From, 0), time.Unix(i.To-1, 0), asOf != 0))
	})
	return rows, nil
}

func describeFilter(s SourceKey, f Filter) []any {
	if f.Attribute == Everything {
		return []any{s.Account, s.Region, nil, nil}
	}
	return []any{s.Account, s.Region, string(f.Attribute), f.Value}
}
