package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// cell is what a column should hold, and how it is compared.
type cell struct {
	column string
	kind   kind
	text   string // of plain, exact and jsonb; null is NULL
	list   []string
}

type kind int

const (
	plainText kind = iota // the texts are equal
	jsonValue             // the JSON values are equal
	textList              // the arrays are equal
)

// expected is the row that the design (§5) gives a record: the members of the
// record by their names, what LookupEvents derives, and the record itself.
// fallback is the time that the endpoint gives events that tell none.
func (r record) expected(fallback time.Time) []cell {
	at, ok := r.time()
	if !ok {
		at = fallback
	}
	var names, types []string
	for _, x := range r.resources() {
		names = append(names, x.Name)
		if x.Type != "" {
			types = append(types, x.Type)
		}
	}
	text := func(column string, path ...string) cell { return cell{column: column, text: r.text(path...)} }
	boolean := func(column string, path ...string) cell { return cell{column: column, text: r.boolean(path...)} }
	object := func(column, name string) cell { return cell{column: column, kind: jsonValue, text: r.json(name)} }
	envelope := func(column, value string) cell { return cell{column: column, text: orNull(value)} }
	return []cell{
		{column: "event_time", text: at.Format("2006-01-02 15:04:05+00")},
		envelope("event_name", r.str("eventName")),
		envelope("event_source", r.str("eventSource")),
		envelope("event_id", r.str("eventID")),
		envelope("username", r.username()),
		envelope("access_key_id", r.str("userIdentity", "accessKeyId")),
		boolean("read_only", "readOnly"),
		{column: "aws_region", text: r.textOr(r.source.Region, "awsRegion")},
		{column: "recipient_account_id", text: r.textOr(r.source.Account, "recipientAccountId")},
		text("source_ip_address", "sourceIPAddress"),
		text("user_agent", "userAgent"),
		text("error_code", "errorCode"),
		text("error_message", "errorMessage"),
		text("user_type", "userIdentity", "type"),
		text("user_arn", "userIdentity", "arn"),
		text("principal_id", "userIdentity", "principalId"),
		text("user_account_id", "userIdentity", "accountId"),
		text("invoked_by", "userIdentity", "invokedBy"),
		text("session_issuer_arn", "userIdentity", "sessionContext", "sessionIssuer", "arn"),
		boolean("mfa_authenticated", "userIdentity", "sessionContext", "attributes", "mfaAuthenticated"),
		{column: "resource_names", kind: textList, list: names},
		{column: "resource_types", kind: textList, list: types},
		{column: "resources", kind: jsonValue, text: r.resourcesJSON()},
		object("user_identity", "userIdentity"),
		object("request_parameters", "requestParameters"),
		object("response_elements", "responseElements"),
		object("additional_event_data", "additionalEventData"),
		object("service_event_details", "serviceEventDetails"),
		object("tls_details", "tlsDetails"),
		text("request_id", "requestID"),
		text("shared_event_id", "sharedEventID"),
		text("vpc_endpoint_id", "vpcEndpointId"),
		text("api_version", "apiVersion"),
		text("event_version", "eventVersion"),
		text("event_type", "eventType"),
		text("event_category", "eventCategory"),
		boolean("management_event", "managementEvent"),
		boolean("session_credential_from_console", "sessionCredentialFromConsole"),
		{column: "cloudtrail_event", text: r.raw},
	}
}

func orNull(s string) string {
	if s == "" {
		return null
	}
	return s
}

func (r record) textOr(fallback string, path ...string) string {
	if s := r.text(path...); s != null {
		return s
	}
	return fallback
}

// json is a member as JSON; absent and null are NULL.
func (r record) json(name string) string {
	if r.members[name] == nil {
		return null
	}
	return encodeJSON(r.members[name])
}

func (r record) resourcesJSON() string {
	list := []map[string]string{}
	for _, x := range r.resources() {
		entry := map[string]string{"ResourceName": x.Name}
		if x.Type != "" {
			entry["ResourceType"] = x.Type
		}
		list = append(list, entry)
	}
	return encodeJSON(list)
}

// compare says what is wrong with a row; nothing if it is as expected.
func compare(row []string, want []cell) []string {
	var wrong []string
	for i, c := range want {
		if same, show := c.holds(row[i]); !same {
			wrong = append(wrong, fmt.Sprintf("%s: got %s, want %s", c.column, row[i], show))
		}
	}
	return wrong
}

func (c cell) holds(got string) (same bool, want string) {
	switch c.kind {
	case jsonValue:
		return got == c.text || (got != null && c.text != null && sameJSON(decodeJSON(got), decodeJSON(c.text))), c.text
	case textList:
		var list []string
		err := pgtype.NewMap().Scan(pgtype.TextArrayOID, pgtype.TextFormatCode, []byte(got), &list)
		return err == nil && strings.Join(list, "\x00") == strings.Join(c.list, "\x00"), fmt.Sprintf("%q", c.list)
	}
	return got == c.text, c.text
}

// sameJSON compares numbers by their value: 1.50 and 1.5E0 are the same.
func sameJSON(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && maps.EqualFunc(a, b, sameJSON)
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, sameJSON)
	case json.Number:
		b, ok := b.(json.Number)
		x, xOK := new(big.Rat).SetString(a.String())
		y, yOK := new(big.Rat).SetString(b.String())
		return ok && (a == b || xOK && yOK && x.Cmp(y) == 0)
	}
	return a == b
}

// TestExpectedSeesDifferences: a comparison that finds nothing must be able to.
func TestExpectedSeesDifferences(t *testing.T) {
	r := read(`{"eventTime":"2026-03-01T00:00:00Z","eventName":"X","userIdentity":{"type":"Root"},"readOnly":true}`, served(endpoint(t, generated(1), newClock(testNow)))[0].source)
	want := r.expected(testNow)
	row := make([]string, len(want))
	for i := range row {
		row[i] = "other"
	}
	if wrong := compare(row, want); len(wrong) != len(want) {
		t.Errorf("%d of %d columns differ from a row of other values", len(wrong), len(want))
	}
}
