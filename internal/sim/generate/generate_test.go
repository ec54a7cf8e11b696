package generate

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var testNow = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

// record is what the tests look at.
type record struct {
	EventTime          time.Time
	EventSource        string
	EventName          string
	EventID            string
	EventType          string
	AwsRegion          string
	SourceIPAddress    string
	ErrorCode          string
	RecipientAccountID string
	UserIdentity       struct{ Type, UserName, InvokedBy string }
	RequestParameters  json.RawMessage
	ResponseElements   map[string]any
	Additional         struct{ MFAUsed string } `json:"additionalEventData"`
	size               int
}

func decode(t *testing.T, o Options) []record {
	t.Helper()
	list, err := read(o)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func read(o Options) ([]record, error) {
	var list []record
	for raw := range Records(o) {
		var r record
		if err := json.Unmarshal(raw, &r); err != nil {
			return nil, fmt.Errorf("record %d: %w\n%s", len(list), err, raw)
		}
		r.size = len(raw)
		list = append(list, r)
	}
	return list, nil
}

// sample is what the tests of shares look at.
var sample = sync.OnceValue(func() []record {
	list, err := read(Options{Seed: 1, Events: 40000, Now: testNow, Days: 56, Accounts: AccountIDs(1, 3)})
	if err != nil {
		panic(err)
	}
	return list
})

func digest(o Options) [32]byte {
	h := sha256.New()
	for raw := range Records(o) {
		h.Write(raw)
	}
	return [32]byte(h.Sum(nil))
}

func TestSameSeedSameBytes(t *testing.T) {
	o := Options{Seed: 7, Events: 5000, Now: testNow, Accounts: AccountIDs(7, 3)}
	if digest(o) != digest(o) {
		t.Error("two runs of one seed differ")
	}
	other := o
	other.Seed = 8
	if digest(o) == digest(other) {
		t.Error("two seeds give the same records")
	}
}

func TestNumberOfRecordsIsExact(t *testing.T) {
	for _, n := range []int{0, 1, 10, 999} {
		if got := len(decode(t, Options{Events: n, Now: testNow})); got != n {
			t.Errorf("got %d records, want %d", got, n)
		}
	}
}

func TestStoppingEarlyStops(t *testing.T) {
	n := 0
	for range Records(Options{Events: 1000, Now: testNow}) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("got %d records, want 3", n)
	}
}

func TestShares(t *testing.T) {
	list := sample()
	types, names, sources, failed := map[string]int{}, map[string]int{}, map[string]int{}, 0
	for _, r := range list {
		types[cmp.Or(r.UserIdentity.Type, "none")]++
		names[r.EventName]++
		sources[r.EventSource]++
		if r.ErrorCode != "" {
			failed++
		}
	}
	t.Logf("identity types %v, %d event names, %d services, %d failed", types, len(names), len(sources), failed)
	bounds := []struct {
		what      string
		n         int
		low, high float64 // per cent
	}{
		{"AWSService", types["AWSService"], 55, 80},
		{"AssumedRole", types["AssumedRole"], 10, 30},
		{"IAMUser", types["IAMUser"], 7, 20},
		{"Root", types["Root"], 0.1, 2},
		{"failed", failed, 1, 8},
	}
	for _, b := range bounds {
		if share := 100 * float64(b.n) / float64(len(list)); share < b.low || share > b.high {
			t.Errorf("%s has %.2f %%, want %g to %g", b.what, share, b.low, b.high)
		}
	}
	if len(names) < 80 || len(sources) < 20 {
		t.Errorf("got %d event names of %d services, want 80 of 20", len(names), len(sources))
	}
}

func TestSizes(t *testing.T) {
	var sizes []int
	for _, r := range sample() {
		sizes = append(sizes, r.size)
	}
	slices.Sort(sizes)
	at := func(q float64) int { return sizes[int(q*float64(len(sizes)-1))] }
	t.Logf("bytes: p50 %d, p95 %d, p99 %d, max %d", at(.5), at(.95), at(.99), at(1))
	if p := at(.5); p < 1000 || p > 1700 {
		t.Errorf("half of the records are below %d bytes, want about 1,400", p)
	}
	if p := at(.95); p < 1900 || p > 3000 {
		t.Errorf("95 %% of the records are below %d bytes, want about 2,400", p)
	}
	if p := at(1); p < 8000 || p > 60000 {
		t.Errorf("the biggest record has %d bytes, want some 10,000", p)
	}
}

func TestTimesFollowTheRhythm(t *testing.T) {
	office, weekend, people, newest := 0, 0, 0, time.Time{}
	for _, r := range sample() {
		if r.EventTime.After(testNow) || r.EventTime.Before(testNow.AddDate(0, 0, -56)) {
			t.Fatalf("%s is outside the 56 days before %s", r.EventTime, testNow)
		}
		if r.EventTime.After(newest) {
			newest = r.EventTime
		}
		if r.EventName != "ConsoleLogin" && r.UserIdentity.Type != "Root" {
			continue
		}
		people++
		if hour := r.EventTime.Hour(); hour >= 7 && hour < 19 {
			office++
		}
		if day := r.EventTime.Weekday(); day == time.Saturday || day == time.Sunday {
			weekend++
		}
	}
	if office*100 < people*75 {
		t.Errorf("%d of %d of people's events are by day, want 75 %%", office, people)
	}
	if weekend*100 > people*12 {
		t.Errorf("%d of %d of people's events are at weekends, want less than 12 %%", weekend, people)
	}
	if testNow.Sub(newest) > time.Hour {
		t.Errorf("the newest event is at %s, want it close to %s", newest, testNow)
	}
}

func TestGlobalServicesAreInOneRegion(t *testing.T) {
	for _, r := range sample() {
		switch r.EventSource {
		case "iam.amazonaws.com", "route53.amazonaws.com", "cloudfront.amazonaws.com", "organizations.amazonaws.com", "signin.amazonaws.com":
			if r.AwsRegion != "us-east-1" {
				t.Fatalf("%s of %s is in %s", r.EventName, r.EventSource, r.AwsRegion)
			}
		}
	}
}

func TestEventIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range sample() {
		if seen[r.EventID] {
			t.Fatalf("event id %s came twice", r.EventID)
		}
		seen[r.EventID] = true
	}
}

func TestAttackIsThere(t *testing.T) {
	want := strings.Fields("GetCallerIdentity ListBuckets CreateUser CreateAccessKey AttachUserPolicy CreateLoginProfile ConsoleLogin StopLogging AuthorizeSecurityGroupIngress PutBucketPolicy RunInstances DeleteTrail")
	found, denied, abroad := map[string]bool{}, 0, 0
	var events int
	for _, r := range decode(t, Options{Seed: 5, Events: 5000, Now: testNow}) {
		if r.SourceIPAddress != AttackerIP {
			if r.AwsRegion == AttackRegion {
				t.Errorf("%s happens in %s without the attacker", r.EventName, AttackRegion)
			}
			continue
		}
		events++
		found[r.EventName] = true
		if r.ErrorCode != "" {
			denied++
		}
		if r.AwsRegion == AttackRegion {
			abroad++
		}
		if age := testNow.Sub(r.EventTime); age < 0 || age > 72*time.Hour {
			t.Errorf("%s at %s is not in the last three days", r.EventName, r.EventTime)
		}
	}
	for _, name := range want {
		if !found[name] {
			t.Errorf("the attack has no %s", name)
		}
	}
	t.Logf("the attack has %d events, %d refused, %d in %s", events, denied, abroad, AttackRegion)
	if denied < 20 || abroad < 3 {
		t.Errorf("%d calls are refused and %d are in %s, want 20 and 3", denied, abroad, AttackRegion)
	}
}

func TestLoginsTellWhatDetectionsLookFor(t *testing.T) {
	mfa, results, root, hidden := map[string]int{}, map[any]int{}, 0, 0
	for _, r := range sample() {
		if r.EventName != "ConsoleLogin" {
			continue
		}
		mfa[r.Additional.MFAUsed]++
		results[r.ResponseElements["ConsoleLogin"]]++
		if r.UserIdentity.Type == "Root" {
			root++
		}
		if r.UserIdentity.UserName == "HIDDEN_DUE_TO_SECURITY_REASONS" {
			hidden++
		}
	}
	if mfa["Yes"] == 0 || mfa["No"] == 0 || results["Success"] == 0 || results["Failure"] == 0 || root == 0 || hidden == 0 {
		t.Errorf("MFA %v, results %v, root %d, unknown users %d: want some of each", mfa, results, root, hidden)
	}
}

func TestSpecialMembersOccur(t *testing.T) {
	want := []string{`"addendum":{`, `"sharedEventID":`, `"vpcEndpointId":`, `"sessionCredentialFromConsole":"true"`, `"tlsDetails":{`, `"requestParameters":"`,
		`"sourceIPAddress":"2a02:`, "ö", "🚀", `"eventType":"AwsServiceEvent"`, `"type":"WebIdentityUser"`, `"type":"FederatedUser"`, `"type":"SAMLUser"`, `"type":"AWSAccount"`}
	found := map[string]bool{}
	for raw := range Records(Options{Seed: 1, Events: 60000, Now: testNow}) {
		for _, text := range want {
			if !found[text] && strings.Contains(string(raw), text) {
				found[text] = true
			}
		}
	}
	for _, text := range want {
		if !found[text] {
			t.Errorf("no record has %s", text)
		}
	}
}

func BenchmarkRecords(b *testing.B) {
	bytes := 0
	for raw := range Records(Options{Seed: 1, Events: b.N, Now: testNow}) {
		bytes += len(raw)
	}
	b.SetBytes(int64(bytes / b.N))
}
