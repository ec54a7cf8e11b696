package encode

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// BadSequence names the first bytes of s that are not UTF-8, or a NUL, as
// PostgreSQL does (report_invalid_encoding in src/backend/utils/mb/mbutils.c):
// as many as the first byte announces, at most those that are there.
func BadSequence(s []byte) string {
	at := FirstBad(s)
	if at < 0 {
		return ""
	}
	size := min(announced(s[at]), len(s)-at, 8)
	parts := make([]string, size)
	for i := range parts {
		parts[i] = fmt.Sprintf("0x%02x", s[at+i])
	}
	return strings.Join(parts, " ")
}

// FirstBad is where s stops being text, or -1.
func FirstBad(s []byte) int {
	nul := bytes.IndexByte(s, 0)
	for i := 0; i < len(s); {
		if i == nul {
			return i
		}
		r, size := utf8.DecodeRune(s[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// announced is the length that a sequence's first byte tells (pg_utf_mblen in
// src/common/wchar.c).
func announced(b byte) int {
	switch {
	case b&0xe0 == 0xc0:
		return 2
	case b&0xf0 == 0xe0:
		return 3
	case b&0xf8 == 0xf0:
		return 4
	}
	return 1
}
