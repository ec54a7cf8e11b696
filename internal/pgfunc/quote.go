package pgfunc

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// QuoteIdent is quote_ident(): reserved says which words must be quoted, those of
// PostgreSQL's keywords that are not unreserved.
func QuoteIdent(s string, reserved func(word string) bool) string {
	safe := s != "" && (s[0] == '_' || s[0] >= 'a' && s[0] <= 'z')
	for i := 0; safe && i < len(s); i++ {
		c := s[i]
		safe = c == '_' || c >= 'a' && c <= 'z' || isDigit(c)
	}
	if safe && !reserved(s) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// QuoteLiteral is quote_literal().
func QuoteLiteral(s string) string {
	quotedText := "'" + strings.NewReplacer(`'`, `''`, `\`, `\\`).Replace(s) + "'"
	if strings.Contains(s, `\`) {
		return "E" + quotedText
	}
	return quotedText
}

// Format is format() (https://www.postgresql.org/docs/15/functions-string.html#FUNCTIONS-STRING-FORMAT);
// nil arguments are NULLs.
func Format(format string, args []*string, reserved func(word string) bool) (string, error) {
	f := &formatter{args: args, reserved: reserved}
	for format != "" {
		at := strings.IndexByte(format, '%')
		if at < 0 {
			break
		}
		f.out.WriteString(format[:at])
		if format = format[at+1:]; format == "" {
			return "", unterminated()
		}
		if format[0] == '%' {
			f.out.WriteByte('%')
			format = format[1:]
			continue
		}
		rest, err := f.specifier(format)
		if err != nil {
			return "", err
		}
		format = rest
	}
	f.out.WriteString(format)
	return f.out.String(), nil
}

type formatter struct {
	out      strings.Builder
	args     []*string
	next     int
	reserved func(string) bool
}

func unterminated() error {
	return pgerr.New(pgerr.InvalidParameterValue, "unterminated format() type specifier").WithHint(`For a single "%%" use "%%%%".`)
}

func leadingDigits(s string) (digits, rest string) {
	n := len(s) - len(strings.TrimLeft(s, "0123456789"))
	return s[:n], s[n:]
}

// specifier writes what [position][flags][width]type asks for.
func (f *formatter) specifier(s string) (rest string, err error) {
	digits, after := leadingDigits(s)
	position := 0
	if digits != "" && strings.HasPrefix(after, "$") {
		if position, err = number32(digits); err != nil {
			return "", err
		}
		if position == 0 {
			return "", pgerr.New(pgerr.InvalidParameterValue, "format specifies argument 0, but arguments are numbered from 1")
		}
		s = after[1:]
	}
	left := false
	for strings.HasPrefix(s, "-") {
		left, s = true, s[1:]
	}
	width := 0
	if strings.HasPrefix(s, "*") {
		if width, s, err = f.starWidth(s[1:]); err != nil {
			return "", err
		}
	} else if digits, after = leadingDigits(s); digits != "" {
		if width, err = number32(digits); err != nil {
			return "", err
		}
		s = after
	}
	if s == "" {
		return "", unterminated()
	}
	if strings.IndexByte("sIL", s[0]) < 0 {
		return "", pgerr.New(pgerr.InvalidParameterValue, "unrecognized format() type specifier \"%s\"", s[:1]).WithHint(`For a single "%%" use "%%%%".`)
	}
	value, err := f.argument(position)
	if err != nil {
		return "", err
	}
	text, err := f.convert(s[0], value)
	if err != nil {
		return "", err
	}
	if width < 0 {
		left, width = true, -width
	}
	padding := strings.Repeat(" ", max(width-len([]rune(text)), 0))
	if left {
		text += padding
	} else {
		text = padding + text
	}
	f.out.WriteString(text)
	return s[1:], nil
}

func number32(digits string) (int, error) {
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return 0, pgerr.New(pgerr.NumericValueOutOfRange, "number is out of range")
	}
	return int(n), nil
}

// starWidth reads the width from an argument.
func (f *formatter) starWidth(s string) (width int, rest string, err error) {
	digits, after := leadingDigits(s)
	position := 0
	if digits != "" {
		if !strings.HasPrefix(after, "$") {
			return 0, "", pgerr.New(pgerr.InvalidParameterValue, `width argument position must be ended by "$"`)
		}
		if position, err = number32(digits); err != nil {
			return 0, "", err
		}
		if position == 0 {
			return 0, "", pgerr.New(pgerr.InvalidParameterValue, "format specifies argument 0, but arguments are numbered from 1")
		}
		s = after[1:]
	}
	value, err := f.argument(position)
	if err != nil || value == nil {
		return 0, s, err
	}
	n, bad := strconv.ParseInt(strings.TrimSpace(*value), 10, 32)
	if bad != nil {
		return 0, "", pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type integer: \"%s\"", *value)
	}
	return int(n), s, nil
}

func (f *formatter) argument(position int) (*string, error) {
	if position > 0 {
		f.next = position - 1
	}
	if f.next >= len(f.args) {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "too few arguments for format()")
	}
	f.next++
	return f.args[f.next-1], nil
}

func (f *formatter) convert(kind byte, value *string) (string, error) {
	switch {
	case value == nil && kind == 'L':
		return "NULL", nil
	case value == nil && kind == 'I':
		return "", pgerr.New("22004", "null values cannot be formatted as an SQL identifier")
	case value == nil:
		return "", nil
	case kind == 'L':
		return QuoteLiteral(*value), nil
	case kind == 'I':
		return QuoteIdent(*value, f.reserved), nil
	}
	return *value, nil
}
