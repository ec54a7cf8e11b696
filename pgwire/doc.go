// Package pgwire is a server for PostgreSQL's wire protocol, version 3.0 and 3.2
// (https://www.postgresql.org/docs/15/protocol.html). It knows no SQL, no DuckDB
// and no AWS: a Handler gives it sessions, sessions give it statements, statements
// give it rows, and rows are columns of plain slices. Nothing outside of this
// folder knows the protocol's messages.
//
// # The life of a connection
//
//  1. Server.Serve accepts it (server.go) and gives it a process id (registry.go).
//  2. The start-up packets are read without a byte more (startup.go), so that TLS
//     can begin where SSLRequest is answered, or at once (tls.go). A CancelRequest
//     ends here.
//  3. The connection is counted, or refused, and an Authenticator, if there is one,
//     talks to the client (auth.go, scram.go).
//  4. From now on the session (session.go) reads the client's messages (next.go,
//     framereader.go), handles them, and writes its answers if the network takes them
//     at once (directwriter.go). Two goroutines stand by, so that a short statement
//     needs neither. The writer (outbox.go) writes what is left, rows that gather and
//     notices, so that nobody else waits in a write. A reader (inbox.go) begins when a
//     statement runs for more than a few milliseconds (watch.go), so that the
//     client's vanishing is seen. The session waits for both at the end.
//  5. The session handles a message after the other (message.go): a simple Query
//     (query.go), or the steps of the extended protocol, each in its file: parse.go,
//     bind.go, describe.go, execute.go, closemsg.go. An error skips to the next Sync.
//     Rows that are a Copier's go out as COPY's data, and a CopyTarget's come in as
//     such (copy.go, copyin.go).
//  6. It ends by the client's goodbye, by the client's vanishing, by a FATAL error,
//     by an idle time-out, or by the server's drain, and gives back portals,
//     statements and the handler's session.
//
// # Why it is made this way
//
// Rows are pulled. A portal (portal.go) holds a cursor (cursor.go) which stands
// still in the middle of a batch when Execute's row limit is reached; going on is
// pulling again. Memory holds one batch, and twice 64 KiB of bytes not yet sent,
// however large the result.
//
// Whatever runs has a context, and the context's cause is the error that the
// client will see (running.go). A CancelRequest, the statement's time-out, the
// client's leaving and the server's drain differ only in that cause. A cancel also
// ends the wait for a client that does not read, since the session waits for room
// in the outbox, and not for the network.
//
// Values go from a column's slice to the buffer without being boxed: for each
// batch and column one function is chosen (rowencoder.go, textvalue.go,
// binaryvalue.go, and the lists' files) from what the slice holds and what the
// client wants. How a single value is written is in package encode, how a binary
// parameter is read in package decode. A parameter always reaches a statement as
// text.
//
// # Tests
//
// testdata/scripts are conversations, played against this package and against a
// real PostgreSQL. The corpus of formats_test.go is compared with PostgreSQL's
// answers in both formats; its golden file holds them for machines without one.
package pgwire
