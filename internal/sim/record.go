package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// category says in which index a record is served, if at all.
type category uint8

const (
	management category = iota
	insight
	unserved // data and network activity events: LookupEvents never has them
)

// event is a record as it is served: the raw text and what the envelope says.
type event struct {
	raw      string
	id       string
	name     string
	source   string
	username string
	key      string // access key id
	readOnly string // "true", "false" or "" when absent
	time     int64  // epoch seconds
	tie      uint32 // orders events of one second; from the raw text, so that it looks random but is fixed

	resources []Resource
}

// parsed is an event on its way into an index.
type parsed struct {
	event
	account  string // "" if the record names none
	region   string
	category category
	timed    bool   // eventTime was there and readable
	timeText string // the JSON value of eventTime, a part of raw
}

// parseRecord reads one raw record. It takes any JSON object, however odd its
// members, and nothing else.
func parseRecord(raw string) (parsed, error) {
	valid, compact := checkJSON(raw)
	if !valid {
		return parsed{}, fmt.Errorf("not JSON: %s", excerpt(raw))
	}
	if !compact {
		var b bytes.Buffer
		if err := json.Compact(&b, []byte(raw)); err != nil {
			return parsed{}, fmt.Errorf("compact: %w", err)
		}
		raw = b.String()
	}
	if !strings.HasPrefix(raw, "{") {
		return parsed{}, fmt.Errorf("not a JSON object: %s", excerpt(raw))
	}
	return readMembers(raw), nil
}

// fields are the members of a record that the envelope needs, as JSON text.
type fields struct {
	request, response, identity, insight, eventCategory, management string
}

func readMembers(raw string) parsed {
	p := parsed{event: event{raw: raw, tie: tieOf(raw)}, region: "us-east-1"}
	var f fields
	members(raw, func(key, value string) bool {
		p.take(key, value, &f)
		return true
	})
	p.finish(f)
	return p
}

// take notes one member of the record.
func (p *parsed) take(key, value string, f *fields) {
	switch key {
	case "eventID":
		p.id, _ = str(value)
	case "eventName":
		p.name, _ = str(value)
	case "eventSource":
		p.source, _ = str(value)
	case "awsRegion":
		if region, ok := str(value); ok && region != "" {
			p.region = region
		}
	case "recipientAccountId":
		p.account, _ = str(value)
	case "readOnly":
		p.readOnly = boolean(value)
	case "eventTime":
		p.timeText = value
	case "userIdentity":
		f.identity = value
	case "requestParameters":
		f.request = value
	case "responseElements":
		f.response = value
	case "eventCategory":
		f.eventCategory = value
	case "managementEvent":
		f.management = value
	case "insightDetails":
		f.insight = value
	}
}

// finish derives what depends on several members.
func (p *parsed) finish(f fields) {
	p.username, _ = deriveUsername(f.identity)
	p.key, _ = str(member(f.identity, "accessKeyId"))
	if p.account == "" {
		p.account, _ = str(member(f.identity, "accountId"))
	}
	if t, ok := parseEventTime(p.timeText); ok {
		p.time, p.timed = t.Unix(), true
	}
	p.category = categoryOf(f)
	if p.category == insight && p.name == "" {
		p.name, _ = str(member(f.insight, "eventName"))
		p.source, _ = str(member(f.insight, "eventSource"))
	}
	p.resources = DeriveResources(p.source, p.name, f.request, f.response)
}

func categoryOf(f fields) category {
	name, isText := str(f.eventCategory)
	switch {
	case isText && name == "Insight":
		return insight
	case isText && name != "Management", f.management == "false":
		return unserved
	}
	return management
}

// boolean gives "true" or "false" for a JSON boolean or a text of one.
func boolean(value string) string {
	switch value = strings.ToLower(strings.Trim(value, `"`)); value {
	case "true", "false":
		return value
	}
	return ""
}

// tieOf is FNV-1a over the raw text.
func tieOf(raw string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(raw); i++ {
		h = (h ^ uint32(raw[i])) * 16777619
	}
	return h
}

// malformedRecord is a line that is no record, to be delivered as it is.
func malformedRecord(raw string) parsed {
	return parsed{event: event{raw: raw, tie: tieOf(raw)}, region: "us-east-1"}
}

// move shifts the event by whole days, in the envelope and in the raw text.
func (p *parsed) move(days int) {
	if days == 0 || !p.timed {
		return
	}
	moved := readMembers(withMember(p.raw, "eventTime", shiftEventTime(p.timeText, days)))
	moved.time, moved.timed = p.time+int64(days)*secondsOfDay, true
	*p = moved
}

const secondsOfDay = int64(24 * time.Hour / time.Second)

// withMember gives the object with the value of one of its members exchanged.
func withMember(raw, name, value string) string {
	var b strings.Builder
	b.Grow(len(raw) + len(value))
	separator := `{"`
	members(raw, func(key, old string) bool {
		if key == name {
			old = value
		}
		b.WriteString(separator)
		b.WriteString(key)
		b.WriteString(`":`)
		b.WriteString(old)
		separator = `,"`
		return true
	})
	b.WriteByte('}')
	return b.String()
}

func excerpt(s string) string {
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return fmt.Sprintf("%q", s)
}
