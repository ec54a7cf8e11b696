package pgwire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"testing"
)

// halting gives a few bytes a read, and a deadline's error before each.
type halting struct {
	data []byte
	some int
	late bool
}

func (h *halting) Read(p []byte) (int, error) {
	if h.late = !h.late; h.late {
		return 0, os.ErrDeadlineExceeded
	}
	if len(h.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p, h.data[:min(h.some, len(h.data))])
	h.data = h.data[n:]
	return n, nil
}

func TestFrameReaderGoesOnAfterDeadlines(t *testing.T) {
	var sent []frame
	var data []byte
	for i, size := range []int{0, 1, 5, 300, readSize, 3 << 20, 7, 0, readSize - 5, 9} {
		f := frame{kind: byte('A' + i), body: bytes.Repeat([]byte{byte(i)}, size)}
		sent = append(sent, f)
		data = append(data, f.kind)
		data = binary.BigEndian.AppendUint32(data, uint32(size+4))
		data = append(data, f.body...)
	}
	for _, some := range []int{301, 4096, 1 << 22} {
		r := newFrameReader(&halting{data: data, some: some}, 4<<20)
		next := func() (frame, error) {
			for {
				if f, err := r.next(); !errors.Is(err, os.ErrDeadlineExceeded) {
					return f, err
				}
			}
		}
		for i, want := range sent {
			got, err := next()
			if err != nil || got.kind != want.kind || !bytes.Equal(got.body, want.body) {
				t.Fatalf("%d bytes a read: message %d is %c of %d bytes, %v", some, i, got.kind, len(got.body), err)
			}
		}
		if _, err := next(); err != io.EOF {
			t.Fatalf("%d bytes a read: the end is %v", some, err)
		}
		if len(r.buf) > 4*readSize {
			t.Errorf("%d bytes a read: a buffer of %d bytes is kept", some, len(r.buf))
		}
	}
}

func TestFrameReaderRefusesLengths(t *testing.T) {
	for _, head := range []string{"Q\x00\x00\x00\x03", "Q\xff\xff\xff\xff", "Q\x00\x01\x00\x00"} {
		r := newFrameReader(bytes.NewReader([]byte(head+"xxxx")), 1000)
		if _, err := r.next(); err == nil {
			t.Errorf("%q is accepted", head)
		}
	}
	if _, err := newFrameReader(bytes.NewReader([]byte("Q\x00\x00\x00\x09ab")), 1000).next(); err == nil || err == io.EOF {
		t.Errorf("half a message: %v", err)
	}
}
