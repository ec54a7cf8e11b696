package pgwire

import (
	"sync"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
)

// Notification is what NOTIFY tells those who listen.
type Notification struct {
	PID     int32 // of the session that notifies
	Channel string
	Payload string
}

// maxNotifications is how many bytes of notifications may wait for one client: one that
// listens and does not read must not use the memory of all.
const maxNotifications = 8 << 20

// notifications are those that a client has not been sent. PostgreSQL sends them between
// transactions: before ReadyForQuery, and at once to a client that rests.
type notifications struct {
	mu      sync.Mutex
	waiting []Notification
	bytes   int
	resting bool // ReadyForQuery was sent outside of a transaction block
}

// notify is Client.Notify.
func (c *conn) notify(n Notification) bool {
	q := &c.notifications
	q.mu.Lock()
	defer q.mu.Unlock()
	size := len(n.Channel) + len(n.Payload) + 64
	if q.bytes+size > maxNotifications {
		return false
	}
	q.waiting = append(q.waiting, n)
	q.bytes += size
	if q.resting && c.out.roomy() {
		c.sendNotifications()
		c.out.flush()
	}
	return true
}

// rested sends what has waited, when the client rests outside of a transaction block.
func (c *conn) rested(status byte) {
	q := &c.notifications
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.resting = status == 'I'; q.resting {
		c.sendNotifications()
	}
}

// roused ends the client's rest.
func (c *conn) roused() {
	c.notifications.mu.Lock()
	defer c.notifications.mu.Unlock()
	c.notifications.resting = false
}

func (c *conn) sendNotifications() {
	q := &c.notifications
	for _, n := range q.waiting {
		m, err := c.notificationResponse(n)
		if err != nil {
			told := *pgerr.Flatten(err)
			told.Severity = pgerr.SeverityWarning
			c.out.send(c.noticeResponse(&told))
			continue
		}
		c.out.send(m)
	}
	q.waiting, q.bytes = nil, 0
}

func (c *conn) notificationResponse(n Notification) (*pgproto3.NotificationResponse, error) {
	m := &pgproto3.NotificationResponse{PID: uint32(n.PID), Channel: n.Channel, Payload: n.Payload}
	for _, text := range []*string{&m.Channel, &m.Payload} {
		if charset.IsASCII(*text) {
			continue
		}
		converted, err := c.charset().Append(nil, []byte(*text))
		if err != nil {
			return nil, err
		}
		*text = string(converted)
	}
	return m, nil
}
