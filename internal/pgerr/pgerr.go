// Package pgerr is the one error a client of trailgres ever sees: PostgreSQL's
// ErrorResponse as a Go value. Errors get their SQLSTATE where they are born;
// Flatten reads it at the edge. The package knows nothing of the wire, of SQL
// or of AWS.
package pgerr

import (
	"context"
	"errors"
	"fmt"
)

// Severities, as PostgreSQL names them in the S and V fields
// (https://www.postgresql.org/docs/15/protocol-error-fields.html).
const (
	SeverityError   = "ERROR"
	SeverityFatal   = "FATAL"
	SeverityWarning = "WARNING"
	SeverityNotice  = "NOTICE"
	SeverityInfo    = "INFO"
)

// Error is an error or a notice, with the fields that PostgreSQL reports.
type Error struct {
	Severity string // empty means ERROR
	Code     string // SQLSTATE, five characters
	Message  string // one sentence, no full stop, lower case first, as PostgreSQL writes
	Detail   string // optional, whole sentences
	Hint     string // optional, whole sentences: what to do about it
	Position int    // 1-based character in the statement's text; 0 when unknown
	Context  string // optional: where it happened, as "COPY t, line 2"
	Cause    error  // what happened underneath; never shown to a client

	// The object that the error is about, where PostgreSQL names one.
	Schema, Table, Column, Constraint string
}

// New gives an ERROR with the SQLSTATE code.
func New(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Notice gives a notice of the severity NOTICE.
func Notice(format string, args ...any) *Error {
	return &Error{Severity: SeverityNotice, Code: SuccessfulCompletion, Message: fmt.Sprintf(format, args...)}
}

// Warning gives a notice of the severity WARNING.
func Warning(format string, args ...any) *Error {
	return &Error{Severity: SeverityWarning, Code: WarningCode, Message: fmt.Sprintf(format, args...)}
}

// Error gives the message and its SQLSTATE, for logs and Go callers.
func (e *Error) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s (SQLSTATE %s): %v", e.Message, e.Code, e.Cause)
	}
	return fmt.Sprintf("%s (SQLSTATE %s)", e.Message, e.Code)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// SQLState gives the code; the method name is the one pgx and lib/pq look for.
func (e *Error) SQLState() string { return e.Code }

// WithDetail sets the DETAIL and returns e.
func (e *Error) WithDetail(format string, args ...any) *Error {
	e.Detail = fmt.Sprintf(format, args...)
	return e
}

// WithHint sets the HINT and returns e.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

// About names the table, and its column or constraint, that the error is about.
func (e *Error) About(schema, table, column, constraint string) *Error {
	e.Schema, e.Table, e.Column, e.Constraint = schema, table, column, constraint
	return e
}

// At sets the position, a 1-based character of the statement, and returns e.
func (e *Error) At(position int) *Error {
	e.Position = position
	return e
}

// Because sets the cause and returns e.
func (e *Error) Because(err error) *Error {
	e.Cause = err
	return e
}

// Flatten turns any error into the one to show a client. An *Error in the chain
// is taken as it is; a cancelled context is 57014 with the text PostgreSQL uses;
// a context's own cause goes before its bare Canceled; the rest is XX000.
func Flatten(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	if errors.Is(err, context.Canceled) {
		return New(QueryCanceled, "canceling statement due to user request").Because(err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return New(QueryCanceled, "canceling statement due to statement timeout").Because(err)
	}
	return New(InternalError, "%s", err.Error()).Because(err)
}

// FromContext gives the reason ctx ended: its cause if it has one of ours, else
// what Flatten makes of ctx.Err(). It gives nil while ctx lives.
func FromContext(ctx context.Context) *Error {
	if ctx.Err() == nil {
		return nil
	}
	return Flatten(context.Cause(ctx))
}
