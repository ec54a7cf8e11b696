package pgwire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
)

// The size of what a CopyTarget is given at once.
const (
	copyRowsAtOnce  = 2048
	copyBytesAtOnce = 1 << 20
)

// copyIn reads the data of a COPY FROM STDIN up to CopyDone.
func (c *conn) copyIn(ctx context.Context, target CopyTarget) (int64, error) {
	options, columns := target.Copy(), target.Columns()
	c.out.send(&pgproto3.CopyInResponse{OverallFormat: copyOverall(options), ColumnFormatCodes: copyCodes(options, len(columns))})
	c.out.flush()
	c.watch() // a cancel is to end the wait for data
	in := &copyInput{columns: columns, options: options, charset: c.copyCharset(options), target: target, limit: copyGrowth * c.server.maxMessage(), check: c.checkInput}
	reader := in.reader()
	for {
		f, err := c.nextCopy(ctx)
		if err != nil && pgerr.Flatten(err).Code == pgerr.QueryCanceled {
			return 0, in.within(err, fmt.Sprintf("line %d", reader.line()))
		}
		if err != nil {
			return 0, err
		}
		switch f.kind {
		case msgCopyData:
			if err := in.feed(reader, f.body); err != nil {
				return 0, err
			}
			if err := in.flush(ctx, copyRowsAtOnce); err != nil {
				return 0, err
			}
		case msgCopyDone:
			return in.finish(ctx, reader)
		case msgCopyFail:
			text, _, _ := strings.Cut(string(f.body), "\x00")
			err := pgerr.New(pgerr.QueryCanceled, "COPY from stdin failed: %s", clean(text))
			return 0, in.within(err, fmt.Sprintf("line %d", reader.line()+1))
		case msgFlush, msgSync: // PostgreSQL ignores both here
		case msgTerminate:
			return 0, fatal(connectionFailure, "unexpected EOF on client connection with an open transaction")
		default:
			// Where the data end cannot be told any more (src/backend/commands/copyfromparse.c).
			err := pgerr.New(pgerr.ProtocolViolation, "unexpected message type 0x%02X during COPY from stdin", f.kind)
			c.out.send(c.errorResponse(pgerr.Flatten(in.within(err, fmt.Sprintf("line %d", reader.line()+1)))))
			return 0, fatal(pgerr.ProtocolViolation, "terminating connection because protocol synchronization was lost")
		}
	}
}

// nextCopy waits for the next message, or for ctx to end.
func (c *conn) nextCopy(ctx context.Context) (frame, error) {
	for {
		f, ok, err := c.in.take()
		if ok || err != nil {
			return f, err
		}
		select {
		case <-c.in.arrived:
		case <-ctx.Done():
			return frame{}, context.Cause(ctx)
		}
	}
}

// copyReader reads rows out of bytes that come in pieces.
type copyReader interface {
	// feed takes the next bytes; last says that none follow.
	feed(data []byte, last bool) error
	// line is how many lines or rows have been read.
	line() int
}

// copyInput gathers rows for the target.
type copyInput struct {
	columns []Column
	options *Copy
	charset *charset.Charset
	part    []byte // the beginning of a character
	target  CopyTarget
	rows    [][]Arg
	bytes   int
	count   int64
	limit   int // of the bytes of one row
	check   func(text string, oid uint32, modifier int32) error
}

// copyGrowth is how many times larger than the largest message one row may be.
const copyGrowth = 4

// checkUnended refuses a row that grows without end: its bytes are held until it is
// whole. PostgreSQL's limit is 1 GB (src/common/stringinfo.c, enlargeStringInfo).
func (in *copyInput) checkUnended(size int) error {
	if size <= in.limit {
		return nil
	}
	return pgerr.New(pgerr.ProgramLimitExceeded, "out of memory").
		WithDetail("A row of the data has more than %d bytes.", in.limit)
}

func (in *copyInput) reader() copyReader {
	if in.options.Format == CopyBinary {
		return &copyBinaryReader{in: in}
	}
	return &copyLineReader{in: in}
}

// feed hands a message's data on in UTF-8.
func (in *copyInput) feed(reader copyReader, data []byte) (err error) {
	if in.charset != nil && in.options.Format != CopyBinary && (len(in.part) > 0 || !charset.IsASCII(data)) {
		if len(in.part) > 0 {
			data = append(in.part, data...)
		}
		whole := in.charset.Whole(data)
		in.part = bytes.Clone(data[whole:])
		if data, err = in.charset.UTF8(nil, data[:whole]); err != nil {
			return in.within(err, fmt.Sprintf("line %d", reader.line()+1))
		}
	}
	return reader.feed(data, false)
}

// add takes a row.
func (in *copyInput) add(row []Arg) {
	for _, a := range row {
		in.bytes += len(a.Text)
	}
	in.rows = append(in.rows, row)
	in.count++
}

// read refuses texts that are no values of their columns. They are those of a line or
// row of the data.
func (in *copyInput) read(row []Arg, number int) error {
	if in.check == nil {
		return nil
	}
	for i, a := range row {
		if a.Null {
			continue
		}
		if err := in.check(a.Text, in.columns[i].OID, in.columns[i].TypeMod); err != nil {
			return in.inCopyValue(err, number, in.columns[i].Name, a.Text)
		}
	}
	return nil
}

// flush hands the rows on when there are enough.
func (in *copyInput) flush(ctx context.Context, enough int) error {
	if len(in.rows) == 0 || len(in.rows) < enough && in.bytes < copyBytesAtOnce {
		return nil
	}
	rows := in.rows
	in.rows, in.bytes = nil, 0
	return in.target.Put(ctx, rows)
}

func (in *copyInput) finish(ctx context.Context, reader copyReader) (int64, error) {
	if len(in.part) > 0 {
		if _, err := in.charset.UTF8(nil, in.part); err != nil {
			return 0, in.within(err, fmt.Sprintf("line %d", reader.line()+1))
		}
	}
	if err := reader.feed(nil, true); err != nil {
		return 0, err
	}
	if err := in.flush(ctx, 1); err != nil {
		return 0, err
	}
	return in.count, in.target.Finish(ctx)
}

// copyShown is how many bytes of a line an error shows
// (src/backend/commands/copyfrom.c, MAX_COPY_DATA_DISPLAY).
const copyShown = 100

// inCopyLine tells in an error's context in which line of the data it is.
func (in *copyInput) inCopyLine(err error, number int, line []byte) error {
	e := (*pgerr.Error)(nil)
	if !errors.As(err, &e) || strings.Contains(e.Context, "COPY ") {
		return err
	}
	return in.within(err, fmt.Sprintf("line %d: \"%s\"", number, shortened(string(line))))
}

// inCopyValue tells in an error's context which value of the data it is about.
func (in *copyInput) inCopyValue(err error, number int, column, text string) error {
	return in.within(err, fmt.Sprintf("line %d, column %s: \"%s\"", number, column, shortened(text)))
}

func (in *copyInput) within(err error, where string) error {
	e := *pgerr.Flatten(err)
	if e.Context != "" {
		e.Context += "\n"
	}
	e.Context += fmt.Sprintf("COPY %s, %s", in.options.Relation, where)
	return &e
}

// shortened is limit_printout_length.
func shortened(text string) string {
	if len(text) <= copyShown {
		return text
	}
	end := copyShown
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "..."
}
