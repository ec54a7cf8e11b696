package pgwire

import (
	"bytes"
	"encoding/binary"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// layout walks over a message's body as PostgreSQL reads it (src/backend/libpq/pqformat.c),
// and keeps the first error.
type layout struct {
	rest []byte
	err  error
}

func (l *layout) fail(text string) {
	if l.err == nil {
		l.err = pgerr.New(pgerr.ProtocolViolation, "%s", text)
	}
	l.rest = nil
}

func (l *layout) skip(n int) []byte {
	if n < 0 || n > len(l.rest) {
		l.fail("insufficient data left in message")
		return nil
	}
	out := l.rest[:n]
	l.rest = l.rest[n:]
	return out
}

func (l *layout) text() {
	end := bytes.IndexByte(l.rest, 0)
	if end < 0 {
		l.fail("invalid string in message")
		return
	}
	l.skip(end + 1)
}

func (l *layout) byte() {
	if len(l.rest) == 0 {
		l.fail("no data left in message")
		return
	}
	l.skip(1)
}

// short reads a count.
func (l *layout) short() int {
	b := l.skip(2)
	if b == nil {
		return 0
	}
	return int(binary.BigEndian.Uint16(b))
}

func (l *layout) values() {
	for range l.short() {
		b := l.skip(4)
		if b == nil {
			return
		}
		if n := int32(binary.BigEndian.Uint32(b)); n != -1 {
			l.skip(int(n))
		}
	}
}

func (l *layout) end() error {
	if l.err == nil && len(l.rest) > 0 {
		l.fail("invalid message format")
	}
	return l.err
}

// checkLayout says what is wrong with a message's body, in PostgreSQL's words.
func checkLayout(f frame) error {
	l := &layout{rest: f.body}
	switch f.kind {
	case msgQuery:
		l.text()
	case msgParse:
		l.text()
		l.text()
		l.skip(4 * l.short())
	case msgBind:
		l.text()
		l.text()
		l.skip(2 * l.short())
		l.values()
		l.skip(2 * l.short())
	case msgDescribe, msgClose:
		l.byte()
		l.text()
	case msgExecute:
		l.text()
		l.skip(4)
	case msgSync, msgFlush:
	default:
		return nil
	}
	return l.end()
}
