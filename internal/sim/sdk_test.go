package sim

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/account"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

// awsConfig is what a user of --endpoint-url has.
func awsConfig(s *Server, region string, attempts int) aws.Config {
	return aws.Config{
		Region:           region,
		BaseEndpoint:     aws.String(s.URL()),
		Credentials:      credentials.NewStaticCredentialsProvider("AKIAEXAMPLE", "secret", ""),
		RetryMaxAttempts: attempts,
	}
}

func TestSDKPagesThroughEverything(t *testing.T) {
	s := start(t, Options{Records: some(t, 120)})
	pages := cloudtrail.NewLookupEventsPaginator(cloudtrail.NewFromConfig(awsConfig(s, "us-east-1", 1)), &cloudtrail.LookupEventsInput{
		StartTime: aws.Time(testNow.Add(-time.Hour)),
		EndTime:   aws.Time(testNow),
	})
	var sizes []int
	var last time.Time
	seen := map[string]bool{}
	for pages.HasMorePages() {
		out, err := pages.NextPage(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(out.Events))
		for _, e := range out.Events {
			if !last.IsZero() && e.EventTime.After(last) {
				t.Errorf("%s at %s comes after %s", *e.EventId, e.EventTime, last)
			}
			last = *e.EventTime
			seen[*e.EventId] = true
		}
	}
	if got := fmt.Sprint(sizes); got != "[50 50 20]" || len(seen) != 120 {
		t.Errorf("got pages of %s with %d different events, want [50 50 20] with 120", got, len(seen))
	}
}

func TestSDKDecodesAnEvent(t *testing.T) {
	raw := `{"userIdentity":{"type":"IAMUser","userName":"alice","accessKeyId":"AKIA1","accountId":"123456789012"},` +
		`"eventTime":"2026-03-01T11:59:00Z","eventSource":"s3.amazonaws.com","eventName":"CreateBucket","awsRegion":"us-east-1",` +
		`"requestParameters":{"bucketName":"b"},"responseElements":null,"eventID":"id-1","readOnly":false}`
	s := start(t, Options{Records: records(raw)})
	out, err := cloudtrail.NewFromConfig(awsConfig(s, "us-east-1", 1)).LookupEvents(context.Background(), &cloudtrail.LookupEventsInput{
		LookupAttributes: []types.LookupAttribute{{AttributeKey: types.LookupAttributeKeyUsername, AttributeValue: aws.String("alice")}},
	})
	if err != nil || len(out.Events) != 1 {
		t.Fatalf("got %d events and error %v, want one", len(out.Events), err)
	}
	e := out.Events[0]
	got := fmt.Sprint(*e.EventTime, *e.EventId, *e.EventName, *e.EventSource, *e.Username, *e.AccessKeyId, *e.ReadOnly,
		*e.Resources[0].ResourceName, *e.Resources[0].ResourceType, *e.CloudTrailEvent == raw, out.NextToken == nil)
	want := fmt.Sprint(time.Date(2026, 3, 1, 11, 59, 0, 0, time.UTC), "id-1", "CreateBucket", "s3.amazonaws.com", "alice", "AKIA1", "false",
		"b", "AWS::S3::Bucket", true, true)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSDKSeesErrors(t *testing.T) {
	s := start(t, Options{Records: some(t, 1)})
	tests := []struct {
		fault    string
		attempts int
		code     string
		calls    int
	}{
		{"denied=us-east-1", 3, "AccessDeniedException", 1},
		{"throttle", 3, "ThrottlingException", 3},
		{"error500", 2, "InternalFailure", 2},
		{"error503", 2, "ServiceUnavailable", 2},
		{"unknown=*", 3, "UnrecognizedClientException", 1},
	}
	for _, test := range tests {
		setFaults(t, s, test.fault)
		s.Reset()
		_, err := cloudtrail.NewFromConfig(awsConfig(s, "us-east-1", test.attempts), func(o *cloudtrail.Options) {
			o.Retryer = quickRetries(test.attempts)
		}).LookupEvents(context.Background(), &cloudtrail.LookupEventsInput{})
		var api smithy.APIError
		if !errors.As(err, &api) || api.ErrorCode() != test.code {
			t.Errorf("%s: got %v, want %s", test.fault, err, test.code)
		}
		if got := s.Stats().Total; got != test.calls {
			t.Errorf("%s: the SDK called %d times, want %d", test.fault, got, test.calls)
		}
	}
}

func TestSDKDeniedTextIsAWS(t *testing.T) {
	s := start(t, Options{Faults: Faults{Denied: []string{"eu-west-1"}}})
	_, err := cloudtrail.NewFromConfig(awsConfig(s, "eu-west-1", 1)).LookupEvents(context.Background(), &cloudtrail.LookupEventsInput{})
	want := "is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want a text with %q", err, want)
	}
}

func TestSDKCallerIdentity(t *testing.T) {
	s := start(t, Options{Accounts: map[string]string{"AKIAEXAMPLE": "210987654321"}})
	out, err := sts.NewFromConfig(awsConfig(s, "eu-west-1", 1)).GetCallerIdentity(context.Background(), &sts.GetCallerIdentityInput{})
	if err != nil {
		t.Fatal(err)
	}
	if *out.Account != "210987654321" || *out.Arn != "arn:aws:iam::210987654321:user/trailgres" {
		t.Errorf("got account %s and ARN %s", *out.Account, *out.Arn)
	}
}

func TestSDKListsRegions(t *testing.T) {
	s := start(t, Options{
		Regions: []string{"eu-west-1"},
		Records: records(`{"eventTime":"2026-03-01T11:00:00Z","awsRegion":"ap-south-1"}`),
	})
	out, err := account.NewFromConfig(awsConfig(s, "us-east-1", 1)).ListRegions(context.Background(), &account.ListRegionsInput{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range out.Regions {
		names = append(names, *r.RegionName)
	}
	if got := strings.Join(names, " "); got != "ap-south-1 eu-west-1 us-east-1" {
		t.Errorf("got %s", got)
	}
}

func TestUnsignedIsRefused(t *testing.T) {
	s := start(t, Options{})
	req, _ := http.NewRequest(http.MethodPost, s.URL(), strings.NewReader("{}"))
	req.Header.Set("X-Amz-Target", "CloudTrail_20131101.LookupEvents")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 400 || resp.Header.Get("X-Amzn-ErrorType") != "MissingAuthenticationTokenException" {
		t.Errorf("got %s %s", resp.Status, resp.Header.Get("X-Amzn-ErrorType"))
	}
}
