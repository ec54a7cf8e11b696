package pgwire

import (
	"context"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Handler makes a session for every client that has been let in. The package is
// used like net/http: it owns the protocol, the Handler owns the meaning.
type Handler interface {
	NewSession(ctx context.Context, c Client) (Session, error)
}

// Client is who is at the other end, and how to speak to it out of turn.
type Client struct {
	Params  map[string]string // start-up parameters: user, database, application_name, options …
	PID     int32             // the backend's id, as in BackendKeyData
	Address string            // host:port of the peer
	// Notice sends a NoticeResponse. It is safe from any goroutine; outside of a
	// running statement it does nothing.
	Notice func(*pgerr.Error)
}

// Session is one client's state. Calls never overlap, but for Settings.
type Session interface {
	// Parse reads the text of a simple Query (any number of statements) or of a
	// Parse message. It checks the syntax only: names are looked up by Describe and
	// Run, because an earlier statement of the same text may create them. A text
	// with no statement (empty, or only comments) gives none.
	Parse(ctx context.Context, query string, paramOIDs []uint32) ([]Statement, error)
	TxStatus() byte // 'I', 'T' or 'E', for ReadyForQuery
	// Settings gives the values that encoding and ParameterStatus need, as they
	// are now.
	Settings() Settings
	Close() error
}

// Statement is one parsed statement; it may be run many times.
type Statement interface {
	// Describe gives the types of the parameters $1…$n and the columns of the
	// result; no columns for a statement that returns no rows.
	Describe(ctx context.Context) (params []uint32, columns []Column, err error)
	// Run starts the statement. Cancelling ctx ends the run at any later point.
	Run(ctx context.Context, args []Arg) (Rows, error)
	Close() error
}

// Arg is a bound parameter. The wire package turns binary parameters into the
// type's PostgreSQL text form.
type Arg struct {
	Text string
	Null bool
}

// Column describes a column of a result, as RowDescription does.
type Column struct {
	Name     string
	OID      uint32 // of the type
	TypeMod  int32  // -1 for none
	TableOID uint32 // 0 when the column is no table's
	AttNum   uint16
}

// Rows is a running result, pulled batch by batch: a portal suspends by not
// pulling. A statement without rows gives io.EOF at once.
type Rows interface {
	Columns() []Column
	// Next gives the next batch, valid until the following call, or nil and io.EOF
	// after the last.
	Next(ctx context.Context) (*Batch, error)
	// Tag is the command tag, e.g. "SELECT", "INSERT 0 3" or "CREATE VIEW", known
	// after io.EOF. For "SELECT" (and any tag for which CountRows is true) the
	// wire appends the number of rows that it sent.
	Tag() (tag string, countRows bool)
	Close() error
}

// Settings are the session's parameters that the wire acts on.
type Settings struct {
	TimeZone         string // IANA name, e.g. Europe/Berlin
	DateStyle        string // e.g. "ISO, MDY"
	IntervalStyle    string // postgres
	ExtraFloatDigits int
	ByteaOutput      string            // hex
	Reported         map[string]string // everything ParameterStatus must report, by PostgreSQL's name
}
