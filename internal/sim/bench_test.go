package sim

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkLoad takes records in; BenchmarkLookup cuts pages of them.
func BenchmarkLoad(b *testing.B) {
	s, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.ReportAllocs()
	if err := s.Add(manyRecords(b.N)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkLookup(b *testing.B) {
	const events = 200_000
	clock := func() time.Time { return testNow }
	s, err := New(Options{Clock: clock, Records: manyRecords(events)})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	c := caller{account: fallbackAccount, region: "us-east-1"}
	for _, attribute := range []string{"", attributeEventName, attributeEventID, attributeUsername} {
		b.Run("by"+attribute, func(b *testing.B) {
			l := lookup{attribute: attribute, value: "alice", from: 0, to: testNow.Unix(), limit: maxPage}
			if attribute == attributeEventName {
				l.value = "CreateBucket"
			}
			var answer []byte
			for b.Loop() {
				p, refused := s.cut(l, c, Faults{}, testNow)
				if refused != nil {
					b.Fatal(refused)
				}
				answer = p.appendAnswer(answer[:0])
			}
		})
	}
}

func manyRecords(n int) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for i := range n {
			at := testNow.Add(-time.Duration(i) * 10 * time.Second).Format(time.RFC3339)
			raw := fmt.Appendf(nil, `{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::123456789012:user/alice","accountId":"123456789012","accessKeyId":"AKIA","userName":"alice"},"eventTime":%q,"eventSource":"s3.amazonaws.com","eventName":"CreateBucket","awsRegion":"us-east-1","requestParameters":{"bucketName":"b-%d"},"responseElements":null,"eventID":"%08d","readOnly":false,"padding":"%0800d","recipientAccountId":"123456789012"}`, at, i%50, i, i)
			if !yield(raw) {
				return
			}
		}
	}
}
