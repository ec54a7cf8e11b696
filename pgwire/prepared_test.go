package pgwire

import (
	"testing"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// TestPrepared is what a session does for PREPARE, DEALLOCATE and DISCARD ALL.
func TestPrepared(t *testing.T) {
	f := &fake{}
	m := newPrepared()
	add := func(name string) error {
		f.count(1)
		return m.Add(&PreparedStatement{Name: name, Statement: &fakeStatement{session: &fakeSession{fake: f}}, FromSQL: true})
	}
	for _, name := range []string{"b", "a", "", ""} {
		if err := add(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := add("a"); pgerr.Flatten(err).Code != pgerr.DuplicatePreparedStatement {
		t.Fatal(err)
	}
	f.count(-1) // the refused one stays its maker's
	if list := m.List(); len(list) != 2 || list[0].Name != "a" || list[1].Name != "b" {
		t.Fatalf("%v", list)
	}
	a, err := m.Get("a")
	if err != nil {
		t.Fatal(err)
	}
	a.uses++ // a portal runs it
	if !m.Drop("a") || m.Drop("a") {
		t.Fatal("a is dropped once")
	}
	m.DropAll()
	if f.open != 1 {
		t.Fatalf("%d statements are open, want the portal's", f.open)
	}
	a.release()
	if f.open != 0 {
		t.Fatalf("%d statements are open", f.open)
	}
}
