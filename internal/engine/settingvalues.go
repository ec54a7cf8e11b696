package engine

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a responder's machine may have no zone files

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
)

var (
	errValue   = errors.New("invalid value")
	errBoolean = errors.New("not a Boolean value")
)

// rangeError is a number that its parameter cannot have.
type rangeError struct {
	value     string
	low, high int
}

func (e *rangeError) Error() string {
	return fmt.Sprintf("%s is not between %d and %d", e.value, e.low, e.high)
}

func oneOf(values ...string) func(string) (string, error) {
	return func(v string) (string, error) {
		for _, allowed := range values {
			if strings.EqualFold(v, allowed) {
				return allowed, nil
			}
		}
		return "", errValue
	}
}

// boolean takes the words of a boolean, and their beginnings (bool.c, parse_bool).
func boolean(v string) (string, error) {
	v = strings.ToLower(v)
	for word, value := range map[string]string{"true": "on", "yes": "on", "on": "on", "1": "on", "false": "off", "no": "off", "off": "off", "0": "off"} {
		if v != "" && v != "o" && strings.HasPrefix(word, v) {
			return value, nil
		}
	}
	return "", errBoolean
}

func between(low, high int) func(string) (string, error) {
	return func(v string) (string, error) {
		n, err := strconv.Atoi(v)
		if err != nil {
			return "", errValue
		}
		if n < low || n > high {
			return "", &rangeError{strconv.Itoa(n), low, high}
		}
		return strconv.Itoa(n), nil
	}
}

// conforming takes the one value with which texts are read.
func conforming(v string) (string, error) {
	on, err := boolean(v)
	if err == nil && on != "on" {
		return "", pgerr.New(pgerr.FeatureNotSupported, "parameter \"standard_conforming_strings\" is not supported with another value than \"on\"")
	}
	return on, err
}

// cleanASCII is pg_clean_ascii: a name that is shown to clients of any encoding.
func cleanASCII(v string) (string, error) {
	out := []byte(v)
	for i, b := range out {
		if b < ' ' || b > '~' {
			out[i] = '?'
		}
	}
	return string(out), nil
}

// encoding gives the name of an encoding that the wire can speak; UNICODE stays for
// clients that look for it (check_client_encoding in src/backend/commands/variable.c).
func encoding(v string) (string, error) {
	name, known, supported := charset.Find(v)
	switch {
	case !known:
		return "", errValue
	case !supported:
		return "", pgerr.New(pgerr.FeatureNotSupported, "invalid value for parameter \"client_encoding\": \"%s\"", v).
			WithDetail("Conversion between %s and UTF8 is not supported.", name)
	case v == "UNICODE":
		return v, nil
	}
	return name, nil
}

// dateStyle reads the two parts of DateStyle in any order; a missing one stays as it is
// at present (src/backend/commands/variable.c, check_datestyle).
func dateStyle(v, present string) (string, error) {
	style, field, _ := strings.Cut(present, ", ")
	if field == "" {
		style, field = "ISO", "MDY"
	}
	named := false
	for _, part := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }) {
		switch strings.ToUpper(part) {
		case "ISO":
			style = "ISO"
		case "SQL":
			style = "SQL"
		case "POSTGRES":
			style = "Postgres"
		case "GERMAN":
			style = "German"
			if !named {
				field = "DMY"
			}
		case "MDY", "US", "NONEURO", "NONEUROPEAN":
			field, named = "MDY", true
		case "DMY", "EURO", "EUROPEAN":
			field, named = "DMY", true
		case "YMD":
			field, named = "YMD", true
		case "DEFAULT":
			style, field = "ISO", "MDY"
		default:
			return "", errValue
		}
	}
	return style + ", " + field, nil
}

// timeZone takes the names of the tz database, and UTC under its other names.
func timeZone(v string) (string, error) {
	switch strings.ToUpper(v) {
	case "UTC", "GMT", "Z", "ETC/UTC", "DEFAULT", "LOCAL":
		return "UTC", nil
	}
	if v == "" || strings.EqualFold(v, "local") {
		return "", errValue
	}
	if _, err := time.LoadLocation(v); err != nil {
		return "", errValue
	}
	return v, nil
}

// duration reads PostgreSQL's time spans: milliseconds, or a number with a unit.
func duration(v string) (string, error) {
	d, err := parseDuration(v)
	if err != nil {
		return "", err
	}
	switch ms := d.Milliseconds(); {
	case ms == 0:
		return "0", nil
	case ms%86400000 == 0:
		return fmt.Sprintf("%dd", ms/86400000), nil
	case ms%3600000 == 0:
		return fmt.Sprintf("%dh", ms/3600000), nil
	case ms%60000 == 0:
		return fmt.Sprintf("%dmin", ms/60000), nil
	case ms%1000 == 0:
		return fmt.Sprintf("%ds", ms/1000), nil
	default:
		return fmt.Sprintf("%dms", ms), nil
	}
}

func parseDuration(v string) (time.Duration, error) {
	v = strings.TrimSpace(v)
	units := []struct {
		suffix string
		unit   time.Duration
	}{{"ms", time.Millisecond}, {"us", time.Microsecond}, {"min", time.Minute}, {"s", time.Second},
		{"h", time.Hour}, {"d", 24 * time.Hour}, {"", time.Millisecond}}
	for _, u := range units {
		if number, ok := strings.CutSuffix(v, u.suffix); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
			ms := math.RoundToEven(n * u.unit.Seconds() * 1000)
			if err != nil || math.IsNaN(ms) {
				return 0, errValue
			}
			if ms < 0 || ms > math.MaxInt32 {
				return 0, &rangeError{fmt.Sprintf("%.0f ms", ms), 0, math.MaxInt32}
			}
			return time.Duration(ms) * time.Millisecond, nil
		}
	}
	return 0, errValue
}
