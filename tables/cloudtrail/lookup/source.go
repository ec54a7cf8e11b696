package lookup

import (
	"context"
	"log/slog"
	"time"

	awscloudtrail "github.com/aws/aws-sdk-go-v2/service/cloudtrail"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// maxTime is the first second of the year 10000.
const maxTime = 253402300800

// api is the one call of the SDK's CloudTrail client that a source makes.
type api interface {
	LookupEvents(context.Context, *awscloudtrail.LookupEventsInput, ...func(*awscloudtrail.Options)) (*awscloudtrail.LookupEventsOutput, error)
}

// Source reads one account's events in one region by LookupEvents. It is safe
// for many goroutines; its lookups share one pace.
type Source struct {
	key      cloudtrail.SourceKey
	api      api
	identity identity
	pacer    *pacer
	pageSize int
	retry    Retry
	endpoint string // where requests go, for messages; empty for AWS's own
	log      *slog.Logger
	counters counters
}

// identity is whom a source calls as.
type identity interface {
	// Profile is the configuration profile; empty for the default chain.
	Profile() string
	// ARN is the caller, as STS named it.
	ARN() string
	// Renew reads the credentials anew and says whether they differ from those
	// that a call sent at that moment used; if so they are used from now on.
	Renew(ctx context.Context, sent time.Time) (changed bool, err error)
}

func newSource(key cloudtrail.SourceKey, client api, who identity, o Options) *Source {
	o = o.withDefaults()
	return &Source{
		key:      key,
		api:      client,
		identity: who,
		pacer:    newPacer(o.Rate),
		pageSize: o.PageSize,
		retry:    o.Retry,
		endpoint: o.EndpointURL,
		log:      o.Logger,
	}
}

// Key names the account and the region.
func (s *Source) Key() cloudtrail.SourceKey { return s.key }

// PageSize is the most events that a call brings.
func (s *Source) PageSize() int { return s.pageSize }

// Filters gives the eight attributes of LookupEvents.
func (s *Source) Filters() []cloudtrail.Attribute {
	return []cloudtrail.Attribute{
		cloudtrail.EventID, cloudtrail.EventName, cloudtrail.EventSource, cloudtrail.ReadOnly,
		cloudtrail.AccessKeyID, cloudtrail.Username, cloudtrail.ResourceType, cloudtrail.ResourceName,
	}
}

// Stats says what the source has done so far.
func (s *Source) Stats() Stats { return s.counters.snapshot() }
