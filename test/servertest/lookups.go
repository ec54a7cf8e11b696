package servertest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Lookups describes what the endpoint was asked since the start or its last Reset, for
// goldens: a line for each filter and interval, with its regions. The interval is told
// from now back.
func (s *Server) Lookups(now time.Time) string {
	type lookup struct{ filter, region string }
	type span struct{ from, to time.Time }
	spans := map[lookup]span{}
	for _, c := range s.Endpoint.Calls() {
		filter := "everything"
		if c.Attribute != "" {
			filter = c.Attribute + "=" + c.Value
		}
		l := lookup{filter, c.Region}
		old, known := spans[l]
		if !known {
			old = span{c.Start, c.End}
		}
		if c.Start.Before(old.from) {
			old.from = c.Start
		}
		if c.End.After(old.to) {
			old.to = c.End
		}
		spans[l] = old
	}
	regions := map[string][]string{}
	for l, sp := range spans {
		interval := "90 days"
		if !sp.from.Equal(now.AddDate(0, 0, -90)) || !sp.to.Equal(now) {
			interval = stamp(sp.from) + " … " + stamp(sp.to)
		}
		line := l.filter + "  " + interval
		regions[line] = append(regions[line], l.region)
	}
	if len(regions) == 0 {
		return "no lookup\n"
	}
	var out []string
	for line, where := range regions {
		slices.Sort(where)
		out = append(out, fmt.Sprintf("%s  %s\n", line, strings.Join(where, " ")))
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
