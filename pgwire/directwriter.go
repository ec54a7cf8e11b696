package pgwire

import (
	"net"
	"syscall"
)

// directWriter writes to a connection without ever waiting for it.
type directWriter struct {
	raw     syscall.RawConn
	try     func(fd uintptr) bool // once; kept, so that a write allocates nothing
	data    []byte
	written int
}

// newDirectWriter gives nil for a connection that is no socket of the system's.
func newDirectWriter(conn net.Conn) *directWriter {
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return nil
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return nil
	}
	w := &directWriter{raw: raw}
	w.try = func(fd uintptr) bool {
		w.written, _ = syscall.Write(int(fd), w.data)
		return true
	}
	return w
}

// write gives the number of bytes that the network took. An error counts as none: the
// ordinary write will meet it too.
func (w *directWriter) write(data []byte) int {
	if len(data) == 0 {
		return 0
	}
	w.data, w.written = data, 0
	err := w.raw.Write(w.try)
	w.data = nil
	if err != nil {
		return 0
	}
	return max(w.written, 0)
}
