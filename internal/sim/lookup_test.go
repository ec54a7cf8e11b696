package sim

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// at is testNow less d, as the wire has it.
func at(d time.Duration) string { return fmt.Sprint(testNow.Add(-d).Unix()) }

// record makes a raw record of the second testNow-d.
func record(d time.Duration, id string, more ...string) string {
	members := append([]string{fmt.Sprintf(`"eventTime":%q,"eventID":%q`, testNow.Add(-d).Format(time.RFC3339), id)}, more...)
	return "{" + strings.Join(members, ",") + "}"
}

func TestAttributesMatchExactly(t *testing.T) {
	s := start(t, Options{Records: records(
		record(1*time.Second, "a", `"eventName":"CreateBucket","eventSource":"s3.amazonaws.com","readOnly":false,"requestParameters":{"bucketName":"data"},"userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/Admin/alice","accessKeyId":"ASIA1"}`),
		record(2*time.Second, "b", `"eventName":"ListBuckets","eventSource":"s3.amazonaws.com","readOnly":true,"userIdentity":{"type":"IAMUser","userName":"bob","accessKeyId":"AKIA2"}`),
		record(3*time.Second, "c", `"eventName":"GetBucketAcl","eventSource":"s3.amazonaws.com","readOnly":"true","userIdentity":{"type":"AWSService","invokedBy":"config.amazonaws.com"},"resources":[{"ARN":"arn:aws:s3:::data","type":"AWS::S3::Bucket"}]`),
	)})
	tests := []struct{ key, value, want string }{
		{"EventId", "b", "b"},
		{"EventName", "CreateBucket", "a"},
		{"EventName", "createbucket", ""},
		{"EventName", "Create", ""},
		{"EventSource", "s3.amazonaws.com", "a b c"},
		{"ReadOnly", "true", "b c"},
		{"ReadOnly", "false", "a"},
		{"AccessKeyId", "ASIA1", "a"},
		{"Username", "alice", "a"},
		{"Username", "Admin", ""},
		{"Username", "bob", "b"},
		{"ResourceType", "AWS::S3::Bucket", "a"},
		{"ResourceName", "data", "a"},
		{"ResourceName", "arn:aws:s3:::data", ""}, // the record's own resources don't count
	}
	for _, test := range tests {
		got := call(t, s, fmt.Sprintf(`{"LookupAttributes":[{"AttributeKey":%q,"AttributeValue":%q}]}`, test.key, test.value))
		if got.ids() != test.want {
			t.Errorf("%s = %s: got %q, want %q", test.key, test.value, got.ids(), test.want)
		}
	}
}

func TestMembersThatDoNotApplyAreAbsent(t *testing.T) {
	s := start(t, Options{Records: records(`{"eventTime":"2026-03-01T11:00:00Z"}`)})
	e := call(t, s, `{}`).Events[0]
	if len(e) != 3 || e["EventTime"] != float64(testNow.Add(-time.Hour).Unix()) || e["Resources"] == nil || e["CloudTrailEvent"] == nil {
		t.Errorf("got %v, want EventTime, Resources and CloudTrailEvent alone", e)
	}
}

func TestBoundsAreInclusive(t *testing.T) {
	s := start(t, Options{Records: records(record(10*time.Second, "t10"), record(20*time.Second, "t20"), record(30*time.Second, "t30"))})
	tests := []struct{ start, end, want string }{
		{at(20 * time.Second), at(10 * time.Second), "t10 t20"},
		{at(20 * time.Second), at(20 * time.Second), "t20"},
		{at(20*time.Second) + ".001", at(10 * time.Second), "t10"},
		{at(30 * time.Second), at(11*time.Second) + ".999", "t20 t30"},
		{at(9 * time.Second), at(0), ""},
	}
	for _, test := range tests {
		got := call(t, s, fmt.Sprintf(`{"StartTime":%s,"EndTime":%s}`, test.start, test.end))
		if got.ids() != test.want {
			t.Errorf("from %s to %s: got %q, want %q", test.start, test.end, got.ids(), test.want)
		}
	}
}

func TestOnlyNinetyDaysAndNotTheFuture(t *testing.T) {
	day := 24 * time.Hour
	s := start(t, Options{Records: records(record(-time.Minute, "future"), record(90*day, "just"), record(90*day+time.Second, "gone"))})
	for _, body := range []string{`{}`, `{"StartTime":0,"EndTime":9999999999}`} {
		if got := call(t, s, body); got.ids() != "just" {
			t.Errorf("%s: got %q, want just", body, got.ids())
		}
	}
	if got := call(t, s, `{"EndTime":`+at(100*day)+`}`); got.status != 200 || got.ids() != "" {
		t.Errorf("an end before the history: got %d %q, want an empty page", got.status, got.ids())
	}
}

func TestOnlyManagementEvents(t *testing.T) {
	s := start(t, Options{Records: records(
		record(1*time.Second, "plain"),
		record(2*time.Second, "management", `"eventCategory":"Management","managementEvent":true`),
		record(3*time.Second, "null", `"eventCategory":null`),
		record(4*time.Second, "text", `"managementEvent":"True"`),
		record(5*time.Second, "data", `"eventCategory":"Data","managementEvent":false`),
		record(6*time.Second, "network", `"eventCategory":"NetworkActivity"`),
		record(7*time.Second, "olddata", `"managementEvent":false`),
		record(8*time.Second, "insight", `"eventCategory":"Insight","insightDetails":{"eventName":"RunInstances","eventSource":"ec2.amazonaws.com"}`),
	)})
	if got := call(t, s, `{}`).ids(); got != "plain management null text" {
		t.Errorf("got %q", got)
	}
	if got := call(t, s, `{"EventCategory":"insight"}`).ids(); got != "insight" {
		t.Errorf("insights: got %q", got)
	}
	if got := call(t, s, `{"EventCategory":"insight","LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"RunInstances"}]}`).ids(); got != "insight" {
		t.Errorf("insights by name: got %q", got)
	}
}

func TestAccountsAndRegionsAreApart(t *testing.T) {
	s := start(t, Options{Accounts: map[string]string{"AKIAMAPPED": "333333333333"}, Records: records(
		record(1*time.Second, "one", `"recipientAccountId":"111111111111","awsRegion":"us-east-1"`),
		record(2*time.Second, "west", `"recipientAccountId":"111111111111","awsRegion":"us-west-2"`),
		record(3*time.Second, "two", `"recipientAccountId":"222222222222"`),
		record(4*time.Second, "three", `"userIdentity":{"accountId":"333333333333"}`),
		record(5*time.Second, "none"),
	)})
	tests := []struct{ scope, want string }{
		{"AKIAEXAMPLE/20260301/us-east-1", "one none"},
		{"AKIAEXAMPLE/20260301/us-west-2", "west"},
		{"AKIAEXAMPLE/20260301/eu-west-1", ""},
		{"ASIA222222222222XX/20260301/us-east-1", "two"},
		{"AKIAMAPPED/20260301/us-east-1", "three"},
	}
	for _, test := range tests {
		if got := callAs(t, s, test.scope, `{}`).ids(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.scope, got, test.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	s := start(t, Options{Records: some(t, 120)})
	long := strings.Repeat("ü", 2001)
	tests := []struct{ body, code string }{
		{`{"MaxResults":0}`, "InvalidMaxResultsException"},
		{`{"MaxResults":51}`, "InvalidMaxResultsException"},
		{`{"StartTime":1000,"EndTime":999}`, "InvalidTimeRangeException"},
		{`{"EventCategory":"data"}`, "InvalidEventCategoryException"},
		{`{"NextToken":"abc"}`, "InvalidNextTokenException"},
		{`{"NextToken":""}`, "InvalidNextTokenException"},
		{`{"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"a"},{"AttributeKey":"EventName","AttributeValue":"b"}]}`, "InvalidLookupAttributesException"},
		{`{"LookupAttributes":[{"AttributeKey":"Region","AttributeValue":"a"}]}`, "InvalidLookupAttributesException"},
		{`{"LookupAttributes":[{"AttributeKey":"EventName"}]}`, "InvalidLookupAttributesException"},
		{`{"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"` + long + `"}]}`, "InvalidLookupAttributesException"},
		{`{"EventCategory":"insight","LookupAttributes":[{"AttributeKey":"Username","AttributeValue":"a"}]}`, "InvalidLookupAttributesException"},
		{`{"StartTime":"yesterday"}`, "SerializationException"},
		{`nonsense`, "SerializationException"},
	}
	for _, test := range tests {
		if got := call(t, s, test.body); got.status != 400 || got.Type != test.code || got.Message == "" {
			t.Errorf("%.80s: got %d %s %q, want 400 %s", test.body, got.status, got.Type, got.Message, test.code)
		}
	}
	if total := s.Stats().Total; total != len(tests) {
		t.Errorf("%d calls were counted, want %d", total, len(tests))
	}
}

func TestTokenIsBoundToParameters(t *testing.T) {
	s := start(t, Options{Records: some(t, 120)})
	token := call(t, s, `{"MaxResults":10,"StartTime":1}`).NextToken
	next := fmt.Sprintf(`"NextToken":%q`, token)
	if got := call(t, s, `{"MaxResults":10,"StartTime":1,`+next+`}`); len(got.Events) != 10 {
		t.Fatalf("the same parameters: got %d %s", got.status, got.Message)
	}
	for _, other := range []string{`"MaxResults":11,"StartTime":1`, `"MaxResults":10,"StartTime":2`, `"MaxResults":10,"StartTime":1,"EndTime":9999999999`,
		`"MaxResults":10,"StartTime":1,"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"Event1"}]`} {
		if got := call(t, s, "{"+other+","+next+"}"); got.Type != "InvalidNextTokenException" {
			t.Errorf("%s: got %d %s, want InvalidNextTokenException", other, got.status, got.Type)
		}
	}
	if got := callAs(t, s, "AKIAEXAMPLE/20260301/us-west-2", `{"MaxResults":10,"StartTime":1,`+next+`}`); got.Type != "InvalidNextTokenException" {
		t.Errorf("another region: got %d %s", got.status, got.Type)
	}
	setFaults(t, s, "lenient")
	lenient := call(t, s, `{"MaxResults":10,"StartTime":1}`).NextToken
	if got := call(t, s, fmt.Sprintf(`{"MaxResults":11,"StartTime":1,"NextToken":%q}`, lenient)); len(got.Events) != 11 {
		t.Errorf("lenient, another page size: got %d %s", got.status, got.Message)
	}
}

func TestLenientTakesTheFirstAttribute(t *testing.T) {
	s := start(t, Options{Records: some(t, 9), Faults: Faults{Lenient: true}})
	got := call(t, s, `{"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"Event8"},{"AttributeKey":"EventId","AttributeValue":"id-1"}]}`)
	want := call(t, s, `{"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"Event8"}]}`)
	if got.status != 200 || got.ids() != want.ids() {
		t.Errorf("got %d %q, want %q", got.status, got.ids(), want.ids())
	}
}

func TestTiesKeepTheirOrderAndPagesEndInsideASecond(t *testing.T) {
	var raws []string
	for i := range 20 {
		raws = append(raws, record(time.Second, fmt.Sprintf("id-%02d", i)))
	}
	one, other := start(t, Options{Records: records(raws...)}), start(t, Options{Records: records(raws...)})
	first := everything(t, one, `"MaxResults":7`)
	if len(first) != 20 || len(distinct(first)) != 20 {
		t.Errorf("got %d events, want 20 different ones", len(first))
	}
	if again := everything(t, other, `"MaxResults":3`); fmt.Sprint(again) == fmt.Sprint(raws) || len(again) != 20 {
		t.Errorf("got %d events in the order of the input, want 20 in another", len(again))
	}
	if fmt.Sprint(everything(t, other, `"MaxResults":7`)) != fmt.Sprint(first) {
		t.Error("two servers give one second's events in two orders")
	}
}

// everything pages through a lookup and gives the event ids.
func everything(t *testing.T, s *Server, params string) []string {
	t.Helper()
	var ids []string
	token := ""
	for range 1000 {
		got := call(t, s, "{"+params+token+"}")
		if got.status != 200 {
			t.Fatalf("%s: %d %s %s", params, got.status, got.Type, got.Message)
		}
		for _, e := range got.Events {
			ids = append(ids, e["EventId"].(string))
		}
		if got.NextToken == "" {
			return ids
		}
		token = fmt.Sprintf(`,"NextToken":%q`, got.NextToken)
	}
	t.Fatalf("%s: no end after 1000 pages", params)
	return nil
}
