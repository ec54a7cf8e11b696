package pgwire

import (
	"strings"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// SQLSTATEs that only the wire raises, by the names of PostgreSQL's appendix A.
const (
	connectionFailure               = "08006"
	idleInTransactionSessionTimeout = "25P03"
	idleSessionTimeout              = "57P05"
	arraySubscriptError             = "2202E"
)

// fatal gives a FATAL error: the client is told, and the connection closed.
func fatal(code, format string, args ...any) *pgerr.Error {
	e := pgerr.New(code, format, args...)
	e.Severity = pgerr.SeverityFatal
	return e
}

// isFatal says whether the connection ends with the error.
func isFatal(e *pgerr.Error) bool {
	return e.Severity == pgerr.SeverityFatal || e.Severity == "PANIC"
}

// errorResponse gives the fields of
// https://www.postgresql.org/docs/15/protocol-error-fields.html.
func errorResponse(e *pgerr.Error) *pgproto3.ErrorResponse {
	severity := e.Severity
	if severity == "" {
		severity = pgerr.SeverityError
	}
	return &pgproto3.ErrorResponse{
		Severity:            severity,
		SeverityUnlocalized: severity,
		Code:                e.Code,
		Message:             clean(e.Message),
		Detail:              clean(e.Detail),
		Hint:                clean(e.Hint),
		Position:            int32(e.Position),
		Where:               clean(e.Context),
		SchemaName:          clean(e.Schema),
		TableName:           clean(e.Table),
		ColumnName:          clean(e.Column),
		ConstraintName:      clean(e.Constraint),
	}
}

func (c *conn) noticeResponse(e *pgerr.Error) *pgproto3.NoticeResponse {
	n := pgproto3.NoticeResponse(*c.errorResponse(e))
	if e.Severity == "" {
		n.Severity, n.SeverityUnlocalized = pgerr.SeverityNotice, pgerr.SeverityNotice
	}
	return &n
}

// clean makes a text fit for a protocol string: valid UTF-8 without a NUL.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
