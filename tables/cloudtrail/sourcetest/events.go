package sourcetest

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// The vocabularies are small, so that filters and seconds are shared by several
// events.
var (
	names   = []string{"RunInstances", "DescribeInstances", "ConsoleLogin", "AssumeRole", "PutObject", "Decrypt"}
	apis    = []string{"ec2.amazonaws.com", "signin.amazonaws.com", "s3.amazonaws.com"}
	people  = []string{"alice", "bob", "carol", ""}
	keys    = []string{"AKIAALICE0000000000A", "AKIABOB00000000000BB", ""}
	kinds   = []string{"AWS::S3::Bucket", "AWS::EC2::Instance", ""}
	buckets = []string{"logs", "backup", "i-0123456789abcdef0"}
)

// Events makes n events at random seconds of the interval, about half of them in
// the second of another one, as real ones are. Their ids begin with the prefix.
func Events(r *rand.Rand, prefix string, n int, within tables.Interval) []cloudtrail.Event {
	events := make([]cloudtrail.Event, n)
	at := within.From
	for i := range events {
		if i == 0 || r.Intn(2) == 0 {
			at = within.From + r.Int63n(within.Seconds())
		}
		events[i] = cloudtrail.Event{
			ID: fmt.Sprintf("%s-%06d", prefix, i), Time: at,
			Name: pick(r, names), Source: pick(r, apis), Username: pick(r, people),
			AccessKeyID: pick(r, keys), ReadOnly: pick(r, []string{"true", "false"}),
			Resources: resources(r),
		}
		events[i].Record = Record(events[i])
	}
	return events
}

func pick(r *rand.Rand, from []string) string { return from[r.Intn(len(from))] }

func resources(r *rand.Rand) []cloudtrail.Resource {
	list := []cloudtrail.Resource{}
	for range r.Intn(3) {
		list = append(list, cloudtrail.Resource{Type: pick(r, kinds), Name: pick(r, buckets)})
	}
	return list
}

// Record writes a raw record that says what the event's envelope says.
func Record(e cloudtrail.Event) string {
	identity := map[string]any{"type": "IAMUser", "accountId": "111122223333"}
	for name, value := range map[string]string{"userName": e.Username, "accessKeyId": e.AccessKeyID} {
		if value != "" {
			identity[name] = value
		}
	}
	b, err := json.Marshal(map[string]any{
		"eventVersion": "1.09", "eventID": e.ID, "eventName": e.Name, "eventSource": e.Source,
		"eventTime": time.Unix(e.Time, 0).UTC().Format(time.RFC3339), "readOnly": e.ReadOnly == "true",
		"userIdentity": identity, "eventType": "AwsApiCall", "managementEvent": true,
	})
	if err != nil {
		panic(err) // strings and booleans always encode
	}
	return string(b)
}

// Matches says whether a lookup under the filter brings the event.
func Matches(f cloudtrail.Filter, e cloudtrail.Event) bool {
	resource := func(of func(cloudtrail.Resource) string) bool {
		return slices.ContainsFunc(e.Resources, func(r cloudtrail.Resource) bool { return of(r) == f.Value })
	}
	switch f.Attribute {
	case cloudtrail.Everything:
		return true
	case cloudtrail.EventID:
		return e.ID == f.Value
	case cloudtrail.EventName:
		return e.Name == f.Value
	case cloudtrail.EventSource:
		return e.Source == f.Value
	case cloudtrail.ReadOnly:
		return e.ReadOnly == f.Value
	case cloudtrail.AccessKeyID:
		return e.AccessKeyID == f.Value
	case cloudtrail.Username:
		return e.Username == f.Value
	case cloudtrail.ResourceType:
		return resource(func(r cloudtrail.Resource) string { return r.Type })
	case cloudtrail.ResourceName:
		return resource(func(r cloudtrail.Resource) string { return r.Name })
	}
	return false
}

// some gives a value of the attribute that the event has, or "".
func some(a cloudtrail.Attribute, e cloudtrail.Event) string {
	switch a {
	case cloudtrail.EventID:
		return e.ID
	case cloudtrail.EventName:
		return e.Name
	case cloudtrail.EventSource:
		return e.Source
	case cloudtrail.ReadOnly:
		return e.ReadOnly
	case cloudtrail.AccessKeyID:
		return e.AccessKeyID
	case cloudtrail.Username:
		return e.Username
	}
	if len(e.Resources) == 0 {
		return ""
	}
	if a == cloudtrail.ResourceType {
		return e.Resources[0].Type
	}
	return e.Resources[0].Name
}
