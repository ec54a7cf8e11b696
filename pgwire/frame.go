package pgwire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// frame is one message of the client as it came: its type byte and its body.
type frame struct {
	kind byte
	body []byte
}

// eagerBody is the largest body that is allocated on the word of its length
// alone; a larger one grows as its bytes arrive.
const eagerBody = 1 << 20

// readFrame reads one message. A length below four or a body over limit bytes is
// a FATAL 08P01, as are bytes that stop in the middle of a message; io.EOF means
// that the client left between messages.
func readFrame(r io.Reader, limit int) (frame, error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		if err == io.ErrUnexpectedEOF {
			return frame{}, errUnexpectedEOF()
		}
		return frame{}, err
	}
	size, err := bodySize(head[:], limit)
	if err != nil {
		return frame{}, err
	}
	body, err := readBody(r, size)
	if err != nil {
		return frame{}, err
	}
	return frame{kind: head[0], body: body}, nil
}

// bodySize reads the length of a message's body out of its first five bytes.
func bodySize(head []byte, limit int) (int, error) {
	size := int64(int32(binary.BigEndian.Uint32(head[1:]))) - 4
	if size < 0 {
		return 0, fatal(pgerr.ProtocolViolation, "invalid message length")
	}
	if size > int64(limit) {
		return 0, fatal(pgerr.ProtocolViolation, "invalid message length").
			WithDetail("A message of %d bytes is over the limit of %d bytes.", size, limit)
	}
	return int(size), nil
}

func readBody(r io.Reader, size int) ([]byte, error) {
	if size <= eagerBody {
		body := make([]byte, size)
		if _, err := io.ReadFull(r, body); err != nil {
			return nil, eofInside(err)
		}
		return body, nil
	}
	var body bytes.Buffer
	if _, err := io.CopyN(&body, r, int64(size)); err != nil {
		return nil, eofInside(err)
	}
	return body.Bytes(), nil
}

func eofInside(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errUnexpectedEOF()
	}
	return fmt.Errorf("read message body: %w", err)
}

func errUnexpectedEOF() error {
	return fatal(pgerr.ProtocolViolation, "unexpected EOF within message length word or body")
}
