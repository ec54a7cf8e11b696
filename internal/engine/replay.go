package engine

import (
	"context"
	"fmt"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// replay undoes DuckDB's transaction and does the journal's first entries again in a new
// one. When it fails nothing of the transaction is left.
func (s *session) replay(ctx context.Context, entries int) error {
	s.settle(ctx)
	s.noteSequences(ctx)
	j := s.journal
	if err := s.abandon(ctx); err != nil {
		return err
	}
	if j == nil || entries == 0 {
		s.journal, s.changed = nil, nil
		return nil
	}
	names := map[string]bool{}
	for _, e := range j.entries[:entries] {
		for name := range e.names {
			names[name] = true
		}
	}
	base := s.engine.commits.now()
	err := s.begin(ctx)
	if err == nil {
		err = s.redo(ctx, j.entries[:entries])
	}
	// The new transaction has its snapshot by now: what was committed before it is known.
	if s.engine.commits.since(j.base, names) {
		err = concurrentUpdate(err)
	}
	if err == nil {
		err = s.advanceSequences(ctx)
	}
	if err != nil {
		_ = s.abandon(ctx)
		return err
	}
	j.base = base
	j.cut(entries)
	return nil
}

// cut forgets the entries after a number of them.
func (j *journal) cut(entries int) {
	clear(j.entries[entries:])
	j.entries, j.why, j.size = j.entries[:entries], "", 0
	for _, e := range j.entries {
		j.size += e.size()
	}
}

// abandon rolls DuckDB's transaction back, and leaves the block as it is.
func (s *session) abandon(ctx context.Context) error {
	if !s.writing {
		return nil
	}
	s.writing = false
	s.engine.definitions.Add(1)
	_, err := s.conn.Exec(context.WithoutCancel(ctx), "ROLLBACK")
	return err
}

// redo does entries again. INSERTs that follow each other into one table are one.
func (s *session) redo(ctx context.Context, entries []entry) error {
	for i := 0; i < len(entries); i++ {
		e := entries[i]
		if err := s.applyEntry(ctx, &e); err != nil {
			return err
		}
		rows := e.rows
		for e.sql == nil && e.hashed == "" && i+1 < len(entries) && entries[i+1].follows(e) {
			i++
			rows = append(rows[:len(rows):len(rows)], entries[i].rows...)
		}
		if len(rows) == 0 {
			continue
		}
		if err := s.conn.Append(ctx, e.catalog, e.schema, e.table, rows); err != nil {
			return err
		}
	}
	return nil
}

// follows says whether an entry puts rows into the same table as the one before.
func (e *entry) follows(before entry) bool {
	return e.sql == nil && e.hashed == "" && e.table == before.table && e.schema == before.schema && e.catalog == before.catalog && e.path == before.path
}

// applyEntry runs an entry's statements, under the settings that they had.
func (s *session) applyEntry(ctx context.Context, e *entry) error {
	s.mu.Lock()
	s.settings.put("timezone", e.zone)
	s.settings.put("search_path", e.path)
	s.mu.Unlock()
	if err := s.applyZone(ctx); err != nil {
		return err
	}
	if err := s.applyPath(ctx); err != nil {
		return err
	}
	if err := s.fixTime(ctx, s.began); err != nil {
		return err
	}
	if e.hashed != "" {
		rows, sum, err := s.hashRows(ctx, e.hashed)
		if err != nil {
			return err
		}
		if rows != e.changed || sum != e.sum {
			return notTheSame(e.hashed)
		}
	}
	var changed int64
	for _, sql := range e.sql {
		var err error
		if changed, err = s.conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	if e.defines {
		s.engine.definitions.Add(1)
	}
	if e.counts && changed != e.changed {
		return notTheSame(e.sql[len(e.sql)-1])
	}
	return nil
}

// hashRows runs a statement whose last column is of hashes, and sums them up.
func (s *session) hashRows(ctx context.Context, sql string) (rows, sum int64, err error) {
	err = s.conn.Query(ctx, sql, func(row []any) error {
		hash, _ := row[len(row)-1].(int64)
		rows, sum = rows+1, sum+hash
		return nil
	})
	return rows, sum, err
}

func notTheSame(sql string) error {
	return pgerr.New(pgerr.InternalError, "could not do again what the transaction wrote before the savepoint").
		WithDetail("The engine changed other rows than the first time: %s", sql)
}

const sequenceValues = `
SELECT CASE WHEN temporary THEN 'temp.main' ELSE '"' || replace(schema_name, '"', '""') || '"' END || '."' || replace(sequence_name, '"', '""') || '"',
    coalesce(last_value, start_value - increment_by), increment_by
FROM duckdb_sequences()`

// noteSequences notes the values of sequences, if the transaction has made some: what
// nextval() has given is not given again, whatever is rolled back.
func (s *session) noteSequences(ctx context.Context) {
	if s.journal == nil || !s.journal.sequences || !s.writing {
		return
	}
	s.settle(ctx)
	values := map[string]int64{}
	err := s.conn.Query(ctx, sequenceValues, func(row []any) error {
		name, _ := row[0].(string)
		values[name], _ = row[1].(int64)
		return nil
	})
	if err == nil { // a transaction that has failed tells no more
		s.journal.values = values
	}
}

// advanceSequences brings sequences that were made again to where they were.
func (s *session) advanceSequences(ctx context.Context) error {
	if !s.journal.sequences {
		return nil
	}
	steps := map[string]int64{}
	err := s.conn.Query(ctx, sequenceValues, func(row []any) error {
		name, _ := row[0].(string)
		value, _ := row[1].(int64)
		by, _ := row[2].(int64)
		if was, known := s.journal.values[name]; known && by != 0 && (was-value)/by > 0 {
			steps[name] = (was - value) / by
		}
		return nil
	})
	for name, n := range steps {
		if err == nil {
			_, err = s.conn.Exec(ctx, fmt.Sprintf("SELECT max(nextval(%s)) FROM range(%d)", literal(name), n))
		}
	}
	return err
}
