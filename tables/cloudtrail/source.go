package cloudtrail

import (
	"context"
	"strings"

	"github.com/trailgres/trailgres/tables"
)

// Attribute is one of the eight keys that LookupEvents can filter on
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html).
// The empty attribute asks for everything.
type Attribute string

// The attributes, spelled as the API spells them.
const (
	Everything   Attribute = ""
	EventID      Attribute = "EventId"
	EventName    Attribute = "EventName"
	EventSource  Attribute = "EventSource"
	ReadOnly     Attribute = "ReadOnly"
	AccessKeyID  Attribute = "AccessKeyId"
	Username     Attribute = "Username"
	ResourceType Attribute = "ResourceType"
	ResourceName Attribute = "ResourceName"
)

// Filter is what one lookup can filter on: one attribute and its exact,
// case-sensitive value. The zero Filter asks for everything.
type Filter struct {
	Attribute Attribute
	Value     string
}

// String gives "everything" or "EventName = ConsoleLogin".
func (f Filter) String() string {
	if f.Attribute == Everything {
		return "everything"
	}
	return string(f.Attribute) + " = " + f.Value
}

// Lookup is a filter over an interval of time.
type Lookup struct {
	Filter   Filter
	Interval tables.Interval // whole seconds, half-open; never empty
	// NewestFirst asks that pages arrive strictly newest first, because the
	// reader may stop early. Otherwise a source may fetch parts side by side.
	NewestFirst bool
}

// Event is one event as a source delivers it: LookupEvents' envelope and the raw
// record. Empty strings stand for absent members.
type Event struct {
	ID          string
	Name        string
	Source      string // e.g. ec2.amazonaws.com
	Time        int64  // Unix seconds; what coverage and pages go by
	ReadOnly    string // "true", "false" or ""
	AccessKeyID string
	Username    string
	Resources   []Resource
	Record      string // the raw record, as delivered; not always valid JSON
}

// Resource is one element of LookupEvents' own list of resources.
type Resource struct {
	Type string // e.g. AWS::S3::Bucket; may be empty
	Name string
}

// Page is what one call brought. After it, the lookup is complete in Complete:
// every matching event of that interval is in this page or an earlier one of the
// same lookup. Complete may be empty (a page that ends inside its only second).
type Page struct {
	Events   []Event
	Complete tables.Interval
}

// SourceKey names a source: one account's events in one region.
type SourceKey struct {
	Account string // twelve digits
	Region  string // e.g. eu-west-1
}

// String gives "123456789012/eu-west-1".
func (k SourceKey) String() string { return k.Account + "/" + k.Region }

// ParseSourceKey reads what String wrote.
func ParseSourceKey(s string) SourceKey {
	account, region, _ := strings.Cut(s, "/")
	return SourceKey{Account: account, Region: region}
}

// Source is a place that CloudTrail events come from: one account and region.
// It is safe for many goroutines; pacing is its own affair, shared by all its
// lookups. Errors are *pgerr.Error that name account, region and remedy.
type Source interface {
	Key() SourceKey
	// Events starts the lookup and gives its pages to each, one at a time. When it
	// returns nil, the pages' Complete intervals cover the whole of l.Interval.
	// When each returns an error, Events stops and returns that error. Cancelling
	// ctx ends every wait at once.
	Events(ctx context.Context, l Lookup, each func(Page) error) error
	// PageSize is the most events a call brings, and Filters says which attributes
	// it can filter on. A source that cannot filter gives none.
	PageSize() int
	Filters() []Attribute
}
