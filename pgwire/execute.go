package pgwire

import (
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// execute answers an Execute message: it runs a portal, or goes on with it, for
// at most the given number of rows.
func (c *conn) execute(body []byte) error {
	var m pgproto3.Execute
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	if err := c.fromClient(&m.Portal); err != nil {
		return err
	}
	if d, ok := c.ofSession(m.Portal); ok {
		return c.executeCursor(d, &m)
	}
	p, err := c.portal(m.Portal)
	if err != nil {
		return err
	}
	if p.taken {
		c.dropPortal(m.Portal) // SQL has closed it
		_, err := c.portal(m.Portal)
		return err
	}
	if p.prepared.Statement == nil {
		c.out.send(&pgproto3.EmptyQueryResponse{})
		return nil
	}
	if err := c.runnable(p); err != nil {
		return err
	}
	c.activate(p.prepared.Query)
	c.executing = m.Portal
	defer func() { c.executing = "" }()
	c.enter(p.cancel)
	defer c.leave()
	// A max of 0, or one that is negative in PostgreSQL's eyes, means all rows.
	if err := c.guard(func() error { return c.executePortal(p, max(int(int32(m.MaxRows)), 0)) }); err != nil {
		err = reason(p.ctx, err)
		p.failed = true
		c.stopPortal(p)
		return err
	}
	return nil
}

// runnable says why a portal cannot run, in PostgreSQL's words.
func (c *conn) runnable(p *portal) error {
	if c.txStatus() == 'E' && p.prepared.Columns != nil || p.failed && c.txStatus() == 'E' {
		return errFailedBlock()
	}
	if p.failed || p.cursor != nil && p.cursor.done && p.prepared.Columns == nil {
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "portal \"%s\" cannot be run", p.name)
	}
	return nil
}

func (c *conn) executePortal(p *portal, max int) error {
	if p.cursor == nil {
		if err := checkFormats(p.formats); err != nil {
			return err
		}
		rows, err := p.prepared.Run(WithRowLimit(p.ctx, max), p.args)
		if err != nil {
			return err
		}
		if copying, ok := rows.(Copier); ok {
			p.cursor = &cursor{rows: rows, done: true, closed: true}
			return c.copyRows(p.ctx, copying)
		}
		p.cursor = newCursor(rows, p.formats, c.settings())
		if err := sameResult(p.prepared.Columns, rows.Columns()); err != nil {
			return err
		}
	}
	suspended, err := c.sendRows(p.ctx, p.cursor, max)
	if err != nil {
		return err
	}
	if suspended {
		c.out.send(&pgproto3.PortalSuspended{})
		return nil
	}
	c.out.send(&pgproto3.CommandComplete{CommandTag: []byte(p.cursor.tag())})
	return p.cursor.close(c)
}

// sameResult fails when a result is not the one that was described, as after a
// table was altered: the client would misread it.
func sameResult(described, got []Column) error {
	same := len(described) == len(got)
	for i := 0; same && i < len(got); i++ {
		same = described[i].OID == got[i].OID
	}
	if same {
		return nil
	}
	return pgerr.New(pgerr.FeatureNotSupported, "cached plan must not change result type")
}
