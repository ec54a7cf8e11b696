package lookup

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/google/go-cmp/cmp"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

func TestDecode(t *testing.T) {
	in := []types.Event{
		{
			AccessKeyId: aws.String("AKIA1"), CloudTrailEvent: aws.String(`{"a":1`), EventId: aws.String("id"),
			EventName: aws.String("RunInstances"), EventSource: aws.String("ec2.amazonaws.com"), ReadOnly: aws.String("false"),
			EventTime: aws.Time(time.UnixMilli(1772896786999)), Username: aws.String("alice"),
			Resources: []types.Resource{{ResourceName: aws.String("i-1"), ResourceType: aws.String("AWS::EC2::Instance")}, {ResourceName: aws.String("x")}},
		},
		{},
		{CloudTrailEvent: aws.String(`{"eventTime":"2026-03-07T15:19:46Z"}`)},
		{CloudTrailEvent: aws.String(`{"eventTime":"yesterday"}`)},
	}
	got := decode(in, 42)
	want := decoded{
		events: []cloudtrail.Event{
			{
				ID: "id", Name: "RunInstances", Source: "ec2.amazonaws.com", Time: 1772896786, ReadOnly: "false",
				AccessKeyID: "AKIA1", Username: "alice", Record: `{"a":1`,
				Resources: []cloudtrail.Resource{{Type: "AWS::EC2::Instance", Name: "i-1"}, {Name: "x"}},
			},
			{Time: 42},
			{Time: 1772896786, Record: `{"eventTime":"2026-03-07T15:19:46Z"}`},
			{Time: 42, Record: `{"eventTime":"yesterday"}`},
		},
		timed: []bool{true, false, false, false},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(decoded{})); diff != "" {
		t.Error(diff)
	}
}
