package engine

import "regexp"

// codes are SQLSTATEs that DuckDB's message tells and its class does not; the
// message itself says what a person needs.
var codes = []struct {
	match *regexp.Regexp
	code  string
}{
	{regexp.MustCompile(`^(ORDER|GROUP BY) term out of range`), "42P10"},
	{regexp.MustCompile(`^table ".*" has \d+ columns available but`), "42P10"},
	{regexp.MustCompile(`^Ambiguous reference to table|^Duplicate CTE name|^Duplicate alias`), "42712"},
	{regexp.MustCompile(`^aggregate function calls cannot be nested|^GROUP BY clause cannot contain aggregates`), "42803"},
	{regexp.MustCompile(`clause cannot contain window functions`), "42P20"},
	{regexp.MustCompile(`^Subquery returns \d+ columns`), "42601"},
	{regexp.MustCompile(`cannot be applied to a star expression`), "42601"},
	{regexp.MustCompile(`^cannot take logarithm`), "2201E"},
	{regexp.MustCompile(`^cannot take square root`), "2201F"},
	{regexp.MustCompile(`^Could not cast value .* to DECIMAL\(38,|^Casting value .* to type DECIMAL\(38,.* failed: value is out of range|^Scale cannot be bigger than width`), "22003"},
	{regexp.MustCompile(`can't be cast because the value is out of range for the destination type [^I]`), "22003"},
	{regexp.MustCompile(`^Unimplemented type for cast`), "42846"},
	{regexp.MustCompile(`^(date|time|timestamp) field value out of range`), "22008"},
	{regexp.MustCompile(`type INTERVAL|to INTERVAL`), "22007"},
	{regexp.MustCompile(`^Cannot compare values of type|^Cannot concatenate`), "42883"},
	{regexp.MustCompile(`^Could not choose a best candidate function|is ambiguous|multiple overloads that match`), "42725"},
	{regexp.MustCompile(`^Macro \S+ does not support the supplied arguments`), "42883"},
	{regexp.MustCompile(`^extract specifier`), "22023"},
	{regexp.MustCompile(`^missing [)\]]|^unexpected [)]|^no argument for repetition|^invalid (character class|repetition|nested)|^missing closing`), "2201B"},
	{regexp.MustCompile(`^invalid (escape sequence|perl operator|named capture)`), "0A000"},
	{regexp.MustCompile(`even number of arguments`), "22023"},
	{regexp.MustCompile(`^UNNEST not supported here`), "0A000"},
	{regexp.MustCompile(`^Unknown ordered aggregate`), "0A000"},
}
