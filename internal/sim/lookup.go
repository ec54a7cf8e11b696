package sim

import (
	"encoding/json"
	"hash/fnv"
	"math"
	"strconv"
	"time"
)

// The attributes that a lookup can filter by.
const (
	attributeEventID      = "EventId"
	attributeEventName    = "EventName"
	attributeReadOnly     = "ReadOnly"
	attributeUsername     = "Username"
	attributeResourceType = "ResourceType"
	attributeResourceName = "ResourceName"
	attributeEventSource  = "EventSource"
	attributeAccessKeyID  = "AccessKeyId"
)

// Limits of the API
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
const (
	maxPage        = 50                  // events an answer
	maxValue       = 2000                // characters an attribute's value
	historyLength  = 90 * 24 * time.Hour // how far back events are kept
	insightKeyword = "insight"           // the only EventCategory
)

// attributes says which keys there are, and which of them insight events have.
var attributes = map[string]struct{ insight bool }{
	attributeEventID:      {true},
	attributeEventName:    {true},
	attributeEventSource:  {true},
	attributeReadOnly:     {},
	attributeUsername:     {},
	attributeResourceType: {},
	attributeResourceName: {},
	attributeAccessKeyID:  {},
}

// request is the body of a LookupEvents call.
type request struct {
	StartTime        *float64
	EndTime          *float64
	LookupAttributes []struct{ AttributeKey, AttributeValue string }
	MaxResults       *int
	NextToken        *string
	EventCategory    string
}

// lookup is a checked call.
type lookup struct {
	attribute string
	value     string
	insights  bool
	from, to  int64 // whole epoch seconds, both inclusive
	limit     int
	token     string // "" on a first page
	params    uint64 // hash of every parameter that a token is bound to
}

func decodeRequest(body []byte) (request, *apiError) {
	var req request
	if err := json.Unmarshal(body, &req); err != nil {
		return req, badRequest(codeSerialization, "%v", err)
	}
	return req, nil
}

// check turns a request into a lookup, or into the error the service has for it.
func (s *Server) check(req request, c caller, f Faults, now time.Time) (lookup, *apiError) {
	l := lookup{limit: maxPage}
	if req.EventCategory != "" && req.EventCategory != insightKeyword {
		return l, badRequest("InvalidEventCategoryException", "Event category %s is not valid; it can only be insight.", req.EventCategory)
	}
	l.insights = req.EventCategory == insightKeyword
	if err := l.takeAttribute(req, f.Lenient); err != nil {
		return l, err
	}
	if req.MaxResults != nil {
		l.limit = *req.MaxResults
	}
	if l.limit < 1 || l.limit > maxPage {
		return l, badRequest("InvalidMaxResultsException", "Max results %d is not valid; it must be between 1 and %d.", l.limit, maxPage)
	}
	if err := l.takeRange(req, now); err != nil {
		return l, err
	}
	if req.NextToken != nil {
		if l.token = *req.NextToken; l.token == "" {
			return l, badRequest(codeInvalidToken, "The next token is not valid.")
		}
	}
	l.params = req.hash(c, f.Lenient)
	return l, nil
}

// takeAttribute reads the one attribute. Lenient, of several it is the first, as
// the live service was seen to do.
func (l *lookup) takeAttribute(req request, lenient bool) *apiError {
	list := req.LookupAttributes
	if len(list) == 0 {
		return nil
	}
	if len(list) > 1 && !lenient {
		return badRequest(codeInvalidAttribute, "Only one lookup attribute is allowed, got %d.", len(list))
	}
	l.attribute, l.value = list[0].AttributeKey, list[0].AttributeValue
	kind, known := attributes[l.attribute]
	switch {
	case !known:
		return badRequest(codeInvalidAttribute, "Lookup attribute key %s is not valid.", l.attribute)
	case l.insights && !kind.insight:
		return badRequest(codeInvalidAttribute, "Lookup attribute key %s is not valid for insight events.", l.attribute)
	case l.value == "":
		return badRequest(codeInvalidAttribute, "Lookup attribute value is missing.")
	case len([]rune(l.value)) > maxValue:
		return badRequest(codeInvalidAttribute, "Lookup attribute value is longer than %d characters.", maxValue)
	}
	return nil
}

// takeRange reads the bounds. Both are inclusive and record times are whole
// seconds, so a fraction rounds inward. The range never leaves the last 90 days.
func (l *lookup) takeRange(req request, now time.Time) *apiError {
	l.from, l.to = now.Add(-historyLength).Unix(), now.Unix()
	start, end := float64(l.from), float64(l.to)
	if req.StartTime != nil {
		start = *req.StartTime
	}
	if req.EndTime != nil {
		end = *req.EndTime
	}
	if req.StartTime != nil && start > end {
		return badRequest("InvalidTimeRangeException", "Start time %s is after end time %s.", epoch(start), epoch(end))
	}
	l.from = max(l.from, clampToInt(math.Ceil(start)))
	l.to = min(l.to, clampToInt(math.Floor(end)))
	return nil
}

func clampToInt(f float64) int64 {
	return int64(max(-1e15, min(1e15, f)))
}

func epoch(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// hash covers what must not change between the pages of one lookup. Lenient, the
// page size may.
func (req request) hash(c caller, lenient bool) uint64 {
	req.NextToken = nil
	if lenient {
		req.MaxResults = nil
	}
	text, err := json.Marshal(req)
	if err != nil { // only for infinite floats, which JSON can't bring
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write(append(text, c.account+"/"+c.region...)) // never fails
	return h.Sum64()
}
