package pgfunc

import (
	"strconv"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// abbreviations are those of PostgreSQL's default set that say one offset everywhere, in
// hours (src/timezone/tznames/Default); others are refused as unknown.
var abbreviations = map[string]float64{
	"utc": 0, "ut": 0, "uct": 0, "gmt": 0, "z": 0, "zulu": 0, "wet": 0, "west": 1, "wetdst": 1, "bst": 1, "cet": 1, "cest": 2, "cetdst": 2, "met": 1, "mest": 2,
	"metdst": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "eetdst": 3, "msd": 4, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
	"mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5, "ist": 2, "idt": 3,
	"jst": 9, "kst": 9, "hkt": 8, "pht": 8, "cct": 8, "aest": 10, "aedt": 11, "acst": 9.5, "acdt": 10.5, "awst": 8, "nzst": 12, "nzdt": 13,
}

// ZoneAbbreviation gives the zone that an abbreviation stands for: an offset, summer and
// winter. AT TIME ZONE looks for one before it looks for a zone of the name
// (src/backend/utils/adt/timestamp.c, timestamptz_zone).
func ZoneAbbreviation(name string) (*time.Location, bool) {
	hours, ok := abbreviations[strings.ToLower(name)]
	if !ok {
		return nil, false
	}
	return time.FixedZone(name, int(hours*3600)), true
}

// LocalTime gives the local time of a moment in a zone; both are in microseconds.
func LocalTime(micros int64, zone *time.Location) int64 {
	if infinite(micros) {
		return micros
	}
	_, offset := time.Unix(floorDiv(micros, microsPerSecond), 0).In(zone).Zone()
	return micros + int64(offset)*microsPerSecond
}

// MomentOf gives the moment of a local time in a zone.
func MomentOf(micros int64, zone *time.Location) int64 {
	if infinite(micros) {
		return micros
	}
	return localToUTC(micros, zone)
}

// zoneOf gives the zone that a word names.
func (p *parsedTime) zoneOf(t timeToken) bool {
	if hours, ok := abbreviations[t.text]; ok {
		offset := int(hours * 3600)
		p.offset = &offset
		return true
	}
	if t.text == "local" || len(t.raw) < 3 {
		return false
	}
	zone, err := time.LoadLocation(t.raw)
	if err != nil {
		for _, name := range []string{strings.ToUpper(t.raw), titled(t.raw)} {
			if zone, err = time.LoadLocation(name); err == nil {
				break
			}
		}
	}
	p.zone = zone
	return err == nil
}

// titled writes a zone's name as the files are named: America/New_York.
func titled(s string) string {
	b := []byte(strings.ToLower(s))
	for i := range b {
		if isAlpha(b[i]) && (i == 0 || strings.IndexByte("/_-", b[i-1]) >= 0) {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

// readOffset reads an offset from UTC, in seconds east of it (DecodeTimezone).
func readOffset(s, text string) (int, error) {
	parts := strings.Split(s[1:], ":")
	values := [3]int{}
	if len(parts) > 3 {
		return 0, badTime(text, "")
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil {
			return 0, badTime(text, "")
		}
		values[i] = n
	}
	if len(parts) == 1 && len(s) > 3 {
		values[1], values[0] = values[0]%100, values[0]/100
	}
	if values[0] > 15 || values[1] > 59 || values[2] > 59 {
		return 0, pgerr.New("22009", "time zone displacement out of range: \"%s\"", text)
	}
	offset := values[0]*3600 + values[1]*60 + values[2]
	if s[0] == '-' {
		offset = -offset
	}
	return offset, nil
}
