package pgwire

import (
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
	in := &copyInput{columns: columns, options: options, charset: c.copyCharset(options), target: target, limit: copyGrowth * c.server.maxMessage()}
	reader := in.reader()
	for {
		f, err := c.nextCopy(ctx)
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
			return 0, pgerr.New(pgerr.QueryCanceled, "COPY from stdin failed: %s", clean(text))
		case msgFlush, msgSync: // PostgreSQL ignores both here
		case msgTerminate:
			return 0, fatal(connectionFailure, "unexpected EOF on client connection with an open transaction")
		default:
			// Where the data end cannot be told any more (src/backend/commands/copyfromparse.c).
			c.out.send(c.errorResponse(pgerr.New(pgerr.ProtocolViolation, "unexpected message type 0x%02X during COPY from stdin", f.kind)))
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
}

// copyInput gathers rows for the target.
type copyInput struct {
	columns []Column
	options *Copy
	charset *charset.Charset
	target  CopyTarget
	rows    [][]Arg
	bytes   int
	count   int64
	limit   int // of the bytes of one row
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
	if in.charset != nil && in.options.Format != CopyBinary && !charset.IsASCII(data) {
		if data, err = in.charset.UTF8(nil, data); err != nil {
			return err
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
	if !errors.As(err, &e) || e.Context != "" {
		return err
	}
	shown := string(line)
	if len(line) > copyShown {
		end := copyShown
		for end > 0 && !utf8.RuneStart(line[end]) {
			end--
		}
		shown = string(line[:end]) + "..."
	}
	e.Context = fmt.Sprintf("COPY %s, line %d: \"%s\"", in.options.Relation, number, shown)
	return e
}
