package pgwire

import (
	"context"
	"time"

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
	// Notice sends a NoticeResponse at once. It is safe from any goroutine and
	// never waits for the client; outside of a running statement it does nothing.
	Notice func(*pgerr.Error)
	// Notify sends a notification when the client is between transactions. It is safe
	// from any goroutine and never waits for the client; it gives false, and drops the
	// notification, when too many wait already.
	Notify func(Notification) bool
	// Prepared holds the session's prepared statements, for PREPARE, EXECUTE,
	// DEALLOCATE, DISCARD and pg_prepared_statements. Use it only inside the
	// session's own calls.
	Prepared *Prepared
	// Portals lists the portals of Bind messages. It is safe from any goroutine.
	Portals func() []PortalInfo
	// TakePortal hands a portal's run over to the session, whose FETCH and MOVE know it
	// from then on; Execute asks the Declarer for its rows. It gives nil when there is no
	// such portal. Use it, and ClosePortal, only inside the session's own calls.
	TakePortal func(ctx context.Context, name string) (*TakenPortal, error)
	// ClosePortal closes a portal that does not run just now, or with no name all of
	// them; it says whether there was one.
	ClosePortal func(name string) bool
	// Backends is the register of all sessions.
	Backends Backends
}

// Session is one client's state. Calls never overlap, but for Settings. A Session
// may also be a Failer, a Syncer, a Declarer, a Nester and an InputChecker.
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

// Failer is a Session that wants to know of every error that its client is told,
// wherever it arose (in the wire, by a cancel, by a panic), before TxStatus is
// asked: an open transaction block becomes a failed one, as in PostgreSQL.
type Failer interface {
	Fail(err error)
}

// Syncer is a Session that ends implicit transactions: Sync is called after every
// simple Query and at every Sync message, before ReadyForQuery. After a failure
// it is called too; Fail has been called before.
type Syncer interface {
	Sync(ctx context.Context) error
}

// Declarer is a Session that has cursors of its own, made by DECLARE. PostgreSQL's are
// portals, which clients describe by their name.
type Declarer interface {
	// Cursor gives a cursor's columns, and whether there is one.
	Cursor(name string) ([]Column, bool)
	// Forward gives a cursor's next rows, at most max of them, or all when that is 0.
	Forward(ctx context.Context, name string, max int) (Rows, error)
	// CloseCursor closes a cursor, if there is one of that name.
	CloseCursor(name string)
}

// Nester is a Session that has subtransactions, which savepoints begin. A portal ends with
// the one that made it, unless that is released.
type Nester interface {
	// Subtransaction is the number of the present one.
	Subtransaction() int64
	// Survives gives what a subtransaction has become by being released, which may be
	// itself; false when it was rolled back.
	Survives(number int64) (int64, bool)
}

// InputChecker is a Session that knows the input functions of types. PostgreSQL reads a
// parameter's text when it is bound, and so an error of it comes before BindComplete.
type InputChecker interface {
	// CheckInput gives the error of a type's input function for a text, and nil where
	// only the statement can tell. modifier is the type's, -1 for none.
	CheckInput(oid uint32, modifier int32, text string) error
}

// Statement is one parsed statement; it may be run many times.
type Statement interface {
	// Describe gives the types of the parameters $1…$n and the columns of the
	// result; no columns for a statement that returns no rows. The wire calls it
	// once, at Parse, as PostgreSQL analyses there; never for a simple Query.
	Describe(ctx context.Context) (params []uint32, columns []Column, err error)
	// Run starts the statement. Cancelling ctx ends the run at any later point:
	// the same ctx is given to Rows.Next, and context.Cause tells why it ended.
	// Several runs may be open at once (portals), of one statement too.
	Run(ctx context.Context, args []Arg) (Rows, error)
	Close() error
}

// BlockEnder is a Statement that may run in a failed transaction block: COMMIT, ROLLBACK.
type BlockEnder interface {
	EndsBlock() bool
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
	// Columns gives the result's columns: nil when there is none, empty for rows
	// without columns.
	Columns() []Column
	// Next gives the next batch, valid until the following call on the same Rows
	// (other statements may run in between), or nil and io.EOF after the last.
	Next(ctx context.Context) (*Batch, error)
	// Tag is the command tag, e.g. "SELECT", "INSERT 0 3" or "CREATE VIEW", known
	// after io.EOF. For "SELECT" (and any tag for which CountRows is true) the
	// wire appends the number of rows that it sent.
	Tag() (tag string, countRows bool)
	Close() error
}

// BinaryRows is the Rows of a FETCH from a cursor that may be BINARY: a simple Query
// gets its rows in the binary formats.
type BinaryRows interface {
	Binary() bool
}

// Settings are the session's parameters that the wire acts on.
type Settings struct {
	// Revision is another one whenever something else is another; 0 tells nothing.
	Revision         uint64
	ClientEncoding   string // as charset.Find gives it; empty means UTF8
	TimeZone         string // IANA name, e.g. Europe/Berlin
	DateStyle        string // e.g. "ISO, MDY"
	IntervalStyle    string // postgres
	ExtraFloatDigits int
	ByteaOutput      string // hex or escape
	// ClientMinMessages holds back the notices below it: notice, warning, error …
	// in PostgreSQL's order of levels for the client. Empty means notice.
	ClientMinMessages string
	// StatementTimeout ends a statement (57014); 0 means never.
	StatementTimeout time.Duration
	// IdleInTransactionTimeout ends a session that idles in a transaction (25P03),
	// IdleSessionTimeout one that idles outside (57P05); 0 means never.
	IdleInTransactionTimeout time.Duration
	IdleSessionTimeout       time.Duration
	// Reported is everything that ParameterStatus must report, by PostgreSQL's
	// name. The map must not be changed after it was handed out.
	Reported map[string]string
}
