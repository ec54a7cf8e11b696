package pgfunc

import (
	"strings"
)

// Append writes the value as jsonb prints it.
func (v JSON) Append(dst []byte) []byte {
	switch v.Kind {
	case KindString:
		return AppendJSONString(dst, v.Text)
	case KindNumber:
		return append(dst, v.Text...)
	case KindFalse:
		return append(dst, "false"...)
	case KindTrue:
		return append(dst, "true"...)
	case KindArray:
		dst = append(dst, '[')
		for i, item := range v.Items {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = item.Append(dst)
		}
		return append(dst, ']')
	case KindObject:
		dst = append(dst, '{')
		for i, m := range v.Members {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(AppendJSONString(dst, m.Name), ": "...)
			dst = m.Value.Append(dst)
		}
		return append(dst, '}')
	}
	return append(dst, "null"...)
}

// String gives the text of the value.
func (v JSON) String() string { return string(v.Append(nil)) }

// AppendJSONString writes a text as a JSON string, with PostgreSQL's escapes
// (escape_json in src/backend/utils/adt/json.c).
func AppendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			if c < ' ' {
				const hex = "0123456789abcdef"
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			} else {
				dst = append(dst, c)
			}
		}
	}
	return append(dst, '"')
}

// JSONBPretty is jsonb_pretty().
func JSONBPretty(v JSON) string {
	var b strings.Builder
	pretty(&b, v, 0)
	return b.String()
}

func pretty(b *strings.Builder, v JSON, level int) {
	line := func(level int) {
		b.WriteByte('\n')
		b.WriteString(strings.Repeat("    ", level))
	}
	switch v.Kind {
	case KindArray:
		b.WriteByte('[')
		for i, item := range v.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			line(level + 1)
			pretty(b, item, level+1)
		}
		line(level)
		b.WriteByte(']')
	case KindObject:
		b.WriteByte('{')
		for i, m := range v.Members {
			if i > 0 {
				b.WriteByte(',')
			}
			line(level + 1)
			b.Write(append(AppendJSONString(nil, m.Name), ": "...))
			pretty(b, m.Value, level+1)
		}
		line(level)
		b.WriteByte('}')
	default:
		b.WriteString(v.String())
	}
}
