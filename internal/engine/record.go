package engine

import (
	"context"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// runRecorded runs a write of a transaction block and puts it into the journal.
func (st *statement) runRecorded(ctx context.Context, rendered planner.Rendered, whole []string) (pgwire.Rows, error) {
	s := st.session
	why, err := st.unrepeatable(ctx, rendered.Uses)
	if err != nil {
		return nil, err
	}
	columns := s.columnsOf(st.info)
	if why == "" && st.info.Kind == planner.Modify && !st.plainly(rendered.Uses) && columns == nil {
		why = "the columns of " + st.info.Target + " are not known"
	}
	if why != "" {
		s.record(entry{}, why)
		return st.runWrite(ctx, rendered, whole)
	}
	names, err := st.entryNames(ctx, rendered.Uses)
	if err != nil {
		return nil, err
	}
	e := s.newEntry(names)
	switch {
	case st.info.Kind != planner.Modify || st.plainly(rendered.Uses):
	case st.info.Tag == "DELETE":
		return st.runDeletion(ctx, rendered, &e, columns)
	default:
		return st.runReturning(ctx, rendered, e, columns)
	}
	rows, changed, err := st.execute(ctx, whole)
	if err != nil {
		return nil, err
	}
	e.sql, e.counts, e.changed = whole, st.info.Kind == planner.Modify, changed
	if e.defines = st.info.Kind == planner.Define; e.defines {
		if st.skipped {
			return rows, nil
		}
		s.journal.sequences = s.journal.sequences || makesSequence(st.info, rendered)
		if why, err = st.keepTable(ctx, rendered, &e); err != nil {
			return nil, err
		}
	}
	s.record(e, why)
	return rows, nil
}

// plainly says whether a modification is done again by its text alone.
func (st *statement) plainly(u planner.Uses) bool {
	return (u.EachRow || u.Joins) && !st.info.Returning
}

func makesSequence(i planner.Info, r planner.Rendered) bool {
	return i.Tag == "CREATE SEQUENCE" || i.Tag == "CREATE TABLE" && len(r.Before) > 0
}

// unrepeatable says why a statement would not do the same again, as far as is known
// before it runs.
func (st *statement) unrepeatable(ctx context.Context, u planner.Uses) (why string, err error) {
	i := st.info
	evaluated := i.Kind == planner.Modify || strings.HasPrefix(i.Tag, "ALTER")
	if !evaluated || i.Tag == "INSERT" && !u.Upserts {
		return "", nil
	}
	if u.JoinsQuery {
		return "DELETE … USING has a subquery", nil
	}
	if u.Catalogs {
		return i.Tag + " reads a system catalog", nil
	}
	names, err := st.session.engine.repeatable(ctx)
	if err != nil {
		return "", err
	}
	for _, name := range u.Functions {
		if !names[name] {
			return i.Tag + " calls " + name + "()", nil
		}
	}
	if !u.Upserts {
		return "", nil
	}
	err = st.session.conn.Query(ctx, "SELECT column_default, column_name FROM duckdb_columns() WHERE lower(table_name) = lower($1) AND column_default IS NOT NULL",
		func(row []any) error {
			text, _ := row[0].(string)
			column, _ := row[1].(string)
			if !slices.Contains(u.Given, column) && !repeats(strings.ToLower(text), names) {
				why = "INSERT … ON CONFLICT DO UPDATE may use the default " + text
			}
			return nil
		}, i.Target)
	return why, err
}

// columnsOf gives the columns of the statement's target.
func (s *session) columnsOf(i planner.Info) (names []string) {
	if s.named == nil {
		return nil
	}
	if r := s.named.Relation(i.TargetSchema, i.Target); r != nil {
		for _, c := range r.Columns {
			names = append(names, c.Name)
		}
	}
	return names
}

// runReturning runs a modification that returns the rows that it changes, after what
// the client wants of them: an INSERT's are kept, of others the hashes.
func (st *statement) runReturning(ctx context.Context, rendered planner.Rendered, e entry, columns []string) (pgwire.Rows, error) {
	s := st.session
	keeps, hidden := st.info.Tag == "INSERT" && !rendered.Uses.Upserts, 1
	sql, err := "", error(nil)
	if keeps {
		hidden = len(columns)
		e.into(st.info)
		sql, err = rendered.WithRows()
	} else {
		sql, err = rendered.WithHashes(columns)
		e.hashed = sql
	}
	if err != nil {
		return nil, err
	}
	rows, err := s.stream(ctx, st.parsed, sql, st.info.Tag+returningTag[st.info.Tag], true, nil)
	if err != nil {
		return nil, err
	}
	all := rows.stream.Columns()
	own := len(all) - hidden
	if st.info.Returning {
		rows.columns = wireColumns(all[:own], rendered.Columns)
	}
	why, err := rows.readAhead(ctx, st.info.Returning, func(c *duck.Chunk) string {
		e.changed += int64(c.Rows)
		if keeps {
			return s.journal.keep(&e, c, own)
		}
		for row := range c.Rows {
			hash, _ := c.Columns[own].Value(row).(int64)
			e.sum += hash
		}
		return ""
	})
	if err != nil {
		_ = rows.Close()
		return nil, err
	}
	s.record(e, why)
	if st.info.Returning {
		return rows, nil
	}
	return noRows(st.tag(e.changed)), rows.Close()
}

// runDeletion runs a DELETE as a query and a deletion, see planner.Rendered.Deletion. e
// is the journal's entry, nil where there is none.
func (st *statement) runDeletion(ctx context.Context, rendered planner.Rendered, e *entry, columns []string) (pgwire.Rows, error) {
	s := st.session
	returned, hashes, deletion, ok := rendered.Deletion(columns)
	if !ok {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "DELETE … USING … RETURNING is not supported in a transaction that has written")
	}
	rows := (*streamRows)(nil)
	if st.info.Returning {
		var err error
		if rows, err = s.stream(ctx, st.parsed, returned, "DELETE", true, rendered.Columns); err != nil {
			return nil, err
		}
		if s.settle(ctx); rows.err != nil {
			_ = rows.Close()
			return nil, rows.err
		}
	}
	changed, err := int64(0), error(nil)
	if e != nil {
		e.hashed, e.sql, e.counts = hashes, []string{deletion}, true
		e.changed, e.sum, err = s.hashRows(ctx, hashes)
	}
	if err == nil {
		changed, err = s.conn.Exec(ctx, deletion)
	}
	if found := rows.rest(); err == nil && rows != nil && found != changed {
		err = pgerr.New(pgerr.InternalError, "DELETE found %d rows and deleted %d", found, changed)
	}
	if err != nil {
		if rows != nil {
			_ = rows.Close()
		}
		return nil, err
	}
	if e != nil {
		s.record(*e, "")
	}
	if rows != nil {
		return rows, nil
	}
	return noRows(st.tag(changed)), nil
}

// rest gives the number of rows that were read ahead.
func (r *streamRows) rest() (rows int64) {
	if r == nil {
		return 0
	}
	for _, c := range r.kept {
		rows += int64(c.Rows)
	}
	return rows
}

// vectorSize is what a vector takes of a chunk, whatever its rows, about, in bytes.
const vectorSize = 2048 * 16

// readAhead reads the rows to their end and calls use for each chunk, until that says why
// no more is of use. The rows stay there to be read if they are wanted; should they be
// more than a journal holds, the rest is left where it is.
func (r *streamRows) readAhead(ctx context.Context, wanted bool, use func(*duck.Chunk) (why string)) (why string, err error) {
	size := 0
	for {
		chunk, err := r.stream.Next(ctx)
		if err != nil {
			return "", err
		}
		if chunk == nil {
			r.spooled = true
			r.done()
			return why, nil
		}
		if why == "" {
			why = use(chunk)
		}
		if !wanted {
			continue
		}
		r.kept = append(r.kept, r.stream.Detach())
		if size += len(chunk.Columns) * vectorSize; size > maxJournal {
			return tooMuch, nil
		}
	}
}

// keepTable keeps the rows of a table that CREATE TABLE … AS has made.
func (st *statement) keepTable(ctx context.Context, rendered planner.Rendered, e *entry) (why string, err error) {
	if st.info.Tag != "SELECT" {
		return "", nil
	}
	text, err := rendered.WithNoData()
	if err != nil {
		return "", err
	}
	e.sql = []string{text}
	e.into(st.info)
	rows, err := st.session.stream(ctx, st.parsed, "FROM "+localName(st.info), "SELECT", true, nil)
	if err != nil {
		return "", err
	}
	why, err = rows.readAhead(ctx, false, func(c *duck.Chunk) string { return st.session.journal.keep(e, c, 0) })
	if closing := rows.Close(); err == nil {
		err = closing
	}
	return why, err
}

// keepInserted runs an INSERT that returns its rows and keeps them.
func (s *session) keepInserted(ctx context.Context, e *entry, stmt *duck.Stmt) (why string, err error) {
	stream, err := stmt.Stream(ctx)
	if err != nil {
		return "", err
	}
	defer stream.Close()
	for {
		chunk, err := stream.Next(ctx)
		if err != nil || chunk == nil {
			return why, err
		}
		if why == "" {
			why = s.journal.keep(e, chunk, 0)
		}
	}
}
