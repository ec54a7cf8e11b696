package engine

import (
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
)

// copyList gives one column of rows as a JSON list of texts.
func copyList(rows [][]pgwire.Arg, column int, oid uint32) (string, error) {
	texts := make([]*string, len(rows))
	array := isArray(oid)
	for i, row := range rows {
		a := row[column]
		if a.Null {
			continue
		}
		if strings.IndexByte(a.Text, 0) >= 0 {
			return "", pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": 0x00")
		}
		var err error
		switch {
		case array:
			a.Text, err = arrayJSON(a.Text)
		case oid == byteaOID:
			a.Text, err = byteaHex(a.Text)
		}
		if err != nil {
			return "", err
		}
		texts[i] = &a.Text
	}
	list, err := json.Marshal(texts)
	return string(list), err
}

// byteaHex gives a bytea's hexadecimal form, of that or of the older escape form.
func byteaHex(text string) (string, error) {
	if strings.HasPrefix(text, `\x`) {
		digits := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \t\n\r", r) {
				return -1
			}
			return r
		}, text[2:])
		if _, err := hex.DecodeString(digits); err != nil {
			return "", pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type bytea")
		}
		return `\x` + digits, nil
	}
	var out []byte
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			out = append(out, text[i])
			continue
		}
		rest := text[i+1:]
		switch {
		case strings.HasPrefix(rest, `\`):
			out = append(out, '\\')
			i++
		case len(rest) >= 3 && rest[0] >= '0' && rest[0] <= '3' && octal(rest[1]) && octal(rest[2]):
			out = append(out, (rest[0]-'0')<<6|(rest[1]-'0')<<3|(rest[2]-'0'))
			i += 3
		default:
			return "", pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type bytea")
		}
	}
	return `\x` + hex.EncodeToString(out), nil
}

func octal(b byte) bool { return b >= '0' && b <= '7' }

// arrayJSON turns an array's text, {a,"b c",NULL}, into a JSON list of texts.
func arrayJSON(text string) (string, error) {
	malformed := func() error {
		return pgerr.New(pgerr.InvalidTextRepresentation, "malformed array literal: %q", text)
	}
	body := strings.TrimSpace(text)
	if len(body) < 2 || body[0] != '{' || body[len(body)-1] != '}' {
		return "", malformed()
	}
	body = body[1 : len(body)-1]
	elements := []*string{}
	var value strings.Builder
	quoted, inside := false, false
	end := func() {
		v := value.String()
		if !quoted {
			v = strings.TrimSpace(v)
		}
		if !quoted && strings.EqualFold(v, "null") {
			elements = append(elements, nil)
		} else {
			elements = append(elements, &v)
		}
		value.Reset()
		quoted = false
	}
	for i := 0; i < len(body); i++ {
		switch b := body[i]; {
		case b == '\\' && i+1 < len(body):
			i++
			value.WriteByte(body[i])
		case b == '"':
			inside, quoted = !inside, true
		case inside:
			value.WriteByte(b)
		case b == '{' || b == '}':
			return "", pgerr.New(pgerr.FeatureNotSupported, "arrays of more than one dimension are not supported here")
		case b == ',':
			end()
		case quoted && b == ' ':
		default:
			value.WriteByte(b)
		}
	}
	if inside {
		return "", malformed()
	}
	if strings.TrimSpace(body) != "" {
		end()
	}
	list, err := json.Marshal(elements)
	return string(list), err
}
