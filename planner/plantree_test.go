package planner

import "testing"

// TestUnforeseenShapesCountAsTrue reads a plan one of whose operators nobody has
// seen: the scan below it is still found, and nothing is believed of it.
func TestUnforeseenShapesCountAsTrue(t *testing.T) {
	doc, err := readPlan(`{"error": false, "plans": [{"type": "LOGICAL_NEW", "names": {"odd": 1}, "limit": "many",
		"children": [{"type": "LOGICAL_GET", "names": ["at"], "function_data": {"schema": "public", "table": "events"},
			"column_indexes": [{"index": 0}, {"index": 18446744073709551615}]}]}]}`)
	if err != nil {
		t.Fatal(err)
	}
	top := doc.Plans[0]
	if top.Type != "LOGICAL_NEW" || len(top.Children) != 1 || top.Children[0].FunctionData.Table != "events" {
		t.Fatalf("read %+v", top)
	}
	if top.width() != -1 {
		t.Errorf("the width of an unknown operator is %d", top.width())
	}
	if c := top.Children[0].column(1); c != -1 {
		t.Errorf("a virtual column is column %d", c)
	}
}

func TestRefusedPlansKeepTheirReason(t *testing.T) {
	_, err := readPlan(`{"error": true, "error_type": "binder", "error_message": "no such thing"}`)
	refused, ok := err.(*TwinError)
	if !ok || refused.Class != "binder" || refused.Message != "no such thing" {
		t.Errorf("%#v", err)
	}
}
