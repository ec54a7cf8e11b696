package e2e

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/sim"
	"github.com/trailgres/trailgres/internal/sim/generate"
)

// detected is what each detection of docs/detections.md must find of what was planted:
// the attack's traces and internal/sim/generate/findings.txt.
var detected = map[string]string{
	"1": "CreateAccessKey", "2": "svc-backup-sync", "3": "DeleteTrail", "4": "svc-backup-sync", "5": "ci-deploy", "6": "22",
	"7": generate.AttackRegion, "8": "UpdateDetector", "9": "ScheduleKeyDeletion", "10": "DeleteBucketPublicAccessBlock",
	"11": generate.StrangerAccount, "12": "all", "13": generate.StrangerAccount, "14": "6", "15": generate.InsiderIP,
	"16": generate.AttackerIP, "17": generate.AttackerIP, "18": "billing-export", "19": "mallory-laptop", "20": "svc-backup-sync",
	"21": "alice", "22": generate.StrangerAccount, "23": generate.Insider, "24": "StopConfigurationRecorder", "25": "/aws/cloudtrail/organization",
	"26": "saml-provider/okta", "27": generate.StrangerAccount, "28": "i-", "29": "svc-backup-sync", "30": "svc-backup-sync",
}

// TestDetections runs each statement of docs/detections.md with an empty cache: it costs
// the lookups that its sentence says, finds what was planted, and answers what
// testdata/detections.txt has. Asked again, it costs none. Without the planted events,
// those detections that only these trip are silent.
func TestDetections(t *testing.T) {
	c := newClock(testNow)
	s := endpoint(t, detectionEvents(true), c)
	list := examples(t, "detections.md", 30)
	datadriven.RunTest(t, filepath.Join("testdata", "detections.txt"), func(t *testing.T, d *datadriven.TestData) string {
		number := 0
		d.ScanArgs(t, "n", &number)
		e := list[number-1]
		if !strings.HasPrefix(e.title, strconv.Itoa(number)+". ") || !strings.HasSuffix(e.title, strings.TrimSpace(d.Input)) {
			t.Errorf("%s: number %d is %q", d.Pos, number, e.title)
		}
		w := newWorld(t, setup{sim: s, clock: c})
		conn := w.connect(t)
		var rows [][]string
		lookups := w.calls(t, func() { rows = texts(t, conn, e.sql) })
		if want := detected[strconv.Itoa(number)]; want == "" || !strings.Contains(lines(rows), want) {
			t.Errorf("%s: the answer lacks %q:\n%s", e.title, want, lines(rows))
		}
		keepsPromise(t, e, lookups)
		w.noCalls(t, e.title, func() { texts(t, conn, e.sql) })
		return lines(rows)
	})
}

// TestDetectionsStaySilent runs the detections whose kind of event nobody makes but the
// insider on events without the insider.
func TestDetectionsStaySilent(t *testing.T) {
	c := newClock(testNow)
	s := endpoint(t, detectionEvents(false), c)
	w := newWorld(t, setup{sim: s, clock: c})
	conn := w.connect(t)
	silent := map[string]bool{"8": true, "9": true, "10": true, "11": true, "12": true, "14": true, "15": true, "18": true,
		"19": true, "21": true, "22": true, "23": true, "24": true, "25": true, "26": true, "27": true, "28": true}
	for _, e := range examples(t, "detections.md", 30) {
		if number, _, _ := strings.Cut(e.title, "."); silent[number] {
			if rows := texts(t, conn, e.sql); len(rows) > 0 {
				t.Errorf("%s finds\n%s", e.title, lines(rows))
			}
		}
	}
}

func detectionEvents(findings bool) sim.Options {
	regions := []string{"us-east-1", "eu-west-1", "ap-southeast-2"}
	return sim.Options{Regions: regions, Records: generate.Records(generate.Options{
		Seed: 1, Events: 5000, Now: testNow, Accounts: []string{"111122223333"}, Regions: regions, Findings: findings})}
}
