package e2e

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/sim/generate"
)

// TestPushdown runs the statements of testdata/pushdown, each with an empty cache,
// and shows the lookups that each caused and how many rows it gave. The directives:
//
//	query [column=value] [column=(value,…)] …
//	    The statement runs by the simple protocol; it may be several, of which the last
//	    counts. With conditions, its first column is event_id, and the ids must be those
//	    of the records that a filter in Go leaves (see record.holds).
//	bind args=(type:value,…) [column=value] …
//	    The same by the extended protocol, with parameters.
//
// {{key}}, {{id}}, {{bucket}} and {{user}} stand for values of the generated attack.
func TestPushdown(t *testing.T) {
	datadriven.Walk(t, filepath.Join("testdata", "pushdown"), func(t *testing.T, path string) {
		t.Parallel()
		c := newClock(testNow)
		s := endpoint(t, generated(3000), c)
		records := served(s)
		values := attackValues(t, records)
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			w := newWorld(t, setup{sim: s, clock: c})
			return pushed(t, w, d, records, values)
		})
	})
}

func pushed(t *testing.T, w *world, d *datadriven.TestData, records []record, values placeholders) string {
	t.Helper()
	conn := w.connect(t)
	var rows [][]string
	var err error
	sql := values.show.Replace(d.Input)
	lookups := w.calls(t, func() {
		if d.Cmd == "bind" {
			rows, err = boundTexts(t, conn, sql, arguments(t, d, values))
		} else {
			rows, err = tryTexts(t.Context(), conn, sql)
		}
	})
	if err != nil {
		return fmt.Sprintf("%serror: %v\n", describe(lookups), err)
	}
	if want, filtered := ids(t, d, records, values); filtered {
		sameIDs(t, d, rows, want)
	}
	if len(lookups) == 0 {
		return fmt.Sprintf("no lookup\n%s\n", counted(len(rows)))
	}
	return fmt.Sprintf("%s%s\n", values.hide.Replace(describe(lookups)), counted(len(rows)))
}

func counted(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// ids gives the event ids that the directive's conditions leave.
func ids(t *testing.T, d *datadriven.TestData, records []record, values placeholders) (want []string, filtered bool) {
	conditions := map[string][]string{}
	for _, arg := range d.CmdArgs {
		if arg.Key == "args" {
			continue
		}
		filtered = true
		for _, v := range arg.Vals {
			conditions[arg.Key] = append(conditions[arg.Key], values.show.Replace(v))
		}
	}
	for _, r := range records {
		if r.matches(t, conditions) {
			want = append(want, r.str("eventID"))
		}
	}
	return want, filtered
}

// sameIDs compares the first column with ids, whatever the order.
func sameIDs(t *testing.T, d *datadriven.TestData, rows [][]string, want []string) {
	t.Helper()
	var got []string
	for _, row := range rows {
		got = append(got, row[0])
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %s\n%d rows, and the filter leaves %d records; or they are others", d.Pos, d.Input, len(got), len(want))
	}
}

// attackValues finds the values for {{…}} in the generated attack.
func attackValues(t *testing.T, records []record) placeholders {
	t.Helper()
	found := map[string]string{}
	for _, r := range records {
		if r.str("sourceIPAddress") != generate.AttackerIP {
			continue
		}
		switch r.str("eventName") {
		case "StopLogging":
			found["{{id}}"] = r.str("eventID")
			found["{{key}}"] = r.str("userIdentity", "accessKeyId")
			found["{{user}}"] = r.username()
		case "PutBucketPolicy":
			found["{{bucket}}"] = r.str("requestParameters", "bucketName")
		}
	}
	if len(found) != 4 {
		t.Fatalf("the generated attack has %v", found)
	}
	var show, hide []string
	for name, value := range found {
		show, hide = append(show, name, value), append(hide, value, name)
	}
	return placeholders{strings.NewReplacer(show...), strings.NewReplacer(hide...)}
}

// placeholders put the attack's values in the place of {{…}}, and back.
type placeholders struct{ show, hide *strings.Replacer }
