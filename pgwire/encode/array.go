package encode

import "bytes"

// ArrayElement appends an element of an array's text form: quoted and escaped
// where array_out (src/backend/utils/adt/arrayfuncs.c) would.
func ArrayElement(dst, text []byte) []byte {
	if !needsQuotes(text) {
		return append(dst, text...)
	}
	dst = append(dst, '"')
	for _, b := range text {
		if b == '"' || b == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, b)
	}
	return append(dst, '"')
}

func needsQuotes(text []byte) bool {
	if len(text) == 0 || len(text) == 4 && bytes.EqualFold(text, []byte("NULL")) {
		return true
	}
	for _, b := range text {
		switch b {
		case '"', '\\', '{', '}', ',', ' ', '\t', '\n', '\r', '\v', '\f':
			return true
		}
	}
	return false
}
