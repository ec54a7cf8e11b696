package duck

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// upper is a function of texts that fails on a certain one and panics on another.
func testFunctions() []Function {
	return []Function{
		{Name: "go_upper", Params: []Type{Of(Varchar)}, Result: Of(Varchar), Call: func(args []Vector, rows int, out *Output) error {
			for row := range rows {
				if args[0].Null(row) {
					out.Null(row)
					continue
				}
				s := string(args[0].Bytes(row))
				switch s {
				case "bad":
					return pgerr.New("22023", "a bad text: %q", s).WithDetail("It is bad.\nVery bad.").WithHint("Take another.")
				case "panic":
					panic("no such luck")
				}
				out.Text(row, strings.ToUpper(s))
			}
			return nil
		}},
		{Name: "go_upper", Params: []Type{Of(BigInt)}, Result: Of(BigInt), Call: func(args []Vector, rows int, out *Output) error {
			for row, v := range Slice[int64](&args[0]) {
				Values[int64](out)[row] = v + 1
			}
			return nil
		}},
		{Name: "go_split", Params: []Type{JSON, Of(AnyType)}, Result: ListOf(Of(Varchar)), Nulls: true, Call: func(args []Vector, rows int, out *Output) error {
			for row := range rows {
				if args[0].Null(row) {
					text := "nothing, of all things"
					out.Texts(row, []*string{&text, nil})
					continue
				}
				var texts []*string
				for part := range strings.SplitSeq(string(args[0].Bytes(row)), ",") {
					texts = append(texts, &part)
				}
				kind := fmt.Sprint(args[1].Type.ID, args[1].Type.Scale, args[1].Type.Alias)
				out.Texts(row, append(texts, &kind))
			}
			return nil
		}},
		{Name: "go_json", Params: []Type{Of(Varchar)}, Result: JSON, Call: func(args []Vector, rows int, out *Output) error {
			for row := range rows {
				out.Bytes(row, args[0].Bytes(row))
			}
			return nil
		}},
	}
}

func openWith(t testing.TB, functions []Function) *Conn {
	t.Helper()
	db, err := Open("", map[string]string{"threads": "2"})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Register(functions); err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); db.Close() })
	return c
}

func TestFunctions(t *testing.T) {
	c := openWith(t, testFunctions())
	for query, want := range map[string]string{
		"SELECT go_upper('short')":                            "SHORT",
		"SELECT go_upper('')":                                 "",
		"SELECT go_upper('twelve bytes')":                     "TWELVE BYTES",
		"SELECT go_upper('thirteen byte')":                    "THIRTEEN BYTE",
		"SELECT go_upper(NULL::VARCHAR)":                      "<nil>",
		"SELECT go_upper(41::BIGINT)":                         "42",
		"SELECT go_upper(max(41::BIGINT))":                    "42",
		"SELECT typeof(go_json('[1]'))":                       "JSON",
		"SELECT go_split('[1,2]', 1.50)::VARCHAR":             fmt.Sprintf("['[1', '2]', %d 2]", DecimalType),
		"SELECT go_split('[1,2]'::JSON, '[]'::JSON)::VARCHAR": fmt.Sprintf("['[1', '2]', %d 0JSON]", Varchar),
		"SELECT go_split(NULL, NULL)::VARCHAR":                "['nothing, of all things', NULL]",
		"SELECT string_agg(go_upper('row number ' || i), '' ORDER BY i) = string_agg('ROW NUMBER ' || i, '' ORDER BY i) FROM range(10000) t(i)": "true",
		"SELECT sum(len(go_split(('[' || repeat('1,', (i % 5)::INT) || '1]')::JSON, i)))::VARCHAR FROM range(10000) t(i)":                       "40000",
		"SELECT count(go_upper(CASE WHEN i % 3 = 0 THEN 'some long enough text' END)) FROM range(9000) t(i)":                                    "3000",
	} {
		if got := scalar(t, c, query); got != want {
			t.Errorf("%s gives %s, not %s", query, got, want)
		}
	}
}

func TestFunctionErrors(t *testing.T) {
	c := openWith(t, testFunctions())
	for query, code := range map[string]string{
		"SELECT go_upper('bad')":   "22023",
		"SELECT go_upper('panic')": "XX000",
		"SELECT go_upper(CASE WHEN i = 5000 THEN 'bad' ELSE 'x' END) FROM range(9000) t(i)": "22023",
	} {
		err := c.Query(context.Background(), query, func([]any) error { return nil })
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%s: %v", query, err)
		}
		known, ok := DecodeError(e.Message)
		if !ok || known.Code != code || code == "22023" && (known.Detail != "It is bad.\nVery bad." || known.Hint != "Take another." || known.Message != `a bad text: "bad"`) {
			t.Errorf("%s: %#v of %q", query, known, e.Message)
		}
	}
	if got := scalar(t, c, "SELECT go_upper('after')"); got != "AFTER" {
		t.Errorf("after a panic: %s", got)
	}
}

// TestFunctionsAreFolded holds what pushing down relies on.
func TestFunctionsAreFolded(t *testing.T) {
	c := openWith(t, testFunctions())
	if _, err := c.Exec(context.Background(), "CREATE TABLE t AS SELECT 'x' AS s"); err != nil {
		t.Fatal(err)
	}
	plan := scalar(t, c, "SELECT json_serialize_plan('SELECT s || go_upper(''folded'') FROM t', optimize := true)::VARCHAR")
	if !strings.Contains(plan, `"FOLDED"`) {
		t.Errorf("the call is not folded: %s", plan)
	}
}

func BenchmarkFunction(b *testing.B) {
	c := openWith(b, testFunctions())
	const rows = 200_000
	for _, query := range []string{
		"SELECT sum(length(upper(s))) FROM t", "SELECT sum(length(go_upper(s))) FROM t", "SELECT sum(go_upper(i)) FROM t",
	} {
		if _, err := c.Exec(context.Background(), fmt.Sprintf("CREATE OR REPLACE TABLE t AS SELECT i, 'text number ' || i AS s FROM range(%d) r(i)", rows)); err != nil {
			b.Fatal(err)
		}
		b.Run(query, func(b *testing.B) {
			for range b.N {
				if err := c.Query(context.Background(), query, func([]any) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
