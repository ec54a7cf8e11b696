package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Faults is what goes wrong, or is done otherwise than the documentation says.
// The zero value is the documented service. Probabilities are for each call, 0..1.
type Faults struct {
	Throttle    float64       // ThrottlingException, beside the rate's own
	ShortPages  float64       // pages with fewer events than asked for
	EmptyPages  float64       // pages without events, but with a token
	Duplicates  float64       // the next page repeats up to three events
	Late        float64       // events arrive late; scales the measured delays (1 is as measured)
	Error500    float64       // InternalFailure
	Error503    float64       // ServiceUnavailable
	Hang        float64       // no answer until the client goes away
	Drop        float64       // the connection closes without an answer
	Truncate    float64       // the answer's JSON ends in the middle
	ExpireAfter int           // ExpiredTokenException after so many calls; 0 is never
	TokenLife   time.Duration // NextTokens expire; 0 is never
	Denied      []string      // regions with AccessDeniedException; * is all
	Unknown     []string      // regions with UnrecognizedClientException, as where a region is not enabled
	Lenient     bool          // of two attributes the first counts; MaxResults may change under a token
	Malformed   bool          // lines that are not JSON are loaded, and delivered as they are
}

// fault is one name of the text form.
type fault struct {
	name  string
	value string // what may follow the equals sign, for the help
	plain string // the value when there is no equals sign; "" if there must be one
	doc   string
	set   func(*Faults, string) error
	get   func(*Faults) string // "" when off
}

// faultTable is the text form of Faults: names, help, reading and writing.
var faultTable = []fault{
	probability("throttle", "1", "ThrottlingException with probability P", func(f *Faults) *float64 { return &f.Throttle }),
	probability("short-pages", "0.5", "pages with fewer events than asked for, and a token", func(f *Faults) *float64 { return &f.ShortPages }),
	probability("empty-pages", "0.3", "pages without events, but with a token", func(f *Faults) *float64 { return &f.EmptyPages }),
	probability("duplicates", "0.5", "the next page repeats up to three events of the last", func(f *Faults) *float64 { return &f.Duplicates }),
	{"late", "SCALE", "1", "events become visible late (median 195 s, at most 608 s, times SCALE)", setScale, getScale},
	probability("error500", "1", "InternalFailure with probability P", func(f *Faults) *float64 { return &f.Error500 }),
	probability("error503", "1", "ServiceUnavailable with probability P", func(f *Faults) *float64 { return &f.Error503 }),
	probability("hang", "1", "no answer until the client goes away", func(f *Faults) *float64 { return &f.Hang }),
	probability("drop", "1", "the connection closes without an answer", func(f *Faults) *float64 { return &f.Drop }),
	probability("truncate", "1", "the answer's JSON ends in the middle", func(f *Faults) *float64 { return &f.Truncate }),
	{"expire-after", "N", "", "ExpiredTokenException after N calls", setExpireAfter, getExpireAfter},
	{"token-life", "DURATION", "", "NextTokens expire after DURATION", setTokenLife, getTokenLife},
	regions("denied", "AccessDeniedException in the regions; * is all", func(f *Faults) *[]string { return &f.Denied }),
	regions("unknown", "UnrecognizedClientException in the regions, as where one is not enabled", func(f *Faults) *[]string { return &f.Unknown }),
	flag("lenient", "of two attributes the first counts; MaxResults may change under a token", func(f *Faults) *bool { return &f.Lenient }),
	flag("malformed", "load lines that are not JSON and deliver them as they are", func(f *Faults) *bool { return &f.Malformed }),
}

// ParseFaults reads a comma list of faults, such as "throttle=0.1,late,denied=eu-west-1+eu-west-2".
// "" and "none" are no faults.
func ParseFaults(text string) (Faults, error) {
	var f Faults
	text = strings.TrimSpace(text)
	if text == "" || text == "none" {
		return f, nil
	}
	for item := range strings.SplitSeq(text, ",") {
		if err := f.take(strings.TrimSpace(item)); err != nil {
			return Faults{}, err
		}
	}
	return f, nil
}

func (f *Faults) take(item string) error {
	name, value, given := strings.Cut(item, "=")
	at := slices.IndexFunc(faultTable, func(known fault) bool { return known.name == name })
	if at < 0 {
		return fmt.Errorf("fault %q is not known; there are %s", name, strings.Join(faultNames(), ", "))
	}
	known := faultTable[at]
	if !given {
		value = known.plain
	}
	if value == "" {
		return fmt.Errorf("fault %s wants %s=%s", name, name, known.value)
	}
	if err := known.set(f, value); err != nil {
		return fmt.Errorf("fault %s: %w", item, err)
	}
	return nil
}

func faultNames() []string {
	var names []string
	for _, known := range faultTable {
		names = append(names, known.name)
	}
	return names
}

// String is the text that ParseFaults reads.
func (f Faults) String() string {
	var items []string
	for _, known := range faultTable {
		switch value := known.get(&f); {
		case value != "" && known.value == "":
			items = append(items, known.name)
		case value != "":
			items = append(items, known.name+"="+value)
		}
	}
	return strings.Join(items, ",")
}

// FaultHelp describes every fault, one a line, for a command's help.
func FaultHelp() string {
	var b strings.Builder
	for _, known := range faultTable {
		form := known.name
		switch {
		case known.value != "" && known.plain != "":
			form += "[=" + known.value + "]"
		case known.value != "":
			form += "=" + known.value
		}
		fmt.Fprintf(&b, "  %-22s %s\n", form, known.doc)
	}
	return b.String()
}

// refusal is the error of a caller who may not call at all.
func (f Faults) refusal(c caller, nth int) error {
	switch {
	case f.ExpireAfter > 0 && nth > f.ExpireAfter:
		return badRequest("ExpiredTokenException", "The security token included in the request is expired")
	case listed(f.Unknown, c.region):
		return badRequest("UnrecognizedClientException", "The security token included in the request is invalid.")
	case listed(f.Denied, c.region):
		return badRequest("AccessDeniedException", "User: %s is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action", c.userARN())
	}
	return nil
}

func listed(regions []string, region string) bool {
	return slices.Contains(regions, region) || slices.Contains(regions, "*")
}

func probability(name, plain, doc string, field func(*Faults) *float64) fault {
	return fault{name, "P", plain, doc,
		func(f *Faults, value string) error {
			p, err := strconv.ParseFloat(value, 64)
			if err != nil || !(p >= 0 && p <= 1) {
				return fmt.Errorf("want a probability from 0 to 1, got %q", value)
			}
			*field(f) = p
			return nil
		},
		func(f *Faults) string { return formatFloat(*field(f)) }}
}

func regions(name, doc string, field func(*Faults) *[]string) fault {
	return fault{name, "REGION[+REGION…]", "", doc,
		func(f *Faults, value string) error {
			*field(f) = append(*field(f), strings.Split(value, "+")...)
			return nil
		},
		func(f *Faults) string { return strings.Join(*field(f), "+") }}
}

func flag(name, doc string, field func(*Faults) *bool) fault {
	return fault{name, "", "true", doc,
		func(f *Faults, value string) error {
			on, err := strconv.ParseBool(value)
			if err != nil {
				return fmt.Errorf("want true or false, got %q", value)
			}
			*field(f) = on
			return nil
		},
		func(f *Faults) string {
			if *field(f) {
				return "true"
			}
			return ""
		}}
}

func setScale(f *Faults, value string) error {
	scale, err := strconv.ParseFloat(value, 64)
	if err != nil || !(scale >= 0 && scale <= 1000) {
		return fmt.Errorf("want a factor from 0 to 1000, got %q", value)
	}
	f.Late = scale
	return nil
}

func getScale(f *Faults) string { return formatFloat(f.Late) }

func setExpireAfter(f *Faults, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return fmt.Errorf("want a number of calls, got %q", value)
	}
	f.ExpireAfter = n
	return nil
}

func getExpireAfter(f *Faults) string { return formatFloat(float64(f.ExpireAfter)) }

func setTokenLife(f *Faults, value string) error {
	d, err := time.ParseDuration(value)
	if err != nil || d <= 0 {
		return fmt.Errorf("want a duration such as 30s, got %q", value)
	}
	f.TokenLife = d
	return nil
}

func getTokenLife(f *Faults) string {
	if f.TokenLife == 0 {
		return ""
	}
	return f.TokenLife.String()
}

// formatFloat gives "" for 0, which is off.
func formatFloat(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
