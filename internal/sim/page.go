package sim

import (
	"sort"
	"strconv"
	"time"
)

// page is one answer: places in an index, and where the next page starts.
type page struct {
	index  *index
	places []int32
	next   string
}

// cut makes the page of a lookup. Events that the late fault still hides are
// passed over, as if they had not arrived.
func (s *Server) cut(l lookup, c caller, f Faults, now time.Time) (page, *apiError) {
	p := page{index: s.store.index(c.source(), l.insights)}
	at := selection{index: p.index, all: l.attribute == ""}
	if !at.all {
		at.list = p.index.matching(l.attribute, l.value)
	}
	from := at.first(l.to)
	if l.token != "" {
		cur, err := readToken(l.token, l.params, now, f.TokenLife)
		if err != nil {
			return p, err
		}
		from = max(from, at.after(cur))
	}
	limit := s.pageLimit(l.limit, f)
	to := from
	for ; to < at.len() && at.event(to).time >= l.from && len(p.places) < limit; to++ {
		if visible(at.event(to), f, now) {
			p.places = append(p.places, at.place(to))
		}
	}
	if at.more(to, l.from, f, now) {
		p.next = at.cursor(s.stepBack(to, from, len(p.places), f), l, now).token()
	}
	return p, nil
}

// pageLimit is the size of this page: l.limit, unless a fault makes it smaller.
func (s *Server) pageLimit(limit int, f Faults) int {
	if s.chance(f.EmptyPages) {
		return 0
	}
	if s.chance(f.ShortPages) {
		return 1 + s.pick(limit)
	}
	return limit
}

// stepBack lets the next page repeat up to three events, if the fault says so.
func (s *Server) stepBack(to, from, events int, f Faults) int {
	if events > 1 && s.chance(f.Duplicates) {
		return max(from+1, to-1-s.pick(min(3, events-1)))
	}
	return to
}

// visible tells whether an event has arrived.
func visible(e *event, f Faults, now time.Time) bool {
	if f.Late == 0 {
		return true
	}
	delay := time.Duration(f.Late * float64(arrivalDelay(float64(e.tie)/(1<<32))))
	return !now.Before(time.Unix(e.time, 0).Add(delay))
}

// arrivalDelay is the delay of delivery at a quantile: measured on S3 delivery,
// p50 195 s, p95 450 s, p99 540 s, at most 608 s; straight lines between.
func arrivalDelay(quantile float64) time.Duration {
	points := []struct{ q, seconds float64 }{{0, 30}, {0.5, 195}, {0.95, 450}, {0.99, 540}, {1, 608}}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if quantile <= b.q {
			return time.Duration((a.seconds + (b.seconds-a.seconds)*(quantile-a.q)/(b.q-a.q)) * float64(time.Second))
		}
	}
	return 608 * time.Second
}

// selection is the events that a lookup matches, newest first.
type selection struct {
	index *index
	all   bool
	list  []int32
}

func (at selection) len() int {
	if at.all {
		return len(at.index.events)
	}
	return len(at.list)
}

func (at selection) place(i int) int32 {
	if at.all {
		return int32(i)
	}
	return at.list[i]
}

func (at selection) event(i int) *event { return &at.index.events[at.place(i)] }

// first is the first place not newer than the second to.
func (at selection) first(to int64) int {
	return sort.Search(at.len(), func(i int) bool { return at.event(i).time <= to })
}

// after is the first place behind a cursor.
func (at selection) after(c cursor) int {
	i := sort.Search(at.len(), func(i int) bool {
		e := at.event(i)
		return e.time < c.time || e.time == c.time && e.tie >= c.tie
	})
	for n := c.nth; n > 0 && i < at.len() && at.event(i).time == c.time && at.event(i).tie == c.tie; n-- {
		i++
	}
	return i
}

// cursor points behind the events before i, so that the next page starts at i.
func (at selection) cursor(i int, l lookup, now time.Time) cursor {
	c := cursor{params: l.params, time: l.to + 1, made: now.UnixMilli()}
	if i == 0 {
		return c
	}
	last := at.event(i - 1)
	c.time, c.tie = last.time, last.tie
	for j := i - 1; j >= 0 && at.event(j).time == c.time && at.event(j).tie == c.tie; j-- {
		c.nth++
	}
	return c
}

// more tells whether anything visible is left from i on.
func (at selection) more(i int, from int64, f Faults, now time.Time) bool {
	for ; i < at.len() && at.event(i).time >= from; i++ {
		if visible(at.event(i), f, now) {
			return true
		}
	}
	return false
}

// appendAnswer appends the answer's JSON. Members that an event does not have are
// absent; Resources is always there.
func (p page) appendAnswer(b []byte) []byte {
	b = append(b, `{"Events":[`...)
	for i, place := range p.places {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendEvent(b, &p.index.events[place])
	}
	b = append(b, ']')
	if p.next != "" {
		b = appendText(b, "NextToken", p.next)
	}
	return append(b, '}')
}

func appendEvent(b []byte, e *event) []byte {
	b = append(b, `{"EventTime":`...)
	b = strconv.AppendInt(b, e.time, 10)
	b = append(b, ".0"...)
	b = appendText(b, "EventId", e.id)
	b = appendText(b, "EventName", e.name)
	b = appendText(b, "ReadOnly", e.readOnly)
	b = appendText(b, "AccessKeyId", e.key)
	b = appendText(b, "EventSource", e.source)
	b = appendText(b, "Username", e.username)
	b = append(b, `,"Resources":[`...)
	for i, r := range e.resources {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(append(b, `{"ResourceName":`...), r.Name)
		b = append(appendText(b, "ResourceType", r.Type), '}')
	}
	b = append(b, ']')
	return append(appendText(b, "CloudTrailEvent", e.raw), '}')
}

// appendText appends a member that is not the first, unless its value is empty.
func appendText(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(b, ',', '"')
	b = append(b, name...)
	b = append(b, '"', ':')
	return appendQuoted(b, value)
}
