package pgwire

import "context"

type rowLimitKey struct{}

// WithRowLimit tells the statement that is about to run how many rows the client
// wants first.
func WithRowLimit(ctx context.Context, rows int) context.Context {
	if rows <= 0 {
		return ctx
	}
	return context.WithValue(ctx, rowLimitKey{}, rows)
}

// RowLimit gives the number of rows that the client wants of the statement for now,
// from the first Execute of its portal or as a cursor's; 0 when it wants all. It may come back for
// more.
func RowLimit(ctx context.Context) int {
	rows, _ := ctx.Value(rowLimitKey{}).(int)
	return rows
}
