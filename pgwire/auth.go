package pgwire

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Authenticator says whether the client may come in, after asking it whatever it
// wants through x. It gives an error, best FATAL with 28P01 or 28000, for no.
type Authenticator func(ctx context.Context, client Client, x *AuthExchange) error

// AuthExchange is the talk between an Authenticator and a client.
type AuthExchange struct{ c *conn }

// maxAuthResponse is PostgreSQL's PG_MAX_AUTH_TOKEN_LENGTH, in bytes.
const maxAuthResponse = 65535

// Request sends an authentication request: the code (10 for SASL, 11 and 12 for
// its steps, 3 for a clear-text password) and the bytes that follow it
// (https://www.postgresql.org/docs/15/protocol-message-formats.html).
func (x *AuthExchange) Request(code uint32, data []byte) error {
	m := make([]byte, 0, 9+len(data))
	m = append(m, 'R')
	m = binary.BigEndian.AppendUint32(m, uint32(8+len(data)))
	m = binary.BigEndian.AppendUint32(m, code)
	if _, err := x.c.net.Write(append(m, data...)); err != nil {
		return fmt.Errorf("send authentication request: %w", err)
	}
	return nil
}

// Response reads the body of the client's answer, a message of type 'p'.
func (x *AuthExchange) Response() ([]byte, error) {
	f, err := readFrame(x.c.net, maxAuthResponse)
	if err != nil {
		return nil, fmt.Errorf("read authentication response: %w", err)
	}
	if f.kind != 'p' {
		return nil, fatal(pgerr.ProtocolViolation, "expected password response, got message type %d", f.kind)
	}
	return f.body, nil
}
