package engine

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/planner/dialect"
)

// columnNote is what PostgreSQL knows of a column and the engine does not. It is kept
// in the column's comment in the store, beside what COMMENT ON COLUMN says, so that it
// goes with the column wherever a definition or a transaction takes it.
type columnNote struct {
	Type    uint32 `json:"type,omitempty"`
	TypeMod int32  `json:"typmod,omitempty"`
	Default string `json:"default,omitempty"` // where the engine's expression is another
	// Identity is as in pg_attribute.attidentity.
	Identity string `json:"identity,omitempty"`
	Comment  string `json:"comment,omitempty"`
}

// readColumnNote takes a column's comment apart.
func readColumnNote(comment string) (n columnNote) {
	text, marked := strings.CutPrefix(comment, viewMark)
	if !marked || json.Unmarshal([]byte(text), &n) != nil {
		return columnNote{Comment: comment}
	}
	return n
}

// noted writes a note as COMMENT takes it.
func noted(note any) (string, error) {
	kept, err := json.Marshal(note)
	return literal(viewMark + string(kept)), err
}

// declare gives a column the type of its note.
func (c *ownColumn) declare(n columnNote) {
	if n.Type != analysis.Open {
		c.text = n.Type == numericOID && c.Type == textOID
		c.Type, c.TypeMod, c.open = n.Type, n.TypeMod, false
	}
}

// plainTypes are the types of columns that the engine's own type tells.
var plainTypes = oidSet(boolOID, byteaOID, int2OID, int4OID, int8OID, textOID, float4OID, float8OID, dateOID, uuidOID, jsonbOID, numericOID)

// noteColumns lets the columns that a definition makes or changes keep what was declared
// of them.
func (st *statement) noteColumns(ctx context.Context, whole []string, columns []dialect.DeclaredColumn) ([]string, error) {
	for _, c := range columns {
		before := columnNote{}
		if st.info.Tag == "ALTER TABLE" {
			var err error
			if before, err = st.columnNote(ctx, c.Name); err != nil {
				return nil, err
			}
		}
		after := before
		if after.Default = c.Default; c.Type.OID != analysis.Open {
			if after.Default == "" { // a new type leaves the default
				after.Default = before.Default
			}
			after.Type, after.TypeMod = c.Type.OID, c.Type.Mod
			if plainTypes[c.Type.OID] && !c.Text || c.Type.Mod < 0 && timeTypes[c.Type.OID] {
				after.Type, after.TypeMod = analysis.Open, 0
			}
		}
		if c.Identity != 0 {
			after.Identity = string(c.Identity)
		}
		if after == before {
			continue
		}
		text, err := noted(after)
		if err != nil {
			return nil, err
		}
		whole = append(whole, "COMMENT ON COLUMN "+localName(st.info)+"."+quote(c.Name)+" IS "+text)
	}
	return whole, nil
}

// timeTypes are the types that the engine has without a modifier.
var timeTypes = oidSet(timeOID, timestampOID, timestamptzOID, intervalOID)

// columnNote reads the note of a column of the statement's target.
func (st *statement) columnNote(ctx context.Context, column string) (columnNote, error) {
	s := st.session
	if err := s.readCatalog(ctx); err != nil {
		return columnNote{}, err
	}
	r := s.seen.find(st.info.Name(), s)
	if r == nil {
		return columnNote{}, nil
	}
	note := columnNote{}
	err := s.conn.Query(ctx, "SELECT comment FROM duckdb_columns() WHERE schema_name = $1 AND table_name = $2 AND column_name = $3 AND (database_name = 'temp') = $4", func(row []any) error {
		text, _ := row[0].(string)
		note = readColumnNote(text)
		return nil
	}, r.Store, r.Stored, column, r.Persistence == "t")
	return note, err
}

// commentColumn puts a comment beside the column's type.
func (st *statement) commentColumn(ctx context.Context, whole []string) ([]string, error) {
	column := st.info.Defining.Column
	note, err := st.columnNote(ctx, column)
	if err != nil || note == (columnNote{Comment: note.Comment}) {
		return whole, err
	}
	note.Comment = st.parsed.CommentText()
	text, err := noted(note)
	return []string{"COMMENT ON COLUMN " + localName(st.info) + "." + quote(column) + " IS " + text}, err
}

// viewTypes are the types of a view's columns, for its note.
func viewTypes(columns []dialect.DeclaredColumn) (out []columnNote) {
	for _, c := range columns {
		if c.Type.OID == analysis.Open {
			return nil
		}
		out = append(out, columnNote{Type: c.Type.OID, TypeMod: c.Type.Mod})
	}
	return out
}
