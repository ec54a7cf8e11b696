package planner

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
)

// TestTextForms compares texts of times with all kinds of constants: whenever the
// comparison of the texts holds, the time is inside of the formula's bounds; and the
// bounds are no wider than the texts allow.
func TestTextForms(t *testing.T) {
	holds := map[string]func(order int) bool{
		"COMPARE_EQUAL": func(o int) bool { return o == 0 }, "COMPARE_GREATERTHAN": func(o int) bool { return o > 0 },
		"COMPARE_GREATERTHANOREQUALTO": func(o int) bool { return o >= 0 }, "COMPARE_LESSTHAN": func(o int) bool { return o < 0 },
		"COMPARE_LESSTHANOREQUALTO": func(o int) bool { return o <= 0 },
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for _, format := range []string{"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d", "%Y/%m/%d", "%Y", "%Y-%m-%d %H:%M"} {
		layout, ok := ordered(format)
		if !ok {
			t.Fatalf("%s is not in the order of times", format)
		}
		form := textForm{column: 3, zone: time.UTC, layout: layout}
		f := reading{column: 3, order: form.order}
		base := time.Date(2026, 2, 27, 22, 0, 0, 0, time.UTC)
		for range 300 {
			c := base.Add(time.Duration(rng.IntN(4*86400)) * time.Second).Format(layout)
			switch rng.IntN(4) {
			case 0:
				c = c[:rng.IntN(len(c)+1)]
			case 1:
				c += []string{"x", " ", "~"}[rng.IntN(3)]
			}
			text, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			v := value{Type: typeName{ID: "VARCHAR"}, Value: text}
			for kind, hold := range holds {
				formula := f.compare(kind, v)
				for range 20 {
					at := base.Add(time.Duration(rng.IntN(4*86400)) * time.Second)
					if hold(strings.Compare(at.Format(layout), c)) && !inside(formula, at) {
						t.Fatalf("%s %s %q: %s is left out by %v", format, kind, c, at, formula)
					}
					if kind == "COMPARE_EQUAL" && inside(formula, at) && !hold(strings.Compare(at.Format(layout), c)) {
						t.Fatalf("%s %s %q: %s is let in by %v", format, kind, c, at, formula)
					}
				}
			}
		}
	}
	for _, format := range []string{"%d/%m/%Y", "%H:%M", "%Y-%d", "%Y %B", "%y-%m-%d", "Jan %Y", "%Y2", ""} {
		if layout, ok := ordered(format); ok {
			t.Errorf("%q is taken for ordered, as %q", format, layout)
		}
	}
}

// inside says whether a time satisfies the bounds of a formula.
func inside(f formula, at time.Time) bool {
	for _, term := range f {
		in := true
		for _, b := range term {
			bound, ok := b.values[0].(time.Time)
			in = in && ok && (b.op != tables.AtLeast || !at.Before(bound)) && (b.op != tables.AtMost || !at.After(bound))
		}
		if in {
			return true
		}
	}
	return false
}
