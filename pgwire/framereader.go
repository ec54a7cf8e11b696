package pgwire

import "io"

// readSize is how many bytes are asked of the network at once.
const readSize = 16 << 10

// frameReader reads messages out of a buffer of its own. A read that fails for a
// deadline loses nothing: the next one goes on where it stood.
type frameReader struct {
	r       io.Reader
	limit   int // of a body, in bytes
	buf     []byte
	at, end int // what is read and not given yet
}

func newFrameReader(r io.Reader, limit int) *frameReader {
	return &frameReader{r: r, limit: limit, buf: make([]byte, readSize)}
}

// next reads one message, as readFrame does. Its body is valid until the following
// call.
func (r *frameReader) next() (frame, error) {
	for {
		f, missing, err := r.take()
		if missing == 0 || err != nil {
			return f, err
		}
		if err := r.fill(missing); err != nil {
			return frame{}, err
		}
	}
}

// take gives a message that is in the buffer whole, or how many bytes it lacks.
func (r *frameReader) take() (f frame, missing int, err error) {
	have := r.buf[r.at:r.end]
	if len(have) < 5 {
		return frame{}, 5 - len(have), nil
	}
	size, err := bodySize(have, r.limit)
	if err != nil {
		return frame{}, 0, err
	}
	if len(have) < 5+size {
		return frame{}, 5 + size - len(have), nil
	}
	r.at += 5 + size
	return frame{kind: have[0], body: have[5 : 5+size : 5+size]}, 0, nil
}

// fill reads what there is. A buffer that is full grows by the missing bytes, or by as
// many again as have come of a long message.
func (r *frameReader) fill(missing int) error {
	if r.at > 0 {
		r.end = copy(r.buf, r.buf[r.at:r.end])
		r.at = 0
		if len(r.buf) > 4*readSize && r.end+missing <= readSize { // a long message has blown it up
			r.buf = append(make([]byte, 0, readSize), r.buf[:r.end]...)[:readSize]
		}
	}
	if r.end == len(r.buf) {
		r.buf = append(make([]byte, 0, r.end+min(missing, max(eagerBody, r.end))), r.buf[:r.end]...)
		r.buf = r.buf[:cap(r.buf)]
	}
	n, err := r.r.Read(r.buf[r.end:])
	r.end += n
	if n > 0 {
		return nil // an error comes again
	}
	if err != nil && r.end > 0 {
		return eofInside(err)
	}
	return err
}
