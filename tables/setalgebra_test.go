package tables

import (
	"math/rand"
	"testing"
)

// TestKeepAndDropAgainstBits plays the operations on two sets against arrays of
// bits.
func TestKeepAndDropAgainstBits(t *testing.T) {
	const n = 48
	for seed := int64(0); seed < 500; seed++ {
		r := rand.New(rand.NewSource(seed))
		a, aBits := randomSet(r, n)
		b, bBits := randomSet(r, n)
		keep, drop, copied := a.Clone(), a.Clone(), a.Clone()
		keep.Keep(&b)
		drop.Drop(&b)
		for k := int64(0); k < n; k++ {
			second := Interval{k, k + 1}
			if got, want := keep.Holds(second), aBits[k] && bBits[k]; got != want {
				t.Fatalf("seed %d: %v kept by %v: second %d is %v", seed, a.in, b.in, k, got)
			}
			if got, want := drop.Holds(second), aBits[k] && !bBits[k]; got != want {
				t.Fatalf("seed %d: %v without %v: second %d is %v", seed, a.in, b.in, k, got)
			}
			if copied.Holds(second) != aBits[k] {
				t.Fatalf("seed %d: a clone changed with its original", seed)
			}
		}
		if keep.Empty() != (keep.Seconds() == 0) || drop.Empty() != (drop.Seconds() == 0) {
			t.Fatalf("seed %d: Empty and Seconds differ: %v, %v", seed, keep.in, drop.in)
		}
	}
}

func randomSet(r *rand.Rand, n int64) (IntervalSet, []bool) {
	var s IntervalSet
	bits := make([]bool, n)
	for range r.Intn(6) {
		from := r.Int63n(n)
		i := Interval{from, from + r.Int63n(n-from+1)}
		s.Add(i)
		for k := i.From; k < i.To; k++ {
			bits[k] = true
		}
	}
	return s, bits
}

func TestInterval(t *testing.T) {
	if i := Between(at(5), at(7)); i != (Interval{5, 8}) {
		t.Errorf("between both inclusive: %v", i)
	}
	if i := (Interval{5, 8}).Intersect(Interval{8, 9}); !i.Empty() || i.Seconds() != 0 {
		t.Errorf("neighbours intersect in %v", i)
	}
	if !(Interval{5, 8}).Holds(Interval{9, 9}) || (Interval{5, 8}).Holds(Interval{7, 9}) {
		t.Error("Holds: an empty interval always, one that sticks out never")
	}
	if !Always.Holds(Interval{-1 << 62, 1 << 62}) || (Interval{3, 1}).Overlaps(Always) {
		t.Error("Always holds everything, and an empty interval overlaps nothing")
	}
}

func TestStatements(t *testing.T) {
	got := Statements("SELECT 1;\n\nSELECT ';' AS x;\n")
	if len(got) != 2 || got[0] != "SELECT 1" || got[1] != "\nSELECT ';' AS x" {
		t.Errorf("statements: %q", got)
	}
}

func TestStoredTypes(t *testing.T) {
	for column, want := range map[Type]string{
		Text: "VARCHAR", Boolean: "BOOLEAN", BigInt: "BIGINT", TimestampTZ: "TIMESTAMPTZ", TextArray: "VARCHAR[]", JSONB: "JSON",
	} {
		if got := StoredType(column); got != want {
			t.Errorf("%s is stored as %s, want %s", column, got, want)
		}
	}
}

func TestNotifier(t *testing.T) {
	Notifier(t.Context())("NOTICE", "nobody listens", "") // and nothing happens
	var heard string
	ctx := WithNotify(t.Context(), func(severity, message, hint string) { heard = severity + message + hint })
	Notifier(ctx)("NOTICE", "half way", "wait")
	if heard != "NOTICEhalf waywait" {
		t.Errorf("heard %q", heard)
	}
}
