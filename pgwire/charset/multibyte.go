package charset

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"io"
	"sync"
	"unicode/utf8"
)

// tables has PostgreSQL's conversions (src/backend/utils/mb/Unicode) of the encodings of
// several bytes a character, as a PostgreSQL 15 told them; TestMultibyteTables writes it.
//
//go:embed tables.gz
var tables []byte

// pair is a character of a charset and what it stands for. Some of JIS X 0213 stand for
// two code points.
type pair struct {
	code        uint32
	first, next rune
	way         byte
}

// The ways that a pair is converted.
const (
	bothWays = iota
	onlyToUTF8
	onlyFromUTF8
)

// multibyte is a charset of several bytes a character. Its tables are read when it is
// first used.
type multibyte struct {
	verify func(text []byte) int // the length of the first character; 0 for none
	length func(text []byte) int // how many bytes an error shows

	once     sync.Once
	toUTF8   map[uint32]string
	fromUTF8 map[[2]rune]uint32
	combines bool
}

// multibytes are the charsets of several bytes by PostgreSQL's names, in the order of
// tables.
var multibytes = []struct {
	name string
	m    *multibyte
}{
	{"BIG5", &multibyte{verify: verifyTwo, length: lengthTwo}},
	{"EUC_CN", &multibyte{verify: verifyEUC, length: lengthTwo}},
	{"EUC_JIS_2004", &multibyte{verify: verifyEUCJP, length: lengthEUC}},
	{"EUC_JP", &multibyte{verify: verifyEUCJP, length: lengthEUC}},
	{"EUC_KR", &multibyte{verify: verifyEUC, length: lengthEUC}},
	{"EUC_TW", &multibyte{verify: verifyEUCTW, length: lengthEUCTW}},
	{"GB18030", &multibyte{verify: verifyGB18030, length: lengthGB18030}},
	{"GBK", &multibyte{verify: verifyTwo, length: lengthTwo}},
	{"JOHAB", &multibyte{verify: verifyJohab, length: lengthEUC}},
	{"SHIFT_JIS_2004", &multibyte{verify: verifySJIS, length: lengthSJIS}},
	{"SJIS", &multibyte{verify: verifySJIS, length: lengthSJIS}},
	{"UHC", &multibyte{verify: verifyTwo, length: lengthTwo}},
}

func (m *multibyte) load(name string) {
	m.toUTF8, m.fromUTF8 = map[uint32]string{}, map[[2]rune]uint32{}
	for _, p := range readTables()[name] {
		if p.way != onlyFromUTF8 {
			text := string(p.first)
			if p.next != 0 {
				text += string(p.next)
			}
			m.toUTF8[p.code] = text
		}
		if p.way != onlyToUTF8 {
			m.fromUTF8[[2]rune{p.first, p.next}] = p.code
			m.combines = m.combines || p.next != 0
		}
	}
}

// readTables reads all tables. Each is the number of its pairs and, for each, the
// difference of its code to that before, its first code point with its way, and its
// second one.
func readTables() map[string][]pair {
	out := map[string][]pair{}
	z, err := gzip.NewReader(bytes.NewReader(tables))
	if err != nil {
		return out
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return out
	}
	next := func() uint32 {
		n, size := binary.Uvarint(data)
		data = data[max(size, 0):]
		return uint32(n)
	}
	for _, b := range multibytes {
		pairs := make([]pair, next())
		code := uint32(0)
		for i := range pairs {
			code += next()
			first := next()
			pairs[i] = pair{code: code, first: rune(first >> 3), way: byte(first & 3)}
			if first&4 != 0 {
				pairs[i].next = rune(next())
			}
		}
		out[b.name] = pairs
	}
	return out
}

// appendUTF8 is Charset.UTF8.
func (c *Charset) appendUTF8(dst, text []byte) ([]byte, error) {
	m := c.loaded()
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			dst, text = append(dst, text[0]), text[1:]
			continue
		}
		size := m.verify(text)
		if size <= 0 {
			return dst, invalid(text[:min(m.length(text), len(text))], c.name)
		}
		code := codeOf(text[:size])
		if known, ok := m.toUTF8[code]; ok {
			dst = append(dst, known...)
		} else if r, ok := supplementary(code); ok && c.name == "GB18030" {
			dst = utf8.AppendRune(dst, r)
		} else {
			return dst, untranslatable(text[:size], c.name, "UTF8")
		}
		text = text[size:]
	}
	return dst, nil
}

// appendBytes is Charset.Append.
func (c *Charset) appendBytes(dst, text []byte) ([]byte, error) {
	m := c.loaded()
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			dst, text = append(dst, text[0]), text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		if next, more := utf8.DecodeRune(text[size:]); m.combines && more > 0 {
			if code, ok := m.fromUTF8[[2]rune{r, next}]; ok {
				dst, text = appendCode(dst, code), text[size+more:]
				continue
			}
		}
		code, ok := m.fromUTF8[[2]rune{r, 0}]
		if !ok && c.name == "GB18030" && r > 0xffff {
			code, ok = linear(r), true
		}
		if !ok {
			return dst, untranslatable(text[:size], "UTF8", c.name)
		}
		dst, text = appendCode(dst, code), text[size:]
	}
	return dst, nil
}

func (c *Charset) loaded() *multibyte {
	c.multi.once.Do(func() { c.multi.load(c.name) })
	return c.multi
}

// codeOf reads a character's bytes as a number.
func codeOf(p []byte) uint32 {
	code := uint32(0)
	for _, b := range p {
		code = code<<8 | uint32(b)
	}
	return code
}

func appendCode(dst []byte, code uint32) []byte {
	for shift := 24; shift >= 0; shift -= 8 {
		if code>>shift != 0 {
			dst = append(dst, byte(code>>shift))
		}
	}
	return dst
}

// Beyond the first plane GB18030 counts its characters of four bytes up with Unicode.
const firstSupplementary = 0x90308130

// ordinal is the place of a character of four bytes among them.
func ordinal(code uint32) int {
	b := [4]int{int(code >> 24), int(code >> 16 & 0xff), int(code >> 8 & 0xff), int(code & 0xff)}
	return ((b[0]-0x81)*10+b[1]-0x30)*1260 + (b[2]-0x81)*10 + b[3] - 0x30
}

func supplementary(code uint32) (rune, bool) {
	if code < firstSupplementary {
		return 0, false
	}
	r := rune(ordinal(code)-ordinal(firstSupplementary)) + 0x10000
	return r, r <= utf8.MaxRune
}

func linear(r rune) uint32 {
	n := uint32(int(r-0x10000) + ordinal(firstSupplementary))
	return (n/12600+0x81)<<24 | (n/1260%10+0x30)<<16 | (n/10%126+0x81)<<8 | n%10 + 0x30
}
