package decode

import (
	"encoding/binary"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
)

// reader takes values off the front of a parameter. Past the end it gives zeros
// and keeps the error that PostgreSQL's pqformat.c gives.
type reader struct {
	data    []byte
	charset *charset.Charset
	err     error
}

// zeros is what a reader gives past the end.
var zeros [16]byte

func (r *reader) take(n int) []byte {
	if n > len(r.data) {
		if r.err == nil {
			r.err = pgerr.New(pgerr.ProtocolViolation, "insufficient data left in message")
		}
		r.data = nil
		return zeros[:min(n, len(zeros))]
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *reader) rest() []byte {
	out := r.data
	r.data = nil
	return out
}

// byte is pq_getmsgbyte, whose error is another.
func (r *reader) byte() byte {
	if len(r.data) == 0 && r.err == nil {
		r.err = pgerr.New(pgerr.ProtocolViolation, "no data left in message")
	}
	return r.take(1)[0]
}

func (r *reader) uint8() uint8   { return r.take(1)[0] }
func (r *reader) uint16() uint16 { return binary.BigEndian.Uint16(r.take(2)) }
func (r *reader) uint32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }
func (r *reader) uint64() uint64 { return binary.BigEndian.Uint64(r.take(8)) }
