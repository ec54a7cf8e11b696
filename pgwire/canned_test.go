package pgwire

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// scripted are the statements of the wire scripts in testdata, with PostgreSQL's
// own answers, so that the scripts can run against both.
func scripted() *fake {
	int4 := []Column{column("?column?", pgtype.Int4OID)}
	text := []Column{column("?column?", pgtype.TextOID)}
	tx := func(to byte) func(context.Context, *fakeSession, []Arg) (Rows, error) {
		return func(_ context.Context, s *fakeSession, _ []Arg) (Rows, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.status = to
			return &fakeRows{}, nil
		}
	}
	one := func(b *Batch) func(context.Context, *fakeSession, []Arg) (Rows, error) {
		return func(context.Context, *fakeSession, []Arg) (Rows, error) {
			return &fakeRows{batches: []*Batch{b}}, nil
		}
	}
	series := func(sizes ...int32) func(context.Context, *fakeSession, []Arg) (Rows, error) {
		return func(context.Context, *fakeSession, []Arg) (Rows, error) {
			r, first := &fakeRows{}, int32(1)
			for _, n := range sizes {
				r.batches = append(r.batches, ints(first, n))
				first += n
			}
			return r, nil
		}
	}
	return &fake{
		reported: map[string]string{"application_name": "", "TimeZone": "UTC"},
		statements: map[string]canned{
			"BEGIN":    {tag: "BEGIN", run: tx('T')},
			"COMMIT":   {tag: "COMMIT", run: tx('I')},
			"ROLLBACK": {tag: "ROLLBACK", run: tx('I')},
			"SELECT 1": {tag: "SELECT", columns: int4, run: one(ints(1, 1))},
			"SELECT 2": {tag: "SELECT", columns: int4, run: one(ints(2, 1))},
			"SELECT 'a', NULL": {tag: "SELECT", columns: append(text, text...),
				run: one(&Batch{Rows: 1, Columns: []Vector{texts("a"), {Kind: KindNull}}})},
			"SELECT generate_series(1,10)": {tag: "SELECT",
				columns: []Column{column("generate_series", pgtype.Int4OID)}, run: series(3, 0, 4, 3)},
			"SELECT $1::int4": {tag: "SELECT", params: []uint32{pgtype.Int4OID},
				columns: []Column{column("int4", pgtype.Int4OID)}, run: echoInt},
			"SELECT $1::text": {tag: "SELECT", params: []uint32{pgtype.TextOID},
				columns: []Column{column("text", pgtype.TextOID)}, run: echoText},
			"SELECT 1/0": {tag: "SELECT", columns: int4,
				run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
					return nil, pgerr.New(pgerr.DivisionByZero, "division by zero")
				}},
			"SELECT 1/(random()*0)::int4": {tag: "SELECT", columns: int4,
				run: func(context.Context, *fakeSession, []Arg) (Rows, error) {
					return &fakeRows{before: func(context.Context, int) error {
						return pgerr.New(pgerr.DivisionByZero, "division by zero")
					}}, nil
				}},
			"SELEC 1": {parse: pgerr.New(pgerr.SyntaxError, "syntax error at or near \"SELEC\"").At(1)},
			"SELECT pg_sleep(60)": {tag: "SELECT", columns: []Column{column("pg_sleep", 2278)},
				run: func(ctx context.Context, _ *fakeSession, _ []Arg) (Rows, error) {
					<-ctx.Done()
					return nil, ctx.Err()
				}},
			"SET application_name TO 'scripts'": {tag: "SET",
				run: func(_ context.Context, s *fakeSession, _ []Arg) (Rows, error) {
					s.mu.Lock()
					defer s.mu.Unlock()
					s.reported["application_name"] = "scripts"
					return &fakeRows{}, nil
				}},
			"DO 'BEGIN RAISE NOTICE ''hello''": {tag: "DO"},
			"PANIC":                            {tag: "PANIC", run: func(context.Context, *fakeSession, []Arg) (Rows, error) { panic("canned") }},
		},
	}
}

func echoInt(_ context.Context, _ *fakeSession, args []Arg) (Rows, error) {
	if args[0].Null {
		return &fakeRows{batches: []*Batch{{Rows: 1, Columns: []Vector{{Kind: KindNull}}}}}, nil
	}
	n, err := strconv.ParseInt(args[0].Text, 10, 32)
	if err != nil {
		return nil, pgerr.New(pgerr.InvalidTextRepresentation,
			"invalid input syntax for type integer: \"%s\"", args[0].Text)
	}
	return &fakeRows{batches: []*Batch{ints(int32(n), 1)}}, nil
}

func echoText(_ context.Context, _ *fakeSession, args []Arg) (Rows, error) {
	if args[0].Null {
		return &fakeRows{batches: []*Batch{{Rows: 1, Columns: []Vector{{Kind: KindNull}}}}}, nil
	}
	return &fakeRows{batches: []*Batch{{Rows: 1, Columns: []Vector{texts(args[0].Text)}}}}, nil
}
