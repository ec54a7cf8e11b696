package decode

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// integers are the sizes in bits and the names of the types of integers.
var integers = map[uint32]struct {
	bits int
	name string
}{pgtype.Int2OID: {16, "smallint"}, pgtype.Int4OID: {32, "integer"}, pgtype.Int8OID: {64, "bigint"}}

var uuidText = regexp.MustCompile(`^(?i:[0-9a-f]{4}-?){8}$`)

// CheckText refuses the text form of a parameter that the type's input function
// refuses, as PostgreSQL does when it binds; what it does not know of it leaves to
// the statement.
func CheckText(text string, oid uint32) error {
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID:
		return checkInteger(text, oid)
	case pgtype.BoolOID:
		if !isBoolean(strings.ToLower(strings.TrimSpace(text))) {
			return invalidInput("boolean", text)
		}
	case pgtype.Float4OID, pgtype.Float8OID:
		return checkFloat(text, oid)
	case pgtype.UUIDOID:
		bare, found := strings.CutPrefix(text, "{")
		if found {
			bare, found = strings.CutSuffix(bare, "}")
		}
		if !uuidText.MatchString(bare) || found != strings.HasPrefix(text, "{") || strings.HasSuffix(bare, "-") {
			return invalidInput("uuid", text)
		}
	}
	return nil
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

// checkFloat leaves unusual forms, such as hexadecimal ones, to the statement.
func checkFloat(text string, oid uint32) error {
	name, bits := "double precision", 64
	if oid == pgtype.Float4OID {
		name, bits = "real", 32
	}
	f, err := strconv.ParseFloat(strings.Trim(text, space), bits)
	if errors.Is(err, strconv.ErrRange) && math.IsInf(f, 0) {
		return pgerr.New(pgerr.NumericValueOutOfRange, "\"%s\" is out of range for type %s", strings.Trim(text, space), name)
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
