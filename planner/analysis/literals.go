package analysis

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// CheckInput gives the error of a type's input function for a text; nil where that would take
// it, or where only the engine can tell. Of in it needs what reads texts.
func CheckInput(text string, oid uint32, in Input) (err error) {
	c := catalog()
	if c.loadError != nil {
		return fmt.Errorf("load catalogs: %w", c.loadError)
	}
	a := &analyzer{c: c, in: in}
	defer func() {
		if r := recover(); r != nil {
			err = a.recovered(r)
		}
	}()
	a.checkInput(text, plain(oid), -1)
	return nil
}

// checkInput refuses a literal that the type's input function refuses, for the types whose input
// is simple enough to be exact; the others are the engine's to refuse.
func (a *analyzer) checkInput(text string, t Type, location int32) {
	switch t.OID {
	case int2Type:
		a.checkInteger(text, t.OID, math.MinInt16, math.MaxInt16, location)
	case int4Type:
		a.checkInteger(text, t.OID, math.MinInt32, math.MaxInt32, location)
	case int8Type:
		a.checkInteger(text, t.OID, math.MinInt64, math.MaxInt64, location)
	case boolType:
		if !isBool(trimSpace(text)) {
			a.badInput(t.OID, text, location)
		}
	case numericType:
		a.checkNumeric(text, location)
	case float4Type, float8Type:
		a.checkFloat(text, t.OID, location)
	case uuidType:
		if !isUUID(text) {
			a.badInput(t.OID, text, location)
		}
	case oidType:
		a.checkOID(text, location)
	case jsonType, jsonbType:
		a.checkJSON(text, location)
	case jsonpathType:
		a.checkPath(text, location)
	case inetType, cidrType:
		a.checkInet(text, t.OID, location)
	case dateType, timestampType, timestamptzType:
		a.checkMoment(text, t.OID, location)
	default:
		if e := a.elementOf(t.OID); e != 0 {
			a.checkArray(text, e, location)
		} else if _, ok := a.rangeOf(t.OID); ok {
			a.checkRange(text, location)
		}
	}
}

func (a *analyzer) badInput(oid uint32, text string, location int32) {
	a.fail(location, codeInvalidText, "invalid input syntax for type %s: %s", a.spell(oid), quoted(text))
}

func trimSpace(s string) string { return strings.Trim(s, " \t\n\r\v\f") }

// checkInteger is pg_strtoint32 and its kin (numutils.c).
func (a *analyzer) checkInteger(text string, oid uint32, low, high int64, location int32) {
	s := trimSpace(text)
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 || digits == "" || strings.Trim(digits, "0123456789") != "" {
		a.badInput(oid, text, location)
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < low || n > high {
		a.fail(location, codeOutOfRange, "value %s is out of range for type %s", quoted(text), a.spell(oid))
	}
}

// isBool is parse_bool_with_len (bool.c): a prefix of a word that is not ambiguous.
func isBool(s string) bool {
	s = strings.ToLower(s)
	if s == "" {
		return false
	}
	for _, w := range []string{"true", "false", "yes", "no"} {
		if strings.HasPrefix(w, s) {
			return true
		}
	}
	return s == "1" || s == "0" || len(s) > 1 && (s == "on" || strings.HasPrefix("off", s))
}

// checkNumeric is numeric_in.
func (a *analyzer) checkNumeric(text string, location int32) {
	s := trimSpace(text)
	switch strings.ToLower(s) {
	case "nan", "infinity", "+infinity", "-infinity", "inf", "+inf", "-inf":
		return
	}
	if !isDecimal(s) {
		a.badInput(numericType, text, location)
	}
}

// isDecimal says whether a text is a number with an optional point and exponent.
func isDecimal(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	mantissa, exponent, has := strings.Cut(strings.ReplaceAll(s, "E", "e"), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return false
	}
	if !has {
		return true
	}
	digits := exponent
	if digits != "" && (digits[0] == '+' || digits[0] == '-') {
		digits = digits[1:]
	}
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// checkFloat is float8in: what strtod takes. Hexadecimal numbers are left to the engine.
func (a *analyzer) checkFloat(text string, oid uint32, location int32) {
	s := strings.ToLower(trimSpace(text))
	switch strings.TrimLeft(s, "+-") {
	case "nan", "infinity", "inf":
		return
	}
	if strings.Contains(s, "0x") || strings.HasPrefix(s, "nan(") {
		return
	}
	if !isDecimal(s) {
		a.badInput(oid, text, location)
	}
	bits := 64
	if oid == float4Type {
		bits = 32
	}
	f, err := strconv.ParseFloat(s, bits)
	if err != nil || f == 0 && strings.Trim(strings.Split(s, "e")[0], "0.+-") != "" {
		a.fail(location, codeOutOfRange, "%s is out of range for type %s", quoted(text), a.spell(oid))
	}
}

// isUUID is string_to_uuid (uuid.c): hyphens may stand after any four digits.
func isUUID(s string) bool {
	if strings.HasPrefix(s, "{") {
		if !strings.HasSuffix(s, "}") {
			return false
		}
		s = s[1 : len(s)-1]
	}
	digits := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '-' {
			if digits == 0 || digits%4 != 0 || digits == 32 || s[i-1] == '-' {
				return false
			}
			continue
		}
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(s[i])) {
			return false
		}
		digits++
	}
	return digits == 32
}

// checkOID is oidin_subr.
func (a *analyzer) checkOID(text string, location int32) {
	s := trimSpace(text)
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 || digits == "" || strings.Trim(digits, "0123456789") != "" {
		a.badInput(oidType, text, location)
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > math.MaxUint32 || n < math.MinInt32 {
		a.fail(location, codeOutOfRange, "value %s is out of range for type %s", quoted(text), a.spell(oidType))
	}
}

// checkJSON refuses what is no JSON at all.
func (a *analyzer) checkJSON(text string, location int32) {
	if json.Valid([]byte(text)) {
		return
	}
	if e := jsonError(text); e != nil {
		a.failWith(location, e)
	}
}

// checkPath is jsonpath_in.
func (a *analyzer) checkPath(text string, location int32) {
	if a.in.ReadPath == nil {
		return
	}
	if _, err := a.in.ReadPath(text); err != nil {
		a.failWith(location, pgerr.Flatten(err))
	}
}

// checkInet is inet_in and cidr_in.
func (a *analyzer) checkInet(text string, oid uint32, location int32) {
	if a.in.ReadInet == nil {
		return
	}
	if err := a.in.ReadInet(text, a.spell(oid)); err != nil {
		a.failWith(location, pgerr.Flatten(err))
	}
}

// checkBits is bit_in for B'…' and X'…'.
func (s *scope) checkBits(text string, location int32) {
	if text == "" {
		return
	}
	digits, name := "01", "binary"
	if text[0] == 'x' || text[0] == 'X' {
		digits, name = "0123456789abcdefABCDEF", "hexadecimal"
	}
	for _, r := range text[1:] {
		if !strings.ContainsRune(digits, r) {
			s.fail(location, codeInvalidText, "%s is not a valid %s digit", quoted(string(r)), name)
		}
	}
}
