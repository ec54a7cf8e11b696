package engine

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// setConfig runs the query of the arguments of set_config and changes the settings.
// See planner.Statement.SetConfig.
func (st *statement) setConfig(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	rows, err := st.query(ctx, args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := &textRows{columns: textColumns(st.configs...), tag: "SELECT", count: true}
	for {
		b, err := rows.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for row := range b.Rows {
			values, err := st.configRow(b, row)
			if err != nil {
				return nil, err
			}
			out.rows = append(out.rows, values)
		}
	}
	st.session.inheritDefaults()
	return out, st.session.applyZone(ctx)
}

// configRow changes the settings that a row of arguments names, and gives their values.
func (st *statement) configRow(b *pgwire.Batch, row int) ([]string, error) {
	s := st.session
	var out []string
	for i := range st.configs {
		name, value, local := b.Columns[3*i], b.Columns[3*i+1], b.Columns[3*i+2]
		if name.Null(row) {
			return nil, pgerr.New("22004", "SET requires parameter name")
		}
		x := planner.Setting{Name: strings.ToLower(string(name.Bytes(row))), Reset: value.Null(row)}
		if !x.Reset {
			x.Value = string(value.Bytes(row))
		}
		x.Local = !local.Null(row) && local.Bools[row]
		if err := s.change(x); err != nil {
			return nil, err
		}
		_, shown, err := s.settings.show(x.Name)
		if err != nil {
			return nil, err
		}
		out = append(out, shown)
	}
	return out, nil
}
