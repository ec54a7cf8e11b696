package pgfunc_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/internal/postgrestest"
)

// numericCalls are functions of two numerics, and what PostgreSQL calls them.
var numericCalls = []struct {
	sql  string
	call func(a, b pgfunc.Numeric) (pgfunc.Numeric, error)
}{
	{"a + b", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Add(b), nil }},
	{"a - b", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Sub(b), nil }},
	{"a * b", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Mul(b), nil }},
	{"a / b", pgfunc.Numeric.Div},
	{"div(a, b)", pgfunc.Numeric.DivTrunc},
	{"a % b", pgfunc.Numeric.Mod},
	{"gcd(a, b)", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.GCD(b), nil }},
	{"lcm(a, b)", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return a.LCM(b), nil }},
	{"power(a, trunc(b, 0) % 30)", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) {
		e, _ := b.Trunc(0).Mod(pgfunc.NumericOf(30))
		return a.Power(e)
	}},
	{"power(a, b % 30)", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) {
		e, _ := b.Mod(pgfunc.NumericOf(30))
		return a.Power(e)
	}},
	{"log(a, b)", func(a, b pgfunc.Numeric) (pgfunc.Numeric, error) { return b.Log(a) }},
	{"sqrt(a)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Sqrt() }},
	{"exp(a % 100)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) {
		e, _ := a.Mod(pgfunc.NumericOf(100))
		return e.Exp()
	}},
	{"ln(a)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Ln() }},
	{"round(a, 2)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Round(2), nil }},
	{"round(a, -2)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Round(-2), nil }},
	{"trunc(a, 1)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Trunc(1), nil }},
	{"ceil(a)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Ceil(), nil }},
	{"floor(a)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Floor(), nil }},
	{"trim_scale(a)", func(a, _ pgfunc.Numeric) (pgfunc.Numeric, error) { return a.Trim(), nil }},
}

// TestNumeric compares with PostgreSQL's own digits, over operands of all sizes.
func TestNumeric(t *testing.T) {
	conn := postgrestest.Connect(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		a, b := randomNumeric(random), randomNumeric(random)
		for _, c := range numericCalls {
			want := askNumeric(t, conn, c.sql, a, b)
			x, _ := pgfunc.ParseNumeric(a)
			y, _ := pgfunc.ParseNumeric(b)
			if got := numericText(c.call(x, y)); got != want {
				t.Errorf("%s of a = %s, b = %s:\n%s, PostgreSQL\n%s", c.sql, a, b, got, want)
			}
		}
	}
}

func numericText(n pgfunc.Numeric, err error) string {
	var known *pgerr.Error
	if errors.As(err, &known) {
		return known.Code + " " + known.Message
	}
	return n.String()
}

// askNumeric gives PostgreSQL's result, or its error.
func askNumeric(t *testing.T, conn *pgconn.PgConn, expr, a, b string) string {
	t.Helper()
	results, err := conn.Exec(t.Context(), fmt.Sprintf("SELECT %s FROM (SELECT numeric '%s' AS a, numeric '%s' AS b) v", expr, a, b)).ReadAll()
	var known *pgconn.PgError
	if errors.As(err, &known) {
		return known.Code + " " + known.Message
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(results[0].Rows[0][0])
}

// randomNumeric gives a number of up to 18 digits on either side of the point.
func randomNumeric(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(4) == 0 {
		b.WriteByte('-')
	}
	digits := func(n int) {
		for range n {
			b.WriteByte(byte('0' + r.IntN(10)*r.IntN(2)))
		}
	}
	b.WriteByte(byte('0' + r.IntN(10)))
	digits(r.IntN(1 + r.IntN(18)))
	if r.IntN(3) > 0 {
		b.WriteByte('.')
		digits(1 + r.IntN(18))
	}
	return b.String()
}

// TestNumericKey holds that keys sort as values, and give them back.
func TestNumericKey(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		a, _ := pgfunc.ParseNumeric(randomNumeric(random))
		b, _ := pgfunc.ParseNumeric(randomNumeric(random))
		if random.IntN(5) == 0 {
			b = a.Add(pgfunc.Numeric{Digits: pgfunc.NumericOf(int64(random.IntN(3) - 1)).Digits, Scale: 20})
		}
		ka, kb := a.AppendKey(nil), b.AppendKey(nil)
		if got := bytes.Compare(ka[:len(ka)-2], kb[:len(kb)-2]); got != a.Cmp(b) {
			t.Errorf("the keys of %s and %s compare as %d", a, b, got)
		}
		if got := pgfunc.NumericKey(ka).String(); got != a.String() {
			t.Errorf("the key of %s gives %s", a, got)
		}
	}
}
