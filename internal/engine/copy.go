package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/planner/dialect"
)

// copy runs COPY TO STDOUT and COPY FROM STDIN.
func (st *statement) copy(ctx context.Context) (pgwire.Rows, error) {
	if err := refuseFiles(st.info.Copying); err != nil {
		return nil, err
	}
	if err := st.refuseView(ctx); err != nil {
		return nil, err
	}
	if st.info.Copying.From {
		return st.copyFrom(ctx)
	}
	inner, err := st.wrapped()
	if err != nil {
		return nil, err
	}
	if inner.info.Kind == planner.Modify && !inner.info.Returning {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "COPY query must have a RETURNING clause")
	}
	rows, err := inner.run(ctx, nil)
	if err != nil {
		err := st.session.translate(ctx, err, inner.parsed)
		if e := (*pgerr.Error)(nil); errors.As(err, &e) && st.info.Target != "" {
			e.Position = 0 // the SELECT of a table is not the client's text
		}
		return nil, err
	}
	options, err := st.copyOptions(rows.Columns())
	if err != nil {
		_ = rows.Close()
		return nil, err
	}
	return &copyRows{Rows: rows, options: options}, nil
}

// wrongObjectType is PostgreSQL's SQLSTATE for an object of another kind.
const wrongObjectType = "42809"

// refuseView refuses to copy from and to a view.
func (st *statement) refuseView(ctx context.Context) error {
	if st.info.Target == "" {
		return nil
	}
	if err := st.session.applyPath(ctx); err != nil {
		return err
	}
	named, err := st.session.nameable(ctx)
	if err != nil {
		return err
	}
	r := named.Relation(st.info.TargetSchema, st.info.Target)
	switch {
	case r == nil || r.Kind != 'v':
		return nil
	case st.info.Copying.From:
		return pgerr.New(wrongObjectType, "cannot copy to view \"%s\"", st.info.Target).
			WithHint("To enable copying to a view, provide an INSTEAD OF INSERT trigger.")
	}
	return pgerr.New(wrongObjectType, "cannot copy from view \"%s\"", st.info.Target).
		WithHint("Try the COPY (SELECT ...) TO variant.")
}

// copyRows are the rows of COPY TO STDOUT. See pgwire.Copier.
type copyRows struct {
	pgwire.Rows
	options *pgwire.Copy
}

// Copy gives the data's format.
func (r *copyRows) Copy() *pgwire.Copy { return r.options }

// refuseFiles refuses the files and programs of the server's machine, in
// PostgreSQL's words to one who may not use them.
func refuseFiles(c planner.Copying) error {
	role := ""
	switch {
	case c.Program:
		role = "pg_execute_server_program role to COPY to or from an external program"
	case c.Filename == "":
		return nil
	case c.From:
		role = "pg_read_server_files role to COPY from a file"
	default:
		role = "pg_write_server_files role to COPY to a file"
	}
	return pgerr.New(pgerr.InsufficientPrivilege, "must be superuser or have privileges of the %s", role).
		WithHint("Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone.")
}

// copyFrom begins a COPY FROM STDIN.
func (st *statement) copyFrom(ctx context.Context) (pgwire.Rows, error) {
	s := st.session
	if st.info.Copying.Filtered {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "COPY FROM with WHERE is not supported")
	}
	if err := st.writable(); err != nil {
		return nil, err
	}
	if err := s.writableTransaction(ctx, st.info); err != nil {
		return nil, err
	}
	if err := s.applyPath(ctx); err != nil {
		return nil, err
	}
	t := &copyTarget{session: s, parsed: st.parsed, name: targetName(st.info), ends: s.block == 'I' && st.alone()}
	if err := t.describe(ctx, st); err != nil {
		return nil, err
	}
	var err error
	if t.options, err = st.copyOptions(t.columns); err != nil {
		return nil, err
	}
	t.options.Relation = st.info.Target
	if _, err := s.nameable(ctx); err != nil {
		return nil, err
	}
	if err := s.beginWrite(ctx, st.info, false); err != nil {
		return nil, err
	}
	if s.recording() {
		return t, t.record(ctx, st)
	}
	return t, nil
}

// targetName writes the name of the table that a statement changes.
func targetName(i planner.Info) string {
	if i.TargetSchema != "" && i.TargetSchema != "pg_temp" {
		return quote(i.TargetSchema) + "." + quote(i.Target)
	}
	return quote(i.Target)
}

// copyTarget puts the rows of COPY FROM STDIN into a table. See pgwire.CopyTarget.
type copyTarget struct {
	session *session
	parsed  *planner.Statement
	name    string
	columns []pgwire.Column
	options *pgwire.Copy
	insert  string
	ends    bool // the copy is a transaction of its own
	done    bool

	keeping *duck.Stmt // the insert, that returns the rows to be kept in entry; nil where none are
	entry   entry
}

// describe reads the table's columns.
func (t *copyTarget) describe(ctx context.Context, st *statement) error {
	names := st.info.Copying.Columns
	for i, n := range names {
		if slices.Contains(names[:i], n) {
			return pgerr.New("42701", "column \"%s\" specified more than once", n)
		}
	}
	selected := "*"
	if len(names) > 0 {
		quoted := make([]string, len(names))
		for i, n := range names {
			quoted[i] = quote(n)
		}
		selected = strings.Join(quoted, ", ")
	}
	p, err := t.session.conn.Prepare(ctx, "SELECT "+selected+" FROM "+t.name)
	if err != nil {
		return t.explain(ctx, err, st)
	}
	defer p.Close()
	t.columns = wireColumns(p.Columns(), nil)
	targets, values := make([]string, len(t.columns)), make([]string, len(t.columns))
	for i, c := range p.Columns() {
		targets[i] = quote(c.Name)
		values[i] = fmt.Sprintf("unnest(from_json($%d, '[\"VARCHAR\"]')) AS c%d", i+1, i)
	}
	types := t.declared(ctx, st, p.Columns())
	for i, declared := range types {
		switch declared.OID {
		case varcharOID, bpcharOID, numericOID, inetOID, cidrOID:
			t.columns[i].OID, t.columns[i].TypeMod = declared.OID, declared.Mod
		}
	}
	t.insert = fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM (SELECT %s)",
		t.name, strings.Join(targets, ", "), strings.Join(fitCopied(copyValues(t.columns), types), ", "), strings.Join(values, ", "))
	return nil
}

// declared gives the types of the columns as PostgreSQL has them.
func (t *copyTarget) declared(ctx context.Context, st *statement, columns []duck.Column) []analysis.Type {
	out := make([]analysis.Type, len(columns))
	named, err := t.session.nameable(ctx)
	if err != nil {
		return out
	}
	r := named.Relation(st.info.TargetSchema, st.info.Target)
	if r == nil {
		return out
	}
	for i, c := range columns {
		for _, known := range r.Columns {
			if known.Name == c.Name {
				out[i] = known.Kept()
			}
		}
	}
	return out
}

// fitCopied fits the values into the columns' types.
func fitCopied(values []string, types []analysis.Type) []string {
	for i, t := range types {
		values[i] = dialect.FittedText(values[i], t)
	}
	return values
}

// explain makes PostgreSQL's error of a table or column that is not there.
func (t *copyTarget) explain(ctx context.Context, err error, st *statement) error {
	flat := pgerr.Flatten(t.session.translate(ctx, err, st.parsed))
	out := *flat
	out.Position = 0
	for _, name := range st.info.Copying.Columns {
		if out.Code == pgerr.UndefinedColumn && strings.Contains(out.Message, name) {
			out.Message = fmt.Sprintf("column %q of relation %q does not exist", name, st.info.Target)
		}
	}
	return &out
}

// copyValues gives the expressions that make values of the columns' types of their
// texts, which are c0, c1 …
func copyValues(columns []pgwire.Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		name := fmt.Sprintf("c%d", i)
		switch {
		case c.OID == byteaOID:
			out[i] = "unhex(substr(" + name + ", 3))"
		case c.OID == inetOID || c.OID == cidrOID:
			out[i] = map[uint32]string{inetOID: "inet_of_text(", cidrOID: "cidr_of_text("}[c.OID] + name + ")"
		case isArray(c.OID):
			out[i] = fmt.Sprintf("from_json(%s, '[\"VARCHAR\"]')", name)
		default:
			out[i] = name
		}
	}
	return out
}

func isArray(oid uint32) bool {
	for _, array := range arrayOIDs {
		if array == oid {
			return true
		}
	}
	return false
}

// Columns gives the columns that the data have.
func (t *copyTarget) Columns() []pgwire.Column { return t.columns }

// Next is never called.
func (t *copyTarget) Next(context.Context) (*pgwire.Batch, error) {
	return nil, pgerr.New(pgerr.InternalError, "COPY FROM gives no rows")
}

// Copy gives the data's format.
func (t *copyTarget) Copy() *pgwire.Copy { return t.options }

// Tag is COPY; the wire has counted.
func (t *copyTarget) Tag() (string, bool) { return "COPY", true }

// Put inserts rows. Each column goes to DuckDB as one list.
func (t *copyTarget) Put(ctx context.Context, rows [][]pgwire.Arg) error {
	args := make([]any, len(t.columns))
	for i, c := range t.columns {
		list, err := copyList(rows, i, c.OID)
		if err != nil {
			return err
		}
		args[i] = list
	}
	if err := t.put(ctx, args); err != nil {
		return t.session.translate(ctx, err, t.parsed)
	}
	return nil
}

func (t *copyTarget) put(ctx context.Context, args []any) error {
	if t.keeping == nil {
		_, err := t.session.conn.Exec(ctx, t.insert, args...)
		return err
	}
	if err := t.keeping.Bind(args); err != nil {
		return err
	}
	why, err := t.session.keepInserted(ctx, &t.entry, t.keeping)
	if err != nil || why == "" {
		return err
	}
	t.session.record(entry{}, why)
	t.keep(nil)
	return nil
}

// record begins the journal's entry of a copy in a transaction block.
func (t *copyTarget) record(ctx context.Context, st *statement) error {
	names, err := st.entryNames(ctx, planner.Uses{})
	if err != nil {
		return err
	}
	t.entry = t.session.newEntry(names)
	t.entry.into(st.info)
	stmt, err := t.session.conn.Prepare(ctx, t.insert+" RETURNING *")
	t.keep(stmt)
	return err
}

// keep changes the statement that keeps the rows.
func (t *copyTarget) keep(stmt *duck.Stmt) {
	if t.keeping != nil {
		t.keeping.Close()
	}
	t.keeping = stmt
}

// Finish commits the copy when it is a transaction of its own.
func (t *copyTarget) Finish(ctx context.Context) error {
	t.done = true
	if t.keeping != nil {
		t.session.record(t.entry, "")
	}
	if !t.ends {
		return nil
	}
	if err := t.session.endWrite(ctx, true); err != nil {
		return t.session.translate(ctx, err, nil)
	}
	return nil
}

// Close drops what was put when the copy has not come to its end. In a transaction
// of several statements the error that led to this does.
func (t *copyTarget) Close() error {
	t.keep(nil)
	if t.done || !t.ends {
		return nil
	}
	return t.session.endWrite(context.Background(), false)
}
