package e2e

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/sim"
)

// record is a raw record with what a plain reading of its JSON gives. Nothing here
// knows how trailgres reads one.
type record struct {
	raw     string
	members map[string]any // nil when the text is no JSON object
	source  sim.Source     // who serves it
}

// served gives what the endpoint serves now, of every source.
func served(s *sim.Server) []record {
	var all []record
	for _, source := range s.Sources() {
		for raw := range s.Served(source.Account, source.Region) {
			all = append(all, read(raw, source))
		}
	}
	return all
}

func read(raw string, source sim.Source) record {
	r := record{raw: raw, source: source}
	r.members, _ = decodeJSON(raw).(map[string]any)
	return r
}

// decodeJSON gives nil for what is not JSON. Numbers keep their text.
func decodeJSON(text string) any {
	var v any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&v) != nil {
		return nil
	}
	return v
}

// member follows a path of members; nil where there is none.
func (r record) member(path ...string) any {
	var v any = r.members
	for _, name := range path {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	return v
}

// text is a member as text: a string as it is, null and absent as NULL, anything
// else as JSON. PostgreSQL's text has no NUL character, so one stands as in JSON.
func (r record) text(path ...string) string {
	switch v := r.member(path...).(type) {
	case nil:
		return null
	case string:
		return strings.ReplaceAll(v, "\x00", `\u0000`)
	default:
		return encodeJSON(v)
	}
}

// null stands for SQL's NULL in texts.
const null = "∅"

func encodeJSON(v any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err) // it was decoded from JSON
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// boolean is a member that is a boolean, or a text of one.
func (r record) boolean(path ...string) string {
	switch strings.ToLower(r.text(path...)) {
	case "true":
		return "t"
	case "false":
		return "f"
	}
	return null
}

// str is a member that is a text; "" otherwise.
func (r record) str(path ...string) string {
	s, _ := r.member(path...).(string)
	return s
}

// time is when the event happened; false when the record does not tell. Real
// records have RFC 3339; other tools write the forms after it.
func (r record) time() (time.Time, bool) {
	text := strings.TrimSpace(strings.Trim(r.text("eventTime"), `"`))
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC().Truncate(time.Second), true
		}
	}
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || seconds <= 0 {
		return time.Time{}, false
	}
	if seconds > 1e11 {
		seconds /= 1000
	}
	return time.Unix(int64(seconds), 0).UTC(), true
}

// username is LookupEvents' Username (see LOOKUP_EVENTS.md, Derived Username).
func (r record) username() string {
	switch r.str("userIdentity", "type") {
	case "IAMUser", "SAMLUser", "WebIdentityUser":
		return r.str("userIdentity", "userName")
	case "Root":
		return "root"
	case "AssumedRole":
		arn := r.str("userIdentity", "arn")
		if i := strings.LastIndex(arn, "/"); i >= 0 {
			return arn[i+1:]
		}
		_, session, _ := strings.Cut(r.str("userIdentity", "principalId"), ":")
		return session
	case "FederatedUser":
		_, name, _ := strings.Cut(r.str("userIdentity", "arn"), "federated-user/")
		return name
	}
	return ""
}

// resources is LookupEvents' list; that the endpoint derives it rightly is its own
// tests' matter.
func (r record) resources() []sim.Resource {
	part := func(name string) string {
		if v, ok := r.members[name]; ok {
			return encodeJSON(v)
		}
		return ""
	}
	return sim.DeriveResources(r.str("eventSource"), r.str("eventName"), part("requestParameters"), part("responseElements"))
}

// matches is a filter by hand: every condition holds. A condition is a column and
// the values it may have.
func (r record) matches(t testing.TB, conditions map[string][]string) bool {
	for column, values := range conditions {
		if !r.holds(t, column, values) {
			return false
		}
	}
	return true
}

func (r record) holds(t testing.TB, column string, values []string) bool {
	is := func(text string) bool { return text != "" && slices.Contains(values, text) }
	switch column {
	case "event_name":
		return is(r.str("eventName"))
	case "event_source":
		return is(r.str("eventSource"))
	case "event_id":
		return is(r.str("eventID"))
	case "username":
		return is(r.username())
	case "access_key_id":
		return is(r.str("userIdentity", "accessKeyId"))
	case "read_only":
		return is(map[string]string{"t": "true", "f": "false"}[r.boolean("readOnly")])
	case "aws_region":
		return is(r.str("awsRegion"))
	case "user_type":
		return is(r.str("userIdentity", "type"))
	case "source_ip_address":
		return is(r.str("sourceIPAddress"))
	case "failed":
		return (r.str("errorCode") != "") == (values[0] == "yes")
	case "resource_names", "resource_types":
		return slices.ContainsFunc(r.resources(), func(x sim.Resource) bool {
			return is(map[string]string{"resource_names": x.Name, "resource_types": x.Type}[column])
		})
	case "from", "before":
		at, ok := r.time()
		bound, err := time.Parse(time.RFC3339, values[0])
		if err != nil {
			t.Fatalf("condition %s: %v", column, err)
		}
		return ok && at.Before(bound) == (column == "before")
	}
	t.Fatalf("there is no condition %q", column)
	return false
}
