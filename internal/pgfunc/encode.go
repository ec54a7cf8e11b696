package pgfunc

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func unknownEncoding(name string) error {
	return pgerr.New(pgerr.InvalidParameterValue, "unrecognized encoding: \"%s\"", name)
}

// Encode is encode() (https://www.postgresql.org/docs/15/functions-binarystring.html).
func Encode(data []byte, format string) (string, error) {
	switch strings.ToLower(format) {
	case "hex":
		return hex.EncodeToString(data), nil
	case "base64":
		text := base64.StdEncoding.EncodeToString(data)
		var lines []string
		for len(text) > 76 {
			lines, text = append(lines, text[:76]), text[76:]
		}
		return strings.Join(append(lines, text), "\n"), nil
	case "escape":
		var b strings.Builder
		for _, c := range data {
			switch {
			case c == '\\':
				b.WriteString(`\\`)
			case c == 0 || c >= 0x80:
				fmt.Fprintf(&b, `\%03o`, c)
			default:
				b.WriteByte(c)
			}
		}
		return b.String(), nil
	}
	return "", unknownEncoding(format)
}

// Decode is decode().
func Decode(text, format string) ([]byte, error) {
	switch strings.ToLower(format) {
	case "hex":
		return decodeHex(text)
	case "base64":
		return decodeBase64(text)
	case "escape":
		return decodeEscape(text)
	}
	return nil, unknownEncoding(format)
}

// Bytea reads a bytea in either of its forms
// (https://www.postgresql.org/docs/15/datatype-binary.html).
func Bytea(text string) ([]byte, error) {
	if digits, ok := strings.CutPrefix(text, `\x`); ok {
		return decodeHex(digits)
	}
	return decodeEscape(text)
}

func decodeHex(text string) ([]byte, error) {
	var digits []byte
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if size == 1 && isSpace(text[i]) && len(digits)%2 == 0 {
			i++
			continue
		}
		if size > 1 || strings.IndexByte("0123456789abcdef", text[i]|0x20) < 0 || text[i] < '0' {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid hexadecimal digit: \"%s\"", string(r))
		}
		digits = append(digits, text[i])
		i++
	}
	if len(digits)%2 != 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid hexadecimal data: odd number of digits")
	}
	out := make([]byte, len(digits)/2)
	_, err := hex.Decode(out, digits)
	return out, err
}

func decodeBase64(text string) ([]byte, error) {
	var clean []byte
	for _, r := range text {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
		case r < 0x80 && (isAlnum(byte(r)) || r == '+' || r == '/' || r == '='):
			clean = append(clean, byte(r))
		default:
			return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid symbol \"%s\" found while decoding base64 sequence", string(r))
		}
	}
	out, err := base64.StdEncoding.DecodeString(string(clean))
	if err != nil {
		if at := strings.IndexByte(string(clean), '='); at >= 0 && (at%4 < 2 || strings.Trim(string(clean[at:]), "=") != "") {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "unexpected \"=\" while decoding base64 sequence")
		}
		return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid base64 end sequence").
			WithHint("Input data is missing padding, is truncated, or is otherwise corrupted.")
	}
	return out, nil
}

func decodeEscape(text string) ([]byte, error) {
	var out []byte
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] != '\\':
			out = append(out, text[i])
		case strings.HasPrefix(text[i+1:], `\`):
			out = append(out, '\\')
			i++
		case i+3 < len(text) && text[i+1] >= '0' && text[i+1] <= '3' && isOctal(text[i+2]) && isOctal(text[i+3]):
			out = append(out, (text[i+1]-'0')<<6|(text[i+2]-'0')<<3|(text[i+3]-'0'))
			i += 3
		default:
			return nil, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type bytea")
		}
	}
	return out, nil
}

func isOctal(c byte) bool { return c >= '0' && c <= '7' }
