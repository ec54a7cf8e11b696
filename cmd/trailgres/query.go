package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// query answers one question without a server.
func query(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var c config
	f := newFlags("query", `trailgres query "SQL": answer one question without a server.`)
	f.value("format", "table|csv|json", "how to print the answer", "table", oneOf(&c.format, "table", "csv", "json"))
	f.sourceFlags(&c)
	rest, err := f.parse(args, stdout)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return errors.New(`query takes one argument, the SQL in quotes: trailgres query "SELECT …"`)
	}
	d, err := openDatabase(ctx, c, stderr)
	if err != nil {
		return err
	}
	defer d.close()
	return d.ask(ctx, rest[0], c.format, stdout, stderr)
}

// ask runs SQL in a session of its own and prints the results. The session speaks
// the wire protocol through a pipe, so that the answer is the one that any client
// would get; notices go to stderr.
func (d *database) ask(ctx context.Context, sql, format string, stdout, stderr io.Writer) (err error) {
	l := newPipeListener()
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan error, 1)
	go func() { done <- d.server.Serve(serving, l) }()
	defer func() {
		stop()
		if served := <-done; err == nil {
			err = served
		}
	}()
	config, err := pgconn.ParseConfig("host=127.0.0.1 port=1 user=trail database=cloudtrail sslmode=disable")
	if err != nil {
		return err
	}
	config.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return l.dial(ctx) }
	config.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"127.0.0.1"}, nil }
	config.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) {
		fmt.Fprintf(stderr, "%s:  %s\n", n.Severity, n.Message)
		if n.Hint != "" {
			fmt.Fprintf(stderr, "HINT:  %s\n", n.Hint)
		}
	}
	conn, err := pgconn.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("open session: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	results := conn.Exec(ctx, sql)
	for results.NextResult() {
		if err := print(stdout, format, results.ResultReader()); err != nil {
			results.Close()
			return wireError(ctx, err)
		}
	}
	return wireError(ctx, results.Close())
}

// wireError takes an error off the wire.
func wireError(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return errors.New("stopped")
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	return &pgerr.Error{Code: e.Code, Message: e.Message, Detail: e.Detail, Hint: e.Hint, Position: int(e.Position)}
}

// pipeListener hands out the ends of pipes as connections.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipeListener() *pipeListener {
	return &pipeListener{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (l *pipeListener) dial(ctx context.Context) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.conns <- server:
		return client, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept gives the next connection.
func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close ends the listener.
func (l *pipeListener) Close() error {
	select {
	case <-l.closed:
	default:
		close(l.closed)
	}
	return nil
}

// Addr gives an address that stands for the pipe.
func (l *pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }
