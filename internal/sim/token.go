package sim

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"time"
)

// cursor is what a NextToken carries: the last event of the page before, the
// parameters that it belongs to, and when it was made. The place of an event is
// its time and its rank in its second, so that late events don't move the pages.
type cursor struct {
	params uint64
	time   int64
	tie    uint32
	nth    uint32 // how many events with the same time and tie are behind us
	made   int64  // epoch milliseconds
}

// cursorSize is the bytes of a cursor, without the checksum.
const cursorSize = 8 + 8 + 4 + 4 + 8

// token gives the opaque text: no caller can make sense of it or make one up by
// accident.
func (c cursor) token() string {
	b := make([]byte, 0, cursorSize+8)
	b = binary.BigEndian.AppendUint64(b, c.params)
	b = binary.BigEndian.AppendUint64(b, uint64(c.time))
	b = binary.BigEndian.AppendUint32(b, c.tie)
	b = binary.BigEndian.AppendUint32(b, c.nth)
	b = binary.BigEndian.AppendUint64(b, uint64(c.made))
	b = binary.BigEndian.AppendUint64(b, checksum(b))
	scramble(b)
	return base64.StdEncoding.EncodeToString(b)
}

// readToken is the way back, with the checks that the service makes.
func readToken(text string, params uint64, now time.Time, life time.Duration) (cursor, *apiError) {
	b, err := base64.StdEncoding.DecodeString(text)
	invalid := badRequest(codeInvalidToken, "The next token is not valid.")
	if err != nil || len(b) != cursorSize+8 {
		return cursor{}, invalid
	}
	unscramble(b)
	if binary.BigEndian.Uint64(b[cursorSize:]) != checksum(b[:cursorSize]) {
		return cursor{}, invalid
	}
	c := cursor{
		params: binary.BigEndian.Uint64(b),
		time:   int64(binary.BigEndian.Uint64(b[8:])),
		tie:    binary.BigEndian.Uint32(b[16:]),
		nth:    binary.BigEndian.Uint32(b[20:]),
		made:   int64(binary.BigEndian.Uint64(b[24:])),
	}
	if c.params != params {
		return cursor{}, badRequest(codeInvalidToken, "The next token was made for other parameters.")
	}
	if life > 0 && now.Sub(time.UnixMilli(c.made)) > life {
		return cursor{}, badRequest(codeInvalidToken, "The next token has expired.")
	}
	return c, nil
}

func checksum(b []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(b) // never fails
	return h.Sum64() ^ 0x9e3779b97f4a7c15
}

// scramble makes each byte depend on the ones after it, down from the checksum.
func scramble(b []byte) {
	for i := len(b) - 2; i >= 0; i-- {
		b[i] ^= b[i+1] + byte(i)*31
	}
}

func unscramble(b []byte) {
	for i := range len(b) - 1 {
		b[i] ^= b[i+1] + byte(i)*31
	}
}
