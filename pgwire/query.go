package pgwire

import (
	"context"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// handleQuery answers a simple Query. It gives the error that ends the session.
func (c *conn) handleQuery(body []byte) error {
	err := c.guard(func() error { return c.query(body) })
	if err != nil {
		if err := c.fail(err); err != nil {
			return err
		}
	}
	return c.finishImplicit()
}

// query runs the statements of a simple Query one after the other, up to the
// first error.
func (c *conn) query(body []byte) error {
	if err := checkLayout(frame{kind: msgQuery, body: body}); err != nil {
		return err
	}
	var m pgproto3.Query
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	c.prepared.Drop("")
	c.dropPortal("")
	if err := c.fromClient(&m.String); err != nil {
		return err
	}
	c.activate(m.String)
	ctx, done := c.begin(c.ctx)
	defer done()
	statements, err := c.session.Parse(ctx, m.String, nil)
	if err != nil {
		return reason(ctx, err)
	}
	if len(statements) == 0 {
		c.out.send(&pgproto3.EmptyQueryResponse{})
	}
	for i, s := range statements {
		if err == nil {
			err = c.guard(func() error { return c.querySingle(ctx, i, s) })
		}
		if closeErr := c.guard(s.Close); err == nil {
			err = closeErr
		}
	}
	return reason(ctx, err)
}

// querySingle runs the statement at place i of a simple Query.
func (c *conn) querySingle(ctx context.Context, i int, s Statement) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if i > 0 {
		c.startStatement()
	}
	rows, err := s.Run(ctx, nil)
	if err != nil {
		return err
	}
	if copying, ok := rows.(Copier); ok {
		return c.copyRows(ctx, copying)
	}
	var formats []int16
	if b, ok := rows.(BinaryRows); ok && b.Binary() {
		formats = binaryFormats(len(rows.Columns()))
	}
	cur := newCursor(rows, formats, c.settings())
	defer cur.close(c)
	if columns := rows.Columns(); columns != nil {
		if err := c.sendRowDescription(columns, formats); err != nil {
			return err
		}
	}
	if _, err := c.sendRows(ctx, cur, 0); err != nil {
		return err
	}
	c.out.send(&pgproto3.CommandComplete{CommandTag: []byte(cur.tag())})
	return cur.close(c)
}

func invalidUTF8(s []byte) error {
	return pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": %s", encode.BadSequence(s))
}
