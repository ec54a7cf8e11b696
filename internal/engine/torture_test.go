package engine

import (
	"context"
	"flag"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
)

var tortured = flag.Int("torture", 150, "connections of TestTorture")

// TestTorture opens connections, has each do something and kills it in the middle:
// of a message, a result, a portal, a cursor, a COPY either way, a transaction.
// Nothing may be left behind, and the server must go on serving.
func TestTorture(t *testing.T) {
	address := serveEngine(t)
	setUp(t, address)
	descriptors, goroutines := settled(t, 0, 0)
	work := make(chan int)
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for i := range work {
				killOne(t, address, i)
			}
		})
	}
	for i := range *tortured {
		work <- i
	}
	close(work)
	workers.Wait()
	settled(t, descriptors, goroutines)
	c := connectEngine(t, address)
	var rows int
	if err := c.QueryRow(t.Context(), "SELECT count(*) FROM kept").Scan(&rows); err != nil || rows != 1000 {
		t.Errorf("after all that: %d rows, %v", rows, err)
	}
}

func setUp(t *testing.T, address string) {
	t.Helper()
	config, err := pgconn.ParseConfig(dsn(address))
	if err != nil {
		t.Fatal(err)
	}
	c, err := pgconn.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(t.Context(), "CREATE TABLE kept AS SELECT i AS a, 'row ' || i AS b FROM generate_series(1, 1000) g(i)").ReadAll(); err != nil {
		t.Fatal(err)
	}
	_ = c.Close(context.Background())
}

// duckThread is how a stack begins that is no goroutine's but a thread's of DuckDB's, which
// the runtime keeps from the first call of a Go function on it (runtime/cgocall.go).
const duckThread = "[syscall, locked to thread]:\nruntime.goexit"

// settled waits until there are no more descriptors and goroutines than allowed, or
// with 0 gives how many there are.
func settled(t *testing.T, descriptors, goroutines int) (int, int) {
	t.Helper()
	var d, g int
	buf := make([]byte, 1<<20)
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("no /proc here: skipped")
		}
		stacks := string(buf[:runtime.Stack(buf, true)])
		d, g = len(entries), strings.Count(stacks, "\ngoroutine ")-strings.Count(stacks, duckThread)
		if descriptors == 0 || d <= descriptors && g <= goroutines {
			return d, g
		}
	}
	t.Errorf("%d descriptors and %d goroutines are left of %d and %d\n%s", d, g, descriptors, goroutines, buf[:runtime.Stack(buf, true)])
	return d, g
}

// killOne makes a connection do something and closes it without a goodbye.
func killOne(t *testing.T, address string, i int) {
	random := rand.New(rand.NewPCG(1, uint64(i)))
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if random.IntN(2) == 0 {
		_ = c.(*net.TCPConn).SetLinger(0) // a reset instead of an end
	}
	front := pgproto3.NewFrontend(c, c)
	front.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30,
		Parameters: map[string]string{"user": "me", "database": "cloudtrail"}})
	if front.Flush() != nil || random.IntN(20) == 0 {
		return
	}
	if await[*pgproto3.ReadyForQuery](front) != nil {
		return // too many clients, perhaps
	}
	const many = "SELECT i, 'some text of row ' || i FROM generate_series(1, 1000000) g(i)"
	switch i % 8 {
	case 0: // in the middle of a message
		_, _ = c.Write([]byte("Q\x00\x00\x10\x00SELECT"))
	case 1: // of a result that nobody reads
		front.Send(&pgproto3.Query{String: many})
		_ = front.Flush()
		_ = await[*pgproto3.DataRow](front)
	case 2: // of a portal
		front.Send(&pgproto3.Parse{Query: many})
		front.Send(&pgproto3.Bind{})
		front.Send(&pgproto3.Execute{MaxRows: 10})
		front.Send(&pgproto3.Flush{})
		_ = front.Flush()
		_ = await[*pgproto3.PortalSuspended](front)
	case 3: // of a fetch
		front.Send(&pgproto3.Query{String: "BEGIN; DECLARE c SCROLL CURSOR FOR " + many + "; FETCH 5000 c; FETCH ALL c"})
		_ = front.Flush()
		_ = await[*pgproto3.CommandComplete](front)
	case 4: // of a COPY out
		front.Send(&pgproto3.Query{String: "COPY (" + many + ") TO STDOUT (FORMAT binary)"})
		_ = front.Flush()
		_ = await[*pgproto3.CopyData](front)
	case 5: // of a COPY in, which nothing may be kept of
		front.Send(&pgproto3.Query{String: "COPY kept FROM STDIN"})
		_ = front.Flush()
		_ = await[*pgproto3.CopyInResponse](front)
		front.Send(&pgproto3.CopyData{Data: []byte(strings.Repeat("7\tx\n", 5000))})
		front.Send(&pgproto3.CopyData{Data: []byte("8\tun")})
		_ = front.Flush()
	case 6: // of a transaction
		front.Send(&pgproto3.Query{String: "BEGIN; CREATE TEMP TABLE mine (a int); INSERT INTO kept VALUES (0, 'no')"})
		_ = front.Flush()
		_ = await[*pgproto3.ReadyForQuery](front)
	case 7: // of a computation
		front.Send(&pgproto3.Query{String: "SELECT count(*) FROM generate_series(1, 100000000000) a(i) WHERE hash(i) % 7 = 3"})
		_ = front.Flush()
	}
	time.Sleep(time.Duration(random.IntN(3)) * time.Millisecond)
}

// await receives messages up to one of a type.
func await[T pgproto3.BackendMessage](front *pgproto3.Frontend) error {
	for {
		m, err := front.Receive()
		if err != nil {
			return err
		}
		if _, ok := m.(*pgproto3.ErrorResponse); ok {
			return io.ErrUnexpectedEOF
		}
		if _, ok := m.(T); ok {
			return nil
		}
	}
}
