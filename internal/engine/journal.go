package engine

import (
	"context"
	"fmt"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/planner"
)

// journal holds the writes of a transaction block in their order, with what does each
// again exactly: DuckDB has no savepoints, so that ROLLBACK TO SAVEPOINT undoes the
// whole transaction and does again what was written before the savepoint.
//
// An INSERT's and a COPY's rows are kept, with the defaults they were given. An UPDATE
// or DELETE is run again: one that looks at nothing but the rows it changes does the
// same on the same rows, another's rows are compared by their hashes. What would not do
// the same, such as UPDATE … SET x = random(), is known for it before, and a savepoint
// behind it cannot be gone back to.
type journal struct {
	base    int64 // commits.now() before the transaction's snapshot
	entries []entry
	size    int    // bytes that they take
	why     string // not empty: the last entry cannot be done again, nor what came after

	sequences bool             // an entry has made one
	values    map[string]int64 // of sequences, as last seen
}

// maxJournal is how many bytes the writes of a transaction may take to be done again.
const maxJournal = 64 << 20

// entry is one write.
type entry struct {
	hashed  string // returns hashes of the rows that are changed
	sum     int64  // of the hashes
	sql     []string
	counts  bool  // sql's last statement changes so many rows:
	changed int64 // the rows that are changed

	// rows are put into a table after sql.
	rows                   []*duck.Rows
	kept                   int // bytes of them
	catalog, schema, table string

	names      map[string]bool // the relations that it reads and writes
	defines    bool
	zone, path string // settings that names and times hang on
}

// entrySize is what an entry takes besides its rows and its text, about.
const entrySize = 300

// recording says whether a write is to be put into a journal that is of use still.
func (s *session) recording() bool { return s.journal != nil && s.journal.why == "" }

// length gives the number of entries; a block that has not written has no journal.
func (j *journal) length() int {
	if j == nil {
		return 0
	}
	return len(j.entries)
}

// refuses says why so many of the first entries cannot be done again.
func (j *journal) refuses(entries int) string {
	if j == nil || j.why == "" || entries < len(j.entries) {
		return ""
	}
	return j.why
}

// openJournal begins the journal of a transaction block.
func (s *session) openJournal() {
	if s.block == 'I' || s.journal != nil {
		return
	}
	s.journal = &journal{base: s.engine.commits.now()}
	if s.writing {
		s.journal.entries, s.journal.why = make([]entry, 1), "a statement before BEGIN has written in the same query"
	}
}

// newEntry makes the entry of a write on a relation.
func (s *session) newEntry(names map[string]bool) entry {
	return entry{names: names, zone: s.setting("timezone"), path: s.setting("search_path")}
}

// record puts a write into the journal; with a reason why not, it says that it cannot
// be done again.
func (s *session) record(e entry, why string) {
	j := s.journal
	if j == nil || j.why != "" {
		return
	}
	j.size += e.size()
	if why == "" && j.size > maxJournal {
		why = tooMuch
	}
	j.why = why
	if why != "" {
		e = entry{}
	}
	j.entries = append(j.entries, e)
}

var tooMuch = fmt.Sprintf("the transaction has written more than %d MB", maxJournal>>20)

// keep copies a chunk's columns from a number on into the entry; it gives why it could
// not.
func (j *journal) keep(e *entry, c *duck.Chunk, from int) (why string) {
	rows, ok := c.Copy(from)
	if !ok {
		return "a column of " + e.table + " is of a type whose values cannot be kept"
	}
	e.rows = append(e.rows, rows)
	e.kept += rows.Size
	if j.size+e.kept > maxJournal {
		return tooMuch
	}
	return ""
}

// size gives the bytes that the entry takes, about.
func (e *entry) size() int {
	size := entrySize + e.kept + len(e.hashed)
	for _, text := range e.sql {
		size += len(text)
	}
	return size
}

// into says which table the entry's rows go to.
func (e *entry) into(i planner.Info) {
	e.schema, e.table = i.TargetSchema, i.Target
	if i.TargetSchema == "pg_temp" || i.Temporary {
		e.catalog, e.schema = "temp", "main"
	}
}

// written gives the relations that a statement changes, for others' journals. A
// temporary table is nobody else's.
func (s *session) written(i planner.Info) map[string]bool {
	names := map[string]bool{}
	switch {
	case i.Kind == planner.Define && i.Temporary:
	case strings.HasPrefix(i.Tag, "ALTER"), strings.HasSuffix(i.Tag, "SCHEMA"), i.Defining.Cascade:
		names[everything] = true
	case i.Kind == planner.Define:
		names[strings.ToLower(i.Target)] = true
		for _, o := range i.Defining.Objects {
			names[strings.ToLower(o.Name)] = true
		}
	case !s.namesTemporary(i):
		names[strings.ToLower(i.Target)] = true
	}
	return names
}

// namesTemporary says whether the statement's target is a temporary table.
func (s *session) namesTemporary(i planner.Info) bool {
	if i.TargetSchema != "" || s.named == nil {
		return i.TargetSchema == temporary
	}
	found := s.named.Relation("", i.Target)
	return found != nil && found == s.named.own[temporary+"."+i.Target]
}

// entryNames gives the relations that a statement reads and writes; everything when it
// may read a view.
func (st *statement) entryNames(ctx context.Context, u planner.Uses) (map[string]bool, error) {
	names := map[string]bool{strings.ToLower(st.info.Target): true}
	for _, o := range st.info.Defining.Objects {
		names[strings.ToLower(o.Name)] = true
	}
	views, err := st.session.viewNames(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range u.Relations {
		names[name] = true
		if views[name] {
			names[everything] = true
		}
	}
	return names, nil
}
