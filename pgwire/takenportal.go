package pgwire

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// TakenPortal is the run of a portal that the session has taken over.
type TakenPortal struct {
	Rows   Rows
	Batch  *Batch // the batch that the run stands in; nil between batches
	At     int    // its next row
	Passed int64  // the rows before it
	Done   bool   // nothing is left to read
	Query  string
}

// takePortal is Client.TakePortal.
func (c *conn) takePortal(ctx context.Context, name string) (*TakenPortal, error) {
	p := c.portals[name]
	if p == nil || p.taken || !c.survives(p) {
		return nil, nil
	}
	if err := c.runnable(p); err != nil {
		return nil, err
	}
	if p.prepared.Columns == nil {
		return nil, pgerr.New(pgerr.InternalError, "unsupported portal strategy")
	}
	if p.cursor == nil {
		rows, err := p.prepared.Run(ctx, p.args)
		if err != nil {
			return nil, err
		}
		p.cursor = newCursor(rows, nil, c.settings())
	}
	cur := p.cursor
	p.cursor, p.taken = nil, true
	return &TakenPortal{Rows: cur.rows, Batch: cur.batch, At: cur.at, Passed: cur.passed, Done: cur.done, Query: p.prepared.Query}, nil
}

// closeByName is Client.ClosePortal.
func (c *conn) closeByName(name string) bool {
	if name != "" {
		p := c.portals[name]
		if p == nil || name == c.executing {
			return false
		}
		c.dropPortal(name)
		return true
	}
	for name := range c.portals {
		if name != c.executing {
			c.dropPortal(name)
		}
	}
	return true
}

// executeCursor goes on with a cursor of the session's, or with a portal that it has taken.
func (c *conn) executeCursor(d Declarer, m *pgproto3.Execute) error {
	ctx, done := c.begin(c.ctx)
	defer done()
	limit := max(int(int32(m.MaxRows)), 0)
	rows, err := d.Forward(ctx, m.Portal, limit)
	if err != nil {
		return reason(ctx, err)
	}
	var formats []int16
	if p := c.portals[m.Portal]; p != nil {
		formats = p.formats
	} else if b, ok := rows.(BinaryRows); ok && b.Binary() {
		formats = binaryFormats(len(rows.Columns()))
	}
	if err := checkFormats(formats); err != nil {
		return err
	}
	cur := newCursor(rows, formats, c.settings())
	suspended, err := c.sendRows(ctx, cur, limit)
	switch {
	case err != nil:
		return reason(ctx, err)
	case suspended:
		c.out.send(&pgproto3.PortalSuspended{})
	default:
		c.out.send(&pgproto3.CommandComplete{CommandTag: strconv.AppendInt([]byte("SELECT "), cur.sent, 10)})
	}
	return nil
}

// ofSession gives the session's cursors if one of them is what a name means.
func (c *conn) ofSession(name string) (Declarer, bool) {
	d, ok := c.session.(Declarer)
	if p := c.portals[name]; !ok || p != nil && !p.taken {
		return nil, false
	}
	_, found := d.Cursor(name)
	return d, found
}
