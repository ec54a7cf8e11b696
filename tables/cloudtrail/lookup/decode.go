package lookup

import (
	"encoding/json"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// decoded is a page's events, and which of them carry the envelope's own time.
// Only those can prove that something is complete.
type decoded struct {
	events []cloudtrail.Event
	timed  []bool
}

// decode reads the SDK's events. fallback is the time of an event that carries
// none, in Unix seconds.
func decode(in []types.Event, fallback int64) decoded {
	if len(in) == 0 {
		return decoded{}
	}
	d := decoded{events: make([]cloudtrail.Event, len(in)), timed: make([]bool, len(in))}
	for i := range in {
		d.events[i] = decodeEvent(&in[i], fallback)
		d.timed[i] = in[i].EventTime != nil
	}
	return d
}

func decodeEvent(in *types.Event, fallback int64) cloudtrail.Event {
	return cloudtrail.Event{
		ID:          aws.ToString(in.EventId),
		Name:        aws.ToString(in.EventName),
		Source:      aws.ToString(in.EventSource),
		Time:        eventTime(in, fallback),
		ReadOnly:    aws.ToString(in.ReadOnly),
		AccessKeyID: aws.ToString(in.AccessKeyId),
		Username:    aws.ToString(in.Username),
		Resources:   decodeResources(in.Resources),
		Record:      aws.ToString(in.CloudTrailEvent),
	}
}

func eventTime(in *types.Event, fallback int64) int64 {
	if in.EventTime != nil {
		return in.EventTime.Unix()
	}
	var record struct {
		EventTime time.Time `json:"eventTime"`
	}
	if json.Unmarshal([]byte(aws.ToString(in.CloudTrailEvent)), &record) != nil || record.EventTime.IsZero() {
		return fallback
	}
	return record.EventTime.Unix()
}

func decodeResources(in []types.Resource) []cloudtrail.Resource {
	if len(in) == 0 {
		return nil
	}
	out := make([]cloudtrail.Resource, len(in))
	for i, r := range in {
		out[i] = cloudtrail.Resource{Type: aws.ToString(r.ResourceType), Name: aws.ToString(r.ResourceName)}
	}
	return out
}
