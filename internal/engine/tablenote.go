package engine

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
)

// tableNote is what PostgreSQL knows of a table and the engine does not. It is kept in
// the table's comment in the store, beside what COMMENT ON TABLE says.
type tableNote struct {
	Constraints []constraintNote `json:"constraints,omitempty"` // in the order in which the engine lists them
	Comment     string           `json:"comment,omitempty"`

	told int // how many of them next has given
}

// constraintNote is a constraint's name, "" where PostgreSQL chooses it, its kind as in
// pg_constraint, and a check's expression.
type constraintNote struct {
	Name       string `json:"name,omitempty"`
	Kind       string `json:"kind"`
	Expression string `json:"expression,omitempty"`
}

// readTableNote takes a table's comment apart.
func readTableNote(comment string) (n tableNote) {
	text, marked := strings.CutPrefix(comment, viewMark)
	if !marked || json.Unmarshal([]byte(text), &n) != nil {
		return tableNote{Comment: comment}
	}
	return n
}

// noteKinds are the kinds of constraints in the engine's words.
var noteKinds = map[string]string{"PRIMARY KEY": "p", "UNIQUE": "u", "CHECK": "c", "FOREIGN KEY": "f"}

// next gives the note of the constraint that the engine lists next, nothing when it is
// of another kind than was noted.
func (n *tableNote) next(kind string) constraintNote {
	if n.told >= len(n.Constraints) || n.Constraints[n.told].Kind != noteKinds[kind] {
		return constraintNote{}
	}
	n.told++
	return n.Constraints[n.told-1]
}

// noteTable lets a table that is made or altered keep what was declared of it.
func (st *statement) noteTable(ctx context.Context, whole []string, rendered planner.Rendered) ([]string, error) {
	if st.info.Defining.NewName != "" {
		return st.renamed(ctx, whole)
	}
	whole, err := st.noteColumns(ctx, whole, rendered.Declared)
	if err != nil || len(rendered.Constraints) == 0 {
		return whole, err
	}
	note, err := st.tableNote(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range rendered.Constraints {
		note.Constraints = append(note.Constraints, constraintNote{Name: c.Name, Kind: string(c.Kind), Expression: c.Expression})
	}
	text, err := noted(note)
	return append(whole, "COMMENT ON TABLE "+localName(st.info)+" IS "+text), err
}

// tableNote reads the note of the table that the statement alters, with every constraint
// that it has.
func (st *statement) tableNote(ctx context.Context) (tableNote, error) {
	s := st.session
	if st.info.Tag != "ALTER TABLE" && st.info.Tag != "COMMENT" {
		return tableNote{}, nil
	}
	if err := s.readCatalog(ctx); err != nil {
		return tableNote{}, err
	}
	r := s.seen.find(st.info.Name(), s)
	if r == nil {
		return tableNote{}, nil
	}
	note := tableNote{Comment: r.Comment}
	for _, c := range s.seen.constraints(r, "pucf") {
		note.Constraints = append(note.Constraints, constraintNote{Name: c.Name, Kind: c.Kind, Expression: c.Expression})
	}
	return note, nil
}

// commentTable puts a comment beside the names of the table's constraints.
func (st *statement) commentTable(ctx context.Context, whole []string) ([]string, error) {
	note, err := st.tableNote(ctx)
	if err != nil || len(note.Constraints) == 0 {
		return whole, err
	}
	note.Comment = st.parsed.CommentText()
	text, err := noted(note)
	return []string{"COMMENT ON TABLE " + localName(st.info) + " IS " + text}, err
}

// renameConstraint gives a constraint another name, which is in the table's note alone.
func (st *statement) renameConstraint(ctx context.Context) ([]string, error) {
	note, err := st.tableNote(ctx)
	if err != nil {
		return nil, err
	}
	d := st.info.Defining
	at := slices.IndexFunc(note.Constraints, func(c constraintNote) bool { return c.Name == d.Column })
	if at < 0 {
		return nil, pgerr.New(pgerr.UndefinedObject, "constraint %q for table %q does not exist", d.Column, st.info.Target)
	}
	if slices.ContainsFunc(note.Constraints, func(c constraintNote) bool { return c.Name == d.NewName }) {
		return nil, pgerr.New("42710", "constraint %q for relation %q already exists", d.NewName, st.info.Target)
	}
	note.Constraints[at].Name = d.NewName
	text, err := noted(note)
	return []string{"COMMENT ON TABLE " + localName(st.info) + " IS " + text}, err
}

// renamed keeps the names of the constraints of a table that gets another name, or a
// column of which does. A check that names the column is shown in the engine's words
// from then on.
func (st *statement) renamed(ctx context.Context, whole []string) ([]string, error) {
	note, err := st.tableNote(ctx)
	if err != nil || len(note.Constraints) == 0 {
		return whole, err
	}
	for i, c := range note.Constraints {
		if mentions(c.Expression, st.info.Defining.Column) {
			note.Constraints[i].Expression = ""
		}
	}
	text, err := noted(note)
	return append([]string{"COMMENT ON TABLE " + localName(st.info) + " IS " + text}, whole...), err
}

// mentions says whether a text has a name as a word.
func mentions(text, name string) bool {
	if name == "" {
		return false
	}
	words := strings.FieldsFunc(text, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	return slices.Contains(words, name)
}
