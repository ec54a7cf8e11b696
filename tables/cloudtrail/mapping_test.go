package cloudtrail_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// whole is a record with everything that a column is made of.
const whole = `{"eventVersion": "1.09", "userIdentity": {"type": "AssumedRole", "principalId": "AROA:dev", "arn": "arn:aws:sts::111122223333:assumed-role/Admin/dev",
 "accountId": "111122223333", "accessKeyId": "ASIA1", "invokedBy": "athena.amazonaws.com", "sessionContext": {"sessionIssuer": {"type": "Role", "arn": "arn:aws:iam::111122223333:role/Admin"},
 "attributes": {"creationDate": "2026-03-04T09:00:00Z", "mfaAuthenticated": "true"}}},
 "eventTime": "2026-03-04T10:00:00Z", "eventSource": "ec2.amazonaws.com", "eventName": "RunInstances", "awsRegion": "eu-central-1", "sourceIPAddress": "2001:db8::1",
 "userAgent": "aws-cli/2", "errorCode": "Client.UnauthorizedOperation", "errorMessage": "You are not \"authorized\"", "requestParameters": {"count": 1, "a": [1, {"b": null}]},
 "responseElements": {"ok": true}, "additionalEventData": {"MFAUsed": "Yes"}, "requestID": "req-1", "eventID": "id-1", "readOnly": false,
 "eventType": "AwsApiCall", "apiVersion": "2016-11-15", "managementEvent": true, "recipientAccountId": "999988887777", "serviceEventDetails": {"s": 1},
 "sharedEventID": "shared-1", "vpcEndpointId": "vpce-1", "eventCategory": "Management", "tlsDetails": {"tlsVersion": "TLSv1.3"}, "sessionCredentialFromConsole": "true"}`

func TestEveryColumnIsMapped(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	event := cloudtrail.Event{ID: "id-1", Name: "RunInstances", Source: "ec2.amazonaws.com", Time: start - 100, ReadOnly: "false", AccessKeyID: "ASIA1", Username: "dev",
		Resources: []cloudtrail.Resource{{Type: "AWS::EC2::Instance", Name: "i-1"}, {Name: "sg-2"}, {Type: "AWS::EC2::Image"}}, Record: whole}
	x.fill(0, event)
	x.complete(scan(all(from(-hour))))
	want := map[string]string{
		"event_time": "2026-03-04 10:18:50+00", "event_name": "RunInstances", "event_source": "ec2.amazonaws.com", "event_id": "id-1", "username": "dev",
		"access_key_id": "ASIA1", "read_only": "false", "aws_region": "eu-central-1", "recipient_account_id": "999988887777", "source_ip_address": "2001:db8::1",
		"user_agent": "aws-cli/2", "error_code": "Client.UnauthorizedOperation", "error_message": `You are not "authorized"`, "user_type": "AssumedRole",
		"user_arn": "arn:aws:sts::111122223333:assumed-role/Admin/dev", "principal_id": "AROA:dev", "user_account_id": "111122223333", "invoked_by": "athena.amazonaws.com",
		"session_issuer_arn": "arn:aws:iam::111122223333:role/Admin", "mfa_authenticated": "true", "resource_names": "[i-1, sg-2]",
		"resource_types": "['AWS::EC2::Instance', 'AWS::EC2::Image']", "request_id": "req-1", "shared_event_id": "shared-1", "vpc_endpoint_id": "vpce-1", "api_version": "2016-11-15",
		"event_version": "1.09", "event_type": "AwsApiCall", "event_category": "Management", "management_event": "true", "session_credential_from_console": "true",
		"resources":          `[{"ResourceType":"AWS::EC2::Instance","ResourceName":"i-1"},{"ResourceName":"sg-2"},{"ResourceType":"AWS::EC2::Image"}]`,
		"request_parameters": `{"count":1,"a":[1,{"b":null}]}`, "response_elements": `{"ok":true}`, "additional_event_data": `{"MFAUsed":"Yes"}`,
		"service_event_details": `{"s":1}`, "tls_details": `{"tlsVersion":"TLSv1.3"}`,
	}
	for _, c := range x.table.Columns() {
		got := one[string](t, x.store, fmt.Sprintf("SELECT CAST(%s AS VARCHAR) FROM public.cloudtrail_events", c.Name))
		switch c.Name {
		case "user_identity":
			want[c.Name] = compact(t, whole[strings.Index(whole, `{"type": "AssumedRole"`):strings.Index(whole, ",\n \"eventTime\"")])
		case "cloudtrail_event":
			if got != whole {
				t.Errorf("the raw record is not as delivered: %s", got)
			}
			continue
		}
		if c.Type == tables.JSONB {
			got = compact(t, got)
		}
		if got != want[c.Name] {
			t.Errorf("%s is %s, want %s", c.Name, got, want[c.Name])
		}
	}
}

func compact(t *testing.T, text string) string {
	t.Helper()
	var v json.RawMessage
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestDirtyRecordsLand: whatever a record is, its event is one row, and what was
// delivered can be read from cloudtrail_event.
func TestDirtyRecordsLand(t *testing.T) {
	records := map[string]string{
		"empty": "", "not JSON": "Traceback (most recent call last)", "cut off": `{"eventVersion": "1.0`, "two": `{"a": 1} {"b": 2}`,
		"a string": `"eventName"`, "a number": `42`, "null": `null`, "a list": `[{"eventName": "x"}]`, "an empty object": `{}`,
		"wrong types":    `{"userIdentity": "alice", "requestParameters": "a=b", "errorCode": {"code": 5}, "managementEvent": "perhaps", "awsRegion": 7, "resources": 1, "tlsDetails": [1], "sourceIPAddress": ["a"]}`,
		"wrong depths":   `{"userIdentity": {"type": ["x"], "sessionContext": "none", "arn": {"a": 1}}}`,
		"wrong sessions": `{"userIdentity": {"sessionContext": {"sessionIssuer": 5, "attributes": ["a"]}}}`, "session attributes": `{"userIdentity": {"sessionContext": {"attributes": {"mfaAuthenticated": {"x": 1}}}}}`,
		"nulls":      `{"userIdentity": null, "requestParameters": null, "errorCode": null, "managementEvent": null, "awsRegion": null, "recipientAccountId": null}`,
		"NUL escape": `{"userAgent": "a\u0000b", "requestParameters": {"k": "\u0000"}}`, "a NUL": "{\"userAgent\": \"a\x00b\"}",
		"huge numbers": `{"requestParameters": {"n": 123456789012345678901234567890123456789012345678901234567890, "m": 1e999, "d": -1.5E-400}, "errorCode": 99999999999999999999999}`,
		"duplicates":   `{"errorCode": "first", "errorCode": "second"}`, "surrogates": `{"userAgent": "\ud83d\ude00 \ud83d"}`, "quotes": `{"userAgent": "it's; -- \"\\", "$": {".": 1}}`,
		"deep": `{"requestParameters": ` + strings.Repeat("[", 500) + strings.Repeat("]", 500) + `}`, "large": `{"requestParameters": {"s": "` + strings.Repeat("x", 300_000) + `"}}`,
		"NaN": `{"requestParameters": {"n": NaN}}`, "blank": "  \n", "a comma": `{"a": 1,}`,
	}
	for name, record := range records {
		t.Run(name, func(t *testing.T) {
			x := newFixture(t, 10, nil, keyA)
			x.fill(0, cloudtrail.Event{ID: "dirty", Name: "Odd", Time: start - 50, Record: record}, cloudtrail.Event{ID: "clean", Time: start - 50, Record: `{"errorCode": "E"}`})
			x.complete(scan(all(from(-hour))))
			if got := column[string](t, x.store, "SELECT event_id FROM public.cloudtrail_events ORDER BY 1"); len(got) != 2 || got[0] != "clean" || got[1] != "dirty" {
				t.Fatalf("rows %q, want one for each event", got)
			}
			raw := one[string](t, x.store, "SELECT cloudtrail_event::VARCHAR FROM public.cloudtrail_events WHERE event_id = 'dirty'")
			var text string
			if raw != record && (json.Unmarshal([]byte(raw), &text) != nil || text != record) {
				t.Errorf("cloudtrail_event is %.200q, want the record or a JSON string of it", raw)
			}
			if !json.Valid([]byte(raw)) {
				t.Errorf("cloudtrail_event is no JSON: %.200q", raw)
			}
			checkText(t, x)
		})
	}
}

// checkText reads every column, as a client would: valid JSON where it says JSON,
// and no NUL anywhere, for PostgreSQL's text has none.
func checkText(t *testing.T, x *fixture) {
	t.Helper()
	for _, c := range x.table.Columns() {
		for _, v := range column[string](t, x.store, fmt.Sprintf("SELECT CAST(%[1]s AS VARCHAR) FROM public.cloudtrail_events WHERE %[1]s IS NOT NULL", c.Name)) {
			if c.Type == tables.JSONB && !json.Valid([]byte(v)) {
				t.Errorf("%s is no JSON: %.200q", c.Name, v)
			}
			if strings.Contains(v, "\x00") {
				t.Errorf("%s has a NUL: %q", c.Name, v)
			}
		}
	}
}

func TestDirtyMembers(t *testing.T) {
	for _, m := range []struct{ record, column, want string }{
		{`{"userIdentity": "alice"}`, "user_type", ""},
		{`{"userIdentity": "alice"}`, "user_identity", `"alice"`},
		{`{"userIdentity": null}`, "user_identity", ""},
		{`{"requestParameters": "a=b"}`, "request_parameters", `"a=b"`},
		{`{"requestParameters": null}`, "request_parameters", ""},
		{`{"errorCode": {"code":5}}`, "error_code", `{"code":5}`},
		{`{"errorCode": 404}`, "error_code", "404"},
		{`{"errorCode": null}`, "error_code", ""},
		{`{"awsRegion": null}`, "aws_region", "eu-west-1"},
		{`not JSON`, "aws_region", "eu-west-1"},
		{`[1]`, "recipient_account_id", "111122223333"},
		{`{"managementEvent": "perhaps"}`, "management_event", ""},
		{`{"managementEvent": "true"}`, "management_event", "true"},
		{`{"userIdentity": {"sessionContext": {"attributes": {"mfaAuthenticated": false}}}}`, "mfa_authenticated", "false"},
		{`{"userIdentity": {"sessionContext": "none", "arn": "arn:x"}}`, "user_arn", "arn:x"},
		{`{"userIdentity": {"sessionContext": {"sessionIssuer": 5}, "type": "Root"}}`, "user_type", "Root"},
		{`{"userAgent": "a\u0000b"}`, "user_agent", `a\u0000b`},
		{`{"eventName": "FromTheRecord"}`, "event_name", ""},
		{`{"eventTime": "yesterday"}`, "event_time", "2026-03-04 10:19:40+00"},
	} {
		x := newFixture(t, 10, nil, keyA)
		x.fill(0, cloudtrail.Event{ID: "dirty", Time: start - 50, Record: m.record})
		x.complete(scan(all(from(-hour))))
		got := one[string](t, x.store, "SELECT coalesce(CAST("+m.column+" AS VARCHAR), '') FROM public.cloudtrail_events")
		if got != m.want {
			t.Errorf("%s of %s is %q, want %q", m.column, m.record, got, m.want)
		}
	}
}

func TestDirtyEnvelopes(t *testing.T) {
	x := newFixture(t, 10, nil, keyA)
	nul := "a\x00b"
	x.fill(0, cloudtrail.Event{Time: start - 10}, cloudtrail.Event{ID: nul, Name: nul, Source: nul, Username: nul, AccessKeyID: nul, ReadOnly: nul,
		Resources: []cloudtrail.Resource{{Type: nul, Name: nul}}, Time: start - 11, Record: "{}"})
	x.complete(scan(all(from(-hour))))
	if n := one[int64](t, x.store, "SELECT count(*) FROM public.cloudtrail_events"); n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
	checkText(t, x)
	bare := one[string](t, x.store, `SELECT concat_ws(',', event_id, event_name, event_source, username, access_key_id, read_only::VARCHAR, resource_names::VARCHAR, resources::VARCHAR)
		FROM public.cloudtrail_events WHERE event_time = $1`, at(-10))
	if bare != "[],[]" {
		t.Errorf("an envelope with nothing in it became %q, want NULLs and empty lists", bare)
	}
}
