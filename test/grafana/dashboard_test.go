package grafana

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/test/servertest"
)

var testNow = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

// dashboard is what the test needs of docs/grafana/cloudtrail.json.
type dashboard struct {
	Templating struct {
		List []struct{ Name, Query string }
	}
	Annotations struct {
		List []struct {
			Name   string
			Target struct{ RawSQL string }
		}
	}
	Panels []panel
}

type panel struct {
	Title, Type string
	Targets     []struct{ RawSQL, Format string }
}

func readDashboard(t *testing.T) dashboard {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "grafana", "cloudtrail.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d dashboard
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// site is a server with its clock, as Grafana sees it. Its settings are the program's
// own, so that nothing is read unasked.
type site struct {
	*servertest.Server
	moved atomic.Int64
}

func newSite(t *testing.T, settings ...engine.Setting) *site {
	t.Helper()
	s := &site{}
	s.Server = servertest.Start(t, servertest.Options{Seed: 1, Events: 3000, Days: 30, Findings: true, Now: testNow, Clock: s.now,
		Regions: []string{"us-east-1", "eu-central-1"}, Settings: append([]engine.Setting{}, settings...)})
	return s
}

func (s *site) now() time.Time { return testNow.Add(time.Duration(s.moved.Load())) }

// day is the dashboard's own time range.
func (s *site) day() window {
	return window{from: s.now().Add(-24 * time.Hour), to: s.now(), interval: 5 * time.Minute}
}

// values asks for the dashboard's variables, one after the other, as they depend on
// each other; All stands for every value.
func (s *site) values(t *testing.T, d dashboard, w window) map[string][]string {
	t.Helper()
	values := map[string][]string{}
	for _, v := range d.Templating.List {
		f, err := ask(t.Context(), s.URL, w.expand(t, v.Query, values))
		if err != nil {
			t.Fatalf("variable %s: %v", v.Name, err)
		}
		if values[v.Name] = f.column(0); len(values[v.Name]) == 0 {
			t.Errorf("variable %s has no values", v.Name)
		}
	}
	return values
}

// show runs a panel and checks its frame.
func (s *site) show(t *testing.T, p panel, w window, values map[string][]string) (rows int) {
	t.Helper()
	for _, target := range p.Targets {
		f, err := ask(t.Context(), s.URL, w.expand(t, target.RawSQL, values))
		if err == nil && target.Format == "time_series" {
			err = f.series()
		}
		if err == nil && p.Type == "stat" && len(f.rows) != 1 {
			err = fmt.Errorf("a stat of %d rows", len(f.rows))
		}
		if err != nil {
			t.Errorf("panel %s: %v", p.Title, err)
			continue
		}
		rows += len(f.rows)
	}
	return rows
}

// open shows the whole dashboard: variables first, then everything else at once.
func (s *site) open(t *testing.T, d dashboard) {
	t.Helper()
	w := s.day()
	values := s.values(t, d, w)
	var all sync.WaitGroup
	for _, p := range d.Panels {
		all.Go(func() { s.show(t, p, w, values) })
	}
	for _, a := range d.Annotations.List {
		all.Go(func() {
			f, err := ask(t.Context(), s.URL, w.expand(t, a.Target.RawSQL, values))
			if err != nil || strings.Join(f.names, " ") != "time text tags" {
				t.Errorf("annotation %s: %v", a.Name, err)
			}
		})
	}
	all.Wait()
}

// TestDashboard shows in testdata/dashboard.txt what docs/grafana costs. The directives:
//
//	panel title
//	    The panel alone, with an empty cache; its variables are asked for before.
//	dashboard
//	    The whole dashboard, with an empty cache.
//	refresh
//	    The same five minutes later.
//	alerts
//	    The alert rules, with an empty cache.
func TestDashboard(t *testing.T) {
	d := readDashboard(t)
	var opened *site
	shown := map[string]bool{}
	datadriven.RunTest(t, filepath.Join("testdata", "dashboard.txt"), func(t *testing.T, dd *datadriven.TestData) string {
		switch dd.Cmd {
		case "panel":
			s := newSite(t)
			for _, p := range d.Panels {
				if p.Title == strings.TrimSpace(dd.Input) {
					shown[p.Title] = true
					s.show(t, p, s.day(), map[string][]string{"region": {"us-east-1", "eu-central-1", "ap-southeast-2"},
						"service": {"iam.amazonaws.com", "ec2.amazonaws.com", "s3.amazonaws.com", "guardduty.amazonaws.com", "signin.amazonaws.com"}})
				}
			}
			return s.Lookups(s.now())
		case "dashboard":
			opened = newSite(t)
		case "refresh":
			opened.moved.Add(int64(5 * time.Minute))
			opened.Endpoint.Reset()
		case "alerts":
			return alerts(t)
		}
		opened.open(t, d)
		return fmt.Sprintf("%s%d calls\n", opened.Lookups(opened.now()), opened.Calls())
	})
	for _, p := range d.Panels {
		if !shown[p.Title] {
			t.Errorf("testdata/dashboard.txt lacks the panel %q", p.Title)
		}
	}
}

// TestPanels opens the dashboard over the days of the attack and of the insider: every
// panel has something to show.
func TestPanels(t *testing.T) {
	d := readDashboard(t)
	s := newSite(t)
	w := s.day()
	w.from = s.now().AddDate(0, 0, -3)
	values := s.values(t, d, w)
	for _, p := range d.Panels {
		if s.show(t, p, w, values) == 0 {
			t.Errorf("panel %s shows nothing", p.Title)
		}
	}
}
