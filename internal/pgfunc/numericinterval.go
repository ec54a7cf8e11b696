package pgfunc

import "math"

const (
	intervalMonth = 30
	intervalDay   = 86400
)

// DivideInterval is interval_div of src/backend/utils/adt/timestamp.c: what is left of
// months becomes days, and what is left of days becomes time.
func DivideInterval(i Interval, by float64) (Interval, error) {
	if by == 0 {
		return i, errDivisionByZero()
	}
	months, days := float64(i.Months)/by, float64(i.Days)/by
	out := Interval{Months: int32(months), Days: int32(days)}
	restDays := roundMicros((months - math.Trunc(months)) * intervalMonth)
	restSecs := roundMicros((days - math.Trunc(days) + restDays - math.Trunc(restDays)) * intervalDay)
	if math.Abs(restSecs) >= intervalDay {
		whole := math.Trunc(restSecs / intervalDay)
		out.Days += int32(whole)
		restSecs -= whole * intervalDay
	}
	out.Days += int32(restDays)
	out.Micros = int64(math.RoundToEven(float64(i.Micros)/by + restSecs*1e6))
	return out, nil
}

// roundMicros is TSROUND.
func roundMicros(f float64) float64 { return math.RoundToEven(f*1e6) / 1e6 }
