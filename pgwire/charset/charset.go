// Package charset converts between UTF-8, in which the server keeps all text, and the
// encodings that a client may ask for with client_encoding
// (https://www.postgresql.org/docs/15/multibyte.html). All of them begin with ASCII.
package charset

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Charset is a client's encoding. A nil Charset stands for UTF-8, and for SQL_ASCII,
// with which PostgreSQL converts nothing.
type Charset struct {
	name  string
	runes *[256]rune // utf8.RuneError for a byte that stands for nothing
	bytes map[rune]byte
	multi *multibyte // not nil for several bytes a character; runes and bytes are nil then
}

// String gives the charset's name.
func (c *Charset) String() string { return c.name }

// Of gives the charset of a name as Find gives it.
func Of(name string) *Charset { return charsets[name] }

// Find gives an encoding's name as PostgreSQL writes it; known says whether PostgreSQL
// has such an encoding, supported whether the server can speak it.
func Find(name string) (canonical string, known, supported bool) {
	canonical, known = names[simple(name)]
	supported = charsets[canonical] != nil || canonical == "UTF8" || canonical == "SQL_ASCII"
	return canonical, known, supported
}

// simple takes out of a name what makes no difference (clean_encoding_name in
// src/common/encnames.c).
func simple(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, name)
}

// Append appends UTF-8 text in the charset. It fails with 22P05 where the charset has no
// such character.
func (c *Charset) Append(dst, text []byte) ([]byte, error) {
	if c == nil {
		return append(dst, text...), nil
	}
	if c.multi != nil {
		return c.appendBytes(dst, text)
	}
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			dst, text = append(dst, text[0]), text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		b, ok := c.bytes[r]
		if !ok {
			return dst, untranslatable(text[:size], "UTF8", c.name)
		}
		dst, text = append(dst, b), text[size:]
	}
	return dst, nil
}

// Whole gives how many of a text's bytes are whole characters, the rest of the last of
// which may still come.
func (c *Charset) Whole(text []byte) int {
	if c.multi == nil {
		return len(text)
	}
	at := 0
	for at < len(text) {
		size := 1
		if text[at] >= utf8.RuneSelf {
			size = c.multi.length(text[at:])
			if at+1 == len(text) && c.name == "GB18030" {
				size = 4 // the second byte would tell
			}
		}
		if at+size > len(text) {
			break
		}
		at += size
	}
	return at
}

// UTF8 appends a client's text in UTF-8. It fails with 22P05 for a character that stands
// for nothing, and with 22021 for what is no character.
func (c *Charset) UTF8(dst, text []byte) ([]byte, error) {
	if c.multi != nil {
		return c.appendUTF8(dst, text)
	}
	for i, b := range text {
		if b < utf8.RuneSelf {
			dst = append(dst, b)
			continue
		}
		r := c.runes[b]
		if r == utf8.RuneError {
			return dst, untranslatable(text[i:i+1], c.name, "UTF8")
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst, nil
}

// IsASCII says whether a text is the same in all charsets.
func IsASCII[T string | []byte](text T) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// invalid is report_invalid_encoding's error.
func invalid(sequence []byte, in string) error {
	return pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"%s\": %s", in, hexadecimal(sequence))
}

func hexadecimal(sequence []byte) string {
	parts := make([]string, len(sequence))
	for i, b := range sequence {
		parts[i] = fmt.Sprintf("0x%02x", b)
	}
	return strings.Join(parts, " ")
}

// untranslatable is report_untranslatable_char's error (src/backend/utils/mb/mbutils.c).
func untranslatable(sequence []byte, from, to string) error {
	return pgerr.New("22P05", "character with byte sequence %s in encoding \"%s\" has no equivalent in encoding \"%s\"",
		hexadecimal(sequence), from, to)
}

// charsets are the encodings by PostgreSQL's names.
var charsets = build(map[string]*charmap.Charmap{
	"LATIN1": charmap.ISO8859_1, "LATIN2": charmap.ISO8859_2, "LATIN3": charmap.ISO8859_3, "LATIN4": charmap.ISO8859_4,
	"LATIN5": charmap.ISO8859_9, "LATIN6": charmap.ISO8859_10, "LATIN7": charmap.ISO8859_13, "LATIN8": charmap.ISO8859_14,
	"LATIN9": charmap.ISO8859_15, "LATIN10": charmap.ISO8859_16,
	"ISO_8859_5": charmap.ISO8859_5, "ISO_8859_6": charmap.ISO8859_6, "ISO_8859_7": charmap.ISO8859_7, "ISO_8859_8": charmap.ISO8859_8,
	"KOI8R": charmap.KOI8R, "KOI8U": charmap.KOI8U, "WIN866": charmap.CodePage866, "WIN874": charmap.Windows874,
	"WIN1250": charmap.Windows1250, "WIN1251": charmap.Windows1251, "WIN1252": charmap.Windows1252, "WIN1253": charmap.Windows1253,
	"WIN1254": charmap.Windows1254, "WIN1255": charmap.Windows1255, "WIN1256": charmap.Windows1256, "WIN1257": charmap.Windows1257,
	"WIN1258": charmap.Windows1258,
})

func build(maps map[string]*charmap.Charmap) map[string]*Charset {
	out := map[string]*Charset{}
	for name, m := range maps {
		c := &Charset{name: name, runes: new([256]rune), bytes: map[rune]byte{}}
		for b := range c.runes {
			r := m.DecodeByte(byte(b))
			// The control characters of ISO 8859, which PostgreSQL has and some of the maps have not.
			if control := b >= 0x80 && b < 0xa0 && !strings.HasPrefix(name, "WIN"); control && r == utf8.RuneError {
				r = rune(b)
			}
			if other, ok := differences[name][byte(b)]; ok {
				r = other
			}
			c.runes[b] = r
			if r != utf8.RuneError {
				c.bytes[r] = byte(b)
			}
		}
		out[name] = c
	}
	for _, m := range multibytes {
		out[m.name] = &Charset{name: m.name, multi: m.m}
	}
	return out
}
