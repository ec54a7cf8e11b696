package sim

import "time"

// foldDays is the span into which longer record sets are folded: twelve whole
// weeks, so that a Sunday's records stay on Sundays relative to each other, and
// inside the 90 days with room for the window to slide.
const foldDays = 84

// relocate moves the timed events of a record set by whole days, so that the
// newest lies within the day before now. What lies more than foldDays before the
// newest is moved a whole multiple of foldDays nearer.
func relocate(set []parsed, now time.Time) {
	newest, found := int64(0), false
	for i := range set {
		if set[i].timed && (!found || set[i].time > newest) {
			newest, found = set[i].time, true
		}
	}
	shift := floorDiv(now.Unix()-newest, secondsOfDay)
	for i := range set {
		age := newest - set[i].time
		folds := age / (foldDays * secondsOfDay)
		set[i].move(int(shift + folds*foldDays))
	}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
