package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
)

// dependent is an object that goes with another that is dropped.
type dependent struct{ object, on string } // as PostgreSQL describes them

// maxReported is how many of them a client is told
// (src/backend/catalog/dependency.c, MAX_REPORTED_DEPS).
const maxReported = 100

// listed gives lines of which a client is told so many, and how many are left out.
func listed(lines []string) string {
	if more := len(lines) - maxReported; more > 0 {
		noun := "objects"
		if more == 1 {
			noun = "object"
		}
		lines = append(lines[:maxReported:maxReported], fmt.Sprintf("and %d other %s (see server log for list)", more, noun))
	}
	return strings.Join(lines, "\n")
}

// tellCascade tells what else is dropped (dependency.c, reportDependentObjects).
func (s *session) tellCascade(gone []dependent) {
	lines := make([]string, len(gone))
	for i, d := range gone {
		lines[i] = "drop cascades to " + d.object
	}
	switch len(gone) {
	case 0:
	case 1:
		s.tell(pgerr.Notice("%s", lines[0]))
	default:
		s.tell(pgerr.Notice("drop cascades to %d other objects", len(gone)).WithDetail("%s", listed(lines)))
	}
}

// dependsOn is the error of a DROP that others are in the way of.
func dependsOn(what string, in []dependent) *pgerr.Error {
	lines := make([]string, len(in))
	for i, d := range in {
		lines[i] = d.object + " depends on " + d.on
	}
	return pgerr.New("2BP01", "cannot drop %s because other objects depend on it", what).WithDetail("%s", listed(lines)).
		WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
}

// described names a relation as PostgreSQL does in such messages.
func (r *ownRelation) described(s *session) string {
	name := quoteIdent(r.Name)
	if !s.visible[r.OID] && r.Persistence != "t" {
		name = quoteIdent(r.schema) + "." + name
	}
	return r.kindName() + " " + name
}

// viewsOver gives the views that go with a relation, the nearest first, and on what each
// depends.
func (o *catalogObjects) viewsOver(s *session, r *ownRelation) (out []dependent) {
	views := o.over(r)
	slices.Reverse(views)
	for _, v := range views {
		on := r
		for _, w := range views {
			if w != v && slices.Contains(o.over(w), v) {
				on = w
			}
		}
		out = append(out, dependent{v.described(s), on.described(s)})
	}
	return out
}

// inSchema lists what is in a schema, in the order in which it was made; a sequence of a
// column goes with its table.
func (st *statement) inSchema(ctx context.Context, name string) (out []dependent, err error) {
	s := st.session
	owned := map[string]bool{}
	for _, r := range s.seen.Relations {
		for _, sequence := range r.sequences() {
			owned[sequence] = true
		}
	}
	const made = "SELECT table_name, table_oid AS made, schema_name FROM duckdb_tables() UNION ALL SELECT view_name, view_oid, schema_name FROM duckdb_views() " +
		"UNION ALL SELECT sequence_name, sequence_oid, schema_name FROM duckdb_sequences()"
	err = s.conn.Query(ctx, "SELECT table_name FROM ("+made+") WHERE schema_name = $1 ORDER BY made", func(row []any) error {
		relation, _ := row[0].(string)
		r := s.seen.find(planner.Name{Schema: name, Name: relation}, s)
		if r == nil || owned[quote(r.schema)+"."+quote(r.Name)] {
			return nil
		}
		out = append(out, dependent{r.described(s), "schema " + quoteIdent(name)})
		return nil
	}, name)
	return out, err
}

// planSchemaDrop refuses to drop schemas that have objects, or tells which go with them.
func (st *statement) planSchemaDrop(ctx context.Context) error {
	s := st.session
	var gone []dependent
	for _, name := range st.info.Schemas {
		in, err := st.inSchema(ctx, name)
		if err != nil {
			return err
		}
		if len(in) > 0 && !st.info.Defining.Cascade {
			return dependsOn("schema "+quoteIdent(name), in)
		}
		gone = append(gone, in...)
	}
	s.tellCascade(gone)
	return nil
}
