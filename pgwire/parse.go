package pgwire

import (
	"context"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// parse answers a Parse message.
func (c *conn) parse(body []byte) error {
	var m pgproto3.Parse
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	if err := c.fromClient(&m.Name, &m.Query); err != nil {
		return err
	}
	if m.Name == "" {
		c.prepared.Drop("")
	}
	ctx, done := c.begin(c.ctx)
	defer done()
	p, err := c.prepare(ctx, m)
	if err != nil {
		return reason(ctx, err)
	}
	if err := c.prepared.Add(p); err != nil {
		if p.Statement != nil {
			_ = p.Statement.Close()
		}
		return err
	}
	c.out.send(&pgproto3.ParseComplete{})
	return nil
}

// prepare has the text parsed and described.
func (c *conn) prepare(ctx context.Context, m pgproto3.Parse) (*PreparedStatement, error) {
	p := &PreparedStatement{Name: m.Name, Query: m.Query, ParamOIDs: m.ParameterOIDs}
	statements, err := c.session.Parse(ctx, m.Query, m.ParameterOIDs)
	if err != nil || len(statements) == 0 {
		return p, err
	}
	if len(statements) > 1 {
		closeAll(statements)
		return nil, pgerr.New(pgerr.SyntaxError, "cannot insert multiple commands into a prepared statement")
	}
	p.Statement = statements[0]
	p.ParamOIDs, p.Columns, err = p.Statement.Describe(ctx)
	if err != nil {
		closeAll(statements)
		return nil, err
	}
	return p, nil
}

func closeAll(statements []Statement) {
	for _, s := range statements {
		_ = s.Close()
	}
}
