package encode

import "encoding/binary"

// RecordField appends a field of a row's text form, quoted and escaped where record_out
// (src/backend/utils/adt/rowtypes.c) would.
func RecordField(dst, text []byte) []byte {
	if !recordQuotes(text) {
		return append(dst, text...)
	}
	dst = append(dst, '"')
	for _, b := range text {
		if b == '"' || b == '\\' {
			dst = append(dst, b)
		}
		dst = append(dst, b)
	}
	return append(dst, '"')
}

func recordQuotes(text []byte) bool {
	for _, b := range text {
		switch b {
		case '"', '\\', '(', ')', ',', ' ', '\t', '\n', '\r', '\v', '\f':
			return true
		}
	}
	return len(text) == 0
}

// RecordHeader appends the number of a row's fields, as record_send does.
func RecordHeader(dst []byte, fields int) []byte {
	return binary.BigEndian.AppendUint32(dst, uint32(fields))
}
