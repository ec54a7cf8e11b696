package pgwire

import (
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// closeNamed answers a Close message. Closing what does not exist is no error.
func (c *conn) closeNamed(body []byte) error {
	var m pgproto3.Close
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	if err := c.fromClient(&m.Name); err != nil {
		return err
	}
	switch m.ObjectType {
	case 'S':
		c.prepared.Drop(m.Name)
	case 'P':
		if d, ok := c.ofSession(m.Name); ok {
			d.CloseCursor(m.Name)
		}
		c.dropPortal(m.Name)
	default:
		return pgerr.New(pgerr.ProtocolViolation, "invalid CLOSE message subtype %d", m.ObjectType)
	}
	c.out.send(&pgproto3.CloseComplete{})
	return nil
}
