package pgwire

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// cursor is a place in a running result. It stands between batches, or in one.
type cursor struct {
	rows    Rows
	encoder rowEncoder
	batch   *Batch
	at      int   // the batch's next row
	passed  int64 // rows before the batch
	sent    int64 // rows of the present Execute
	done    bool
	closed  bool
	command string // the tag, known when done
	count   bool   // the tag ends in the number of rows
}

func newCursor(rows Rows, formats []int16, s Settings) *cursor {
	return &cursor{rows: rows, encoder: newRowEncoder(rows.Columns(), formats, s)}
}

// tag is the command tag for the rows that the present Execute sent.
func (cur *cursor) tag() string {
	if cur.count || cur.command == "SELECT" {
		return cur.command + " " + strconv.FormatInt(cur.sent, 10)
	}
	return cur.command
}

// close ends the run; the second time does nothing.
func (cur *cursor) close(c *conn) error {
	if cur.closed {
		return nil
	}
	cur.closed = true
	cur.batch = nil
	return c.guard(cur.rows.Close)
}

// fill makes sure that there is a row at hand, or that the result is done.
func (cur *cursor) fill(ctx context.Context) error {
	for !cur.done && (cur.batch == nil || cur.at >= cur.batch.Rows) {
		if cur.batch != nil {
			cur.passed += int64(cur.batch.Rows - cur.batch.First)
		}
		batch, err := cur.rows.Next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			cur.done, cur.batch = true, nil
			cur.command, cur.count = cur.rows.Tag()
		case err != nil:
			return err
		default:
			cur.batch, cur.at = batch, 0
			if batch != nil {
				cur.at = batch.First
				if err := cur.encoder.use(batch); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// sendRows sends rows until the result is done or max (0: no limit) have been
// sent. It says whether it stopped at max, even if no row is left, as PostgreSQL
// does. A command without columns is pulled to its end, and gives no rows.
func (c *conn) sendRows(ctx context.Context, cur *cursor, max int) (suspended bool, err error) {
	cur.sent = 0
	defer func() { c.scratch = reusable(c.scratch) }()
	for {
		if max > 0 && cur.sent >= int64(max) {
			return true, nil
		}
		if err := cur.fill(ctx); err != nil {
			return false, err
		}
		if cur.done {
			return false, nil
		}
		limit := cur.batch.Rows
		if max > 0 {
			limit = min(limit, cur.at+max-int(cur.sent))
		}
		if cur.encoder.columns == nil {
			cur.at = limit
			continue
		}
		if err := c.sendSome(ctx, cur, limit); err != nil {
			return false, err
		}
	}
}

// sendSome sends rows of the present batch up to limit, or fewer when they fill
// the buffer.
func (c *conn) sendSome(ctx context.Context, cur *cursor, limit int) (err error) {
	buf := c.scratch[:0]
	for cur.at < limit && len(buf) < flushSize {
		if buf, err = cur.encoder.row(buf, cur.at); err != nil {
			c.out.rows(buf) // those before it are good
			return err
		}
		cur.at++
		cur.sent++
	}
	c.scratch = buf
	c.out.rows(buf)
	if ctx.Err() != nil {
		return pgerr.FromContext(ctx)
	}
	return c.out.wait(ctx)
}
