package generate

import (
	"slices"
	"time"
)

// rhythm spreads times over the days up to now, hour by hour.
type rhythm struct {
	start time.Time
	now   time.Time
	sums  []float64 // running sums of the hours' weights
}

// newRhythm makes a rhythm; weight says how busy an hour is.
func newRhythm(start, now time.Time, weight func(time.Time) float64) *rhythm {
	r := &rhythm{start: start, now: now}
	sum := 0.0
	for hour := start; hour.Before(now); hour = hour.Add(time.Hour) {
		part := min(1, now.Sub(hour).Hours())
		sum += weight(hour.UTC()) * part
		r.sums = append(r.sums, sum)
	}
	return r
}

// pick draws a time, in whole seconds, not after now.
func (r *rhythm) pick(rng random) time.Time {
	at, _ := slices.BinarySearch(r.sums, rng.Float64()*r.sums[len(r.sums)-1])
	at = min(at, len(r.sums)-1)
	hour := r.start.Add(time.Duration(at) * time.Hour)
	length := min(time.Hour, r.now.Sub(hour))
	return hour.Add(time.Duration(rng.Float64() * float64(length))).Truncate(time.Second)
}

// officeHours is people's weight of an hour: working days, two humps, quiet nights.
func officeHours(t time.Time) float64 {
	hours := [24]float64{.03, .02, .02, .02, .03, .06, .2, .6, 1, 1.2, 1.2, 1, .7, 1, 1.2, 1.2, 1.1, .8, .4, .25, .2, .15, .1, .05}
	switch t.Weekday() {
	case time.Saturday, time.Sunday:
		return hours[t.Hour()] * .15
	}
	return hours[t.Hour()]
}

// roundTheClock is the weight of services and programs: always busy, busier by day,
// with a backup window at night.
func roundTheClock(t time.Time) float64 {
	weight := 1 + .5*officeHours(t)
	if t.Hour() == 2 {
		weight += .6
	}
	return weight
}
