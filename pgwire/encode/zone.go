package encode

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// zone gives the offset of a moment in a location, remembering the last answer:
// neighbouring rows mostly fall between the same two transitions.
type zone struct {
	loc        *time.Location
	from, to   int64 // Unix seconds for which offset and name hold: from ≤ t < to
	offset     int   // seconds east of UTC
	name       string
	everywhere bool
}

func newZone(loc *time.Location) zone {
	return zone{loc: loc}
}

// at gives the offset and the abbreviation at a Unix second.
func (z *zone) at(sec int64) (offset int, name string) {
	if z.everywhere || sec >= z.from && sec < z.to {
		return z.offset, z.name
	}
	if z.loc == nil {
		z.loc = time.UTC
	}
	t := time.Unix(sec, 0).In(z.loc)
	z.name, z.offset = t.Zone()
	start, end := t.ZoneBounds()
	z.from, z.to = sec, sec+1
	if !start.IsZero() {
		z.from = start.Unix()
	}
	if !end.IsZero() {
		z.to = end.Unix()
	}
	z.everywhere = start.IsZero() && end.IsZero()
	return z.offset, z.name
}

// errZone is LoadZone's answer to a name that it does not know.
var errZone = errors.New("unknown time zone")

// LoadZone gives the location of a TimeZone setting: an IANA name, or one of the
// POSIX forms that PostgreSQL makes of SET TIME ZONE with a number or an
// interval, such as "<+05:30>-05:30" and "UTC+3" (without daylight saving).
func LoadZone(name string) (*time.Location, error) {
	if name == "" || strings.EqualFold(name, "UTC") {
		return time.UTC, nil
	}
	if name != "Local" && !strings.HasPrefix(name, "<") {
		if loc, ok := namedZone(name); ok {
			return loc, nil
		}
	}
	abbrev, rest, ok := posixName(name)
	if !ok {
		return nil, fmt.Errorf("load time zone %q: %w", name, errZone)
	}
	west, ok := posixOffset(rest)
	if !ok {
		return nil, fmt.Errorf("load time zone %q: %w", name, errZone)
	}
	return time.FixedZone(abbrev, -west), nil
}

// zones holds the named zones that were loaded, since every statement asks.
var zones sync.Map // name → *time.Location

func namedZone(name string) (*time.Location, bool) {
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), true
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	zones.Store(name, loc)
	return loc, true
}

func posixName(s string) (name, rest string, ok bool) {
	if after, quoted := strings.CutPrefix(s, "<"); quoted {
		return strings.Cut(after, ">")
	}
	end := strings.IndexAny(s, "+-0123456789")
	if end < 3 {
		return "", "", false
	}
	return s[:end], s[end:], true
}

// posixOffset reads [+-]hh[:mm[:ss]], in seconds.
func posixOffset(s string) (seconds int, ok bool) {
	sign := 1
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = -1, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, false
	}
	unit := 3600
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || i == 0 && n > 167 || i > 0 && n > 59 {
			return 0, false
		}
		seconds += int(n) * unit
		unit /= 60
	}
	return sign * seconds, true
}
