package pgwire

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
)

// CopyFormat is a format of COPY.
type CopyFormat byte

// The formats.
const (
	CopyText CopyFormat = iota
	CopyCSV
	CopyBinary
)

// Copy is how the data of a COPY are written
// (https://www.postgresql.org/docs/15/sql-copy.html). The lists have a value for each
// column, or are nil.
type Copy struct {
	Relation      string // the table, for errors in the data; on the way in
	Format        CopyFormat
	Encoding      string // as charset.Find gives it; empty means the client's
	Delimiter     byte
	Null          string
	Quote, Escape byte
	Header        bool // a first line with the columns' names; skipped on the way in
	HeaderMatch   bool // on the way in, the names must be the columns'
	ForceQuote    []bool
	ForceNotNull  []bool
	ForceNull     []bool
}

// Copier is what the Rows of a COPY are besides: with Next giving the rows of a COPY
// TO STDOUT, or as a CopyTarget those of a COPY FROM STDIN. Columns describes the
// data; the tag is COPY.
type Copier interface {
	Rows
	Copy() *Copy
}

// CopyTarget is the Rows of a COPY FROM STDIN. Next is never called.
type CopyTarget interface {
	Copier
	// Put takes the next rows, each with a value for every column. It may keep them.
	Put(ctx context.Context, rows [][]Arg) error
	// Finish ends the copy after the last row. Without it, Close drops what was put.
	Finish(ctx context.Context) error
}

// copyRows runs a COPY, either way.
func (c *conn) copyRows(ctx context.Context, rows Copier) (err error) {
	closed := false
	closeRows := func() error {
		if closed {
			return nil
		}
		closed = true
		return c.guard(rows.Close)
	}
	defer func() { _ = closeRows() }()
	var n int64
	if target, ok := rows.(CopyTarget); ok {
		n, err = c.copyIn(ctx, target)
	} else {
		n, err = c.copyOut(ctx, rows)
	}
	if err == nil {
		err = closeRows()
	}
	if err != nil {
		return err
	}
	c.out.send(&pgproto3.CommandComplete{CommandTag: []byte("COPY " + strconv.FormatInt(n, 10))})
	return nil
}

// copyOut sends the rows of a COPY TO STDOUT.
func (c *conn) copyOut(ctx context.Context, rows Copier) (_ int64, err error) {
	options, columns := rows.Copy(), rows.Columns()
	codes := copyCodes(options, len(columns))
	var formats []int16
	if options.Format == CopyBinary {
		formats = binaryFormats(len(columns))
	}
	cur := newCursor(rows, formats, c.settings())
	cur.encoder.copy = newCopyEncoder(options, c.copyCharset(options))
	if cur.encoder.style.Charset = nil; options.Format == CopyBinary {
		cur.encoder.style.Charset = c.copyCharset(options)
	}
	c.out.send(&pgproto3.CopyOutResponse{OverallFormat: copyOverall(options), ColumnFormatCodes: codes})
	if options.Header && options.Format != CopyBinary {
		header, err := cur.encoder.copy.header(nil, columns)
		if err != nil {
			return 0, err
		}
		c.out.rows(header)
	}
	if _, err := c.sendRows(ctx, cur, 0); err != nil {
		return 0, err
	}
	c.out.rows(cur.encoder.copy.trailer(nil))
	c.out.send(&pgproto3.CopyDone{})
	return cur.sent, nil
}

// copyCharset is what the texts of a COPY's data are in.
func (c *conn) copyCharset(o *Copy) *charset.Charset {
	if o.Encoding != "" {
		return charset.Of(o.Encoding)
	}
	return c.charset()
}

// binaryFormats are the formats of columns that are all sent in binary.
func binaryFormats(columns int) []int16 {
	formats := make([]int16, columns)
	for i := range formats {
		formats[i] = pgproto3.BinaryFormat
	}
	return formats
}

func copyOverall(o *Copy) byte {
	if o.Format == CopyBinary {
		return pgproto3.BinaryFormat
	}
	return pgproto3.TextFormat
}

func copyCodes(o *Copy, n int) []uint16 {
	codes := make([]uint16, n)
	for i := range codes {
		codes[i] = uint16(copyOverall(o))
	}
	return codes
}

// badCopyFileFormat is PostgreSQL's SQLSTATE for data that are not COPY's.
const badCopyFileFormat = "22P04"

func errCopy(format string, args ...any) *pgerr.Error {
	return pgerr.New(badCopyFileFormat, format, args...)
}
