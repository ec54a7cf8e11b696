package decode

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// integers are the sizes in bits and the names of the types of integers.
var integers = map[uint32]struct {
	bits int
	name string
}{pgtype.Int2OID: {16, "smallint"}, pgtype.Int4OID: {32, "integer"}, pgtype.Int8OID: {64, "bigint"}}

var uuidText = regexp.MustCompile(`^(?i:[0-9a-f]{4}-?){8}$`)

// CheckText refuses the text form of a parameter that the type's input function
// refuses, as PostgreSQL does when it binds. It knows the simplest types, and says
// whether the type is one of them.
func CheckText(text string, oid uint32) (known bool, err error) {
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID:
		return true, checkInteger(text, oid)
	case pgtype.BoolOID:
		if !isBoolean(strings.ToLower(strings.Trim(text, space))) {
			return true, invalidInput("boolean", text)
		}
		return true, nil
	case pgtype.UUIDOID:
		bare, found := strings.CutPrefix(text, "{")
		if found {
			bare, found = strings.CutSuffix(bare, "}")
		}
		if !uuidText.MatchString(bare) || found != strings.HasPrefix(text, "{") || strings.HasSuffix(bare, "-") {
			return true, invalidInput("uuid", text)
		}
		return true, nil
	}
	return encode.IsText(oid) && oid != pgtype.JSONOID, nil
}

func invalidInput(name, text string) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: \"%s\"", name, text)
}

// space is what isspace() of the locale C takes.
const space = " \t\n\v\f\r"

func checkInteger(text string, oid uint32) error {
	t := integers[oid]
	digits := strings.Trim(text, space)
	if digits != "" && (digits[0] == '+' || digits[0] == '-') {
		digits = digits[1:]
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return invalidInput(t.name, text)
	}
	if _, err := strconv.ParseInt(strings.Trim(text, space), 10, t.bits); err != nil {
		return pgerr.New(pgerr.NumericValueOutOfRange, "value \"%s\" is out of range for type %s", text, t.name)
	}
	return nil
}

// isBoolean knows the beginnings of true, false, yes and no, on, off, 1 and 0
// (src/backend/utils/adt/bool.c, parse_bool_with_len).
func isBoolean(s string) bool {
	if s == "" {
		return false
	}
	for _, word := range []string{"true", "false", "yes", "no"} {
		if strings.HasPrefix(word, s) {
			return true
		}
	}
	return s == "on" || s == "of" || s == "off" || s == "1" || s == "0"
}
