package engine

import (
	"bytes"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// PostgreSQL's numeric has a scale for each value, DuckDB's DECIMAL one for a
// column. Two scales stand for those that PostgreSQL would choose by the value: the
// dialect and its macros (catalog/functions.sql) give quotients quotientScale, and
// what is cast from a text or a float openScale.
const (
	quotientScale = 20
	openScale     = 19
)

// numericText prints a DECIMAL(38, quotientScale) or DECIMAL(38, openScale).
func numericText(v *duck.Vector, out *pgwire.Vector) {
	values, scale := duck.Slice[pgwire.Int128](v), v.Type.Scale
	out.Kind = pgwire.KindBytes
	out.Bytes = func(row int) []byte {
		text := encode.Decimal128(nil, values[row].High, values[row].Low, scale)
		if scale == openScale {
			return trimScale(text)
		}
		return quotientText(text)
	}
}

// trimScale takes the zeros at the end off: the scale that the value had is not
// known.
func trimScale(text []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimRight(text, "0"), []byte("."))
}

// quotientText rounds to the scale that PostgreSQL's division gives (numeric.c,
// select_div_scale): at least 16 significant digits, counted in groups of four. A
// quotient of one has a scale of 20, because its operands begin alike.
func quotientText(text []byte) []byte {
	sign := []byte(nil)
	if text[0] == '-' {
		sign, text = text[:1], text[1:]
	}
	whole, _, _ := bytes.Cut(text, []byte("."))
	scale := quotientScale
	if string(whole) != "0" && string(trimScale(text)) != "1" {
		scale = max(quotientScale-4*((len(whole)+3)/4), 0)
	}
	return append(sign, roundText(text, len(whole), scale)...)
}

// roundText rounds a positive decimal, half up.
func roundText(text []byte, whole, scale int) []byte {
	end := whole + 1 + scale
	if end >= len(text) {
		return text
	}
	up := text[end] >= '5'
	out := append([]byte{'0'}, text[:end]...)
	if scale == 0 {
		out = out[:1+whole]
		up = text[whole+1] >= '5'
	}
	for i := len(out) - 1; up && i >= 0; i-- {
		switch {
		case out[i] == '.':
		case out[i] == '9':
			out[i] = '0'
		default:
			out[i]++
			up = false
		}
	}
	if out[0] == '0' {
		out = out[1:]
	}
	return out
}
