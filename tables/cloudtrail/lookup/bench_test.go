package lookup

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// BenchmarkPagesPerSecond measures, on the real clock, how much of the rate a
// lookup uses when a page takes as long as two turns of it, as in a busy region
// (2 calls a second, 1 s). "10x" runs that at ten times the speed, so that a long
// lookup fits in half a minute. TestPagesPerSecond holds the figures on a
// simulated clock.
func BenchmarkPagesPerSecond(b *testing.B) {
	for _, bc := range []struct {
		name    string
		pages   int
		rate    float64
		latency time.Duration
	}{
		{"2perSecond/1s/50pages", 50, 2, time.Second},
		{"10x/50pages", 50, 20, 100 * time.Millisecond},
		{"10x/500pages", 500, 20, 100 * time.Millisecond},
	} {
		for _, newest := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/newestFirst=%v", bc.name, newest), func(b *testing.B) {
				times := history(rand.New(rand.NewPCG(3, 1)), bc.pages*maxPageSize-25, 30*86400, false)
				lookup := cloudtrail.Lookup{Interval: tables.Interval{To: 30 * 86400}, NewestFirst: newest}
				calls := 0
				for b.Loop() {
					f := &fake{times: times, latency: constant(bc.latency)}
					if err := source(f, Options{Rate: bc.rate}).Events(b.Context(), lookup, func(cloudtrail.Page) error { return nil }); err != nil {
						b.Fatal(err)
					}
					calls += f.count()
				}
				pages := float64(bc.pages * b.N)
				b.ReportMetric(pages/b.Elapsed().Seconds()/bc.rate, "of-the-rate")
				b.ReportMetric(float64(calls)/pages, "calls/page")
			})
		}
	}
}
