package pgwire

import (
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/decode"
)

// charset is what the client's texts are in now; nil for UTF-8.
func (c *conn) charset() *charset.Charset { return charset.Of(c.settings().ClientEncoding) }

// fromClient gives texts of a message in UTF-8, or the error of what is none.
func (c *conn) fromClient(texts ...*string) error {
	for _, text := range texts {
		if charset.IsASCII(*text) {
			continue
		}
		in := c.charset()
		if in == nil && utf8.ValidString(*text) {
			continue
		}
		converted, err := decode.AppendText(nil, []byte(*text), in)
		if err != nil {
			return err
		}
		*text = string(converted)
	}
	return nil
}

// errorResponse gives an error's message for the client. When the client's charset cannot
// tell it, the message is that, as in PostgreSQL.
func (c *conn) errorResponse(e *pgerr.Error) *pgproto3.ErrorResponse {
	m := errorResponse(e)
	for _, text := range []*string{&m.Message, &m.Detail, &m.Hint} {
		if c.session == nil || charset.IsASCII(*text) {
			continue
		}
		converted, err := c.charset().Append(nil, []byte(*text))
		if err != nil {
			told := *pgerr.Flatten(err)
			told.Severity = e.Severity
			return errorResponse(&told)
		}
		*text = string(converted)
	}
	return m
}
