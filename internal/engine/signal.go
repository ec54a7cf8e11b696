package engine

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
)

func signalColumns(function string) []pgwire.Column {
	return []pgwire.Column{{Name: function, OID: boolOID, TypeMod: -1}}
}

// signalRows are the answers of pg_cancel_backend and pg_terminate_backend.
type signalRows struct {
	function string
	batches  []*pgwire.Batch
}

// Columns gives the one column.
func (r *signalRows) Columns() []pgwire.Column { return signalColumns(r.function) }

// Next gives the answers of a batch.
func (r *signalRows) Next(context.Context) (*pgwire.Batch, error) {
	if len(r.batches) == 0 {
		return nil, io.EOF
	}
	b := r.batches[0]
	r.batches = r.batches[1:]
	return b, nil
}

// Tag is SELECT.
func (r *signalRows) Tag() (string, bool) { return "SELECT", true }

// Close does nothing.
func (r *signalRows) Close() error { return nil }

// signalBackends runs the query that tells the backends, and cancels or ends them.
func (st *statement) signalBackends(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	rows, err := st.query(ctx, args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := &signalRows{function: st.signal}
	for {
		b, err := rows.Next(ctx)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		answers := pgwire.Vector{Kind: pgwire.KindBool, Valid: b.Columns[0].Clone(b.Rows).Valid, Bools: make([]bool, b.Rows)}
		for row := range b.Rows {
			if b.Columns[0].Null(row) {
				continue
			}
			if answers.Bools[row], err = st.signalOne(b.Columns[0].Int32s[row]); err != nil {
				return nil, err
			}
		}
		out.batches = append(out.batches, &pgwire.Batch{Rows: b.Rows, Columns: []pgwire.Vector{answers}})
	}
}

// signalOne cancels or ends one backend of the session's own user.
func (st *statement) signalOne(pid int32) (bool, error) {
	s := st.session
	if s.client.Backends != nil {
		user := s.client.Params["user"]
		for _, b := range s.client.Backends.List(user) {
			if b.PID != pid {
				continue
			}
			if b.User != user {
				doing := "query is being canceled"
				if st.signal == "pg_terminate_backend" {
					doing = "process is being terminated"
				}
				return false, pgerr.New(pgerr.InsufficientPrivilege,
					"must be a member of the role whose %s or member of pg_signal_backend", doing)
			}
			if st.signal == "pg_terminate_backend" {
				return s.client.Backends.Terminate(pid), nil
			}
			return s.client.Backends.Cancel(pid), nil
		}
	}
	s.warn(pgerr.WarningCode, fmt.Sprintf("PID %d is not a PostgreSQL server process", pid))
	return false, nil
}
