package pgfunc

// Interval is a span of time with PostgreSQL's three parts.
type Interval struct {
	Months, Days int32
	Micros       int64
}
