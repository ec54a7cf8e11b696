package encode

import "encoding/hex"

// Bytea appends the text form of v (byteaout in src/backend/utils/adt/varlena.c):
// hex, or the old escapes.
func Bytea(dst, v []byte, escape bool) []byte {
	if !escape {
		return hex.AppendEncode(append(dst, '\\', 'x'), v)
	}
	for _, b := range v {
		switch {
		case b == '\\':
			dst = append(dst, '\\', '\\')
		case b < 0x20 || b > 0x7e:
			dst = append(dst, '\\', '0'+b>>6, '0'+b>>3&7, '0'+b&7)
		default:
			dst = append(dst, b)
		}
	}
	return dst
}
