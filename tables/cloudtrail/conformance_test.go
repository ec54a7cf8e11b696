package cloudtrail_test

import (
	"testing"

	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/tablestest"
)

func instance(t *testing.T) (*fixture, tablestest.Instance) {
	x := newFixture(t, 20, nil, keyA, keyB)
	return x, tablestest.Instance{Table: x.table, Store: x.store, Calls: func() int64 {
		var n int
		for _, f := range x.fakes {
			n += len(f.asked())
		}
		return int64(n)
	}}
}

func TestEventsTable(t *testing.T) {
	tablestest.Run(t, tablestest.Harness{
		New: func(t *testing.T) tablestest.Instance {
			x, i := instance(t)
			x.fill(0, every(70, 600, nil)...)
			x.fill(1, every(5, 60, nil)...)
			i.Rows = 75
			return i
		},
		Hang: func(t *testing.T) tablestest.Instance {
			x, i := instance(t)
			for _, f := range x.fakes {
				f.hang = true
			}
			return i
		},
	})
}

// TestWatchTables runs the conformance of the tables that tell what the events
// table does, after it has done something.
func TestWatchTables(t *testing.T) {
	want := map[string]int64{"sources": 2, "lookups": 2, "coverage": 4}
	for k, watch := range cloudtrail.New(nil, cloudtrail.Options{}).Watches() {
		t.Run(watch.Name(), func(t *testing.T) {
			tablestest.Run(t, tablestest.Harness{New: func(t *testing.T) tablestest.Instance {
				x, i := instance(t)
				x.fill(0, every(30, 60, nil)...)
				x.complete(scan(all(from(-hour))))
				x.table.Settle()
				i.Table = x.table.Watches()[k]
				if err := i.Table.Open(t.Context(), x.store); err != nil {
					t.Fatal(err)
				}
				rows, known := want[watch.Name()]
				if i.Rows = rows; !known {
					i.Rows = -1
				}
				return i
			}})
		})
	}
}
