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

// quotientText takes zeros off, down to the scale that PostgreSQL's division gives
// (numeric.c, select_div_scale): at least 16 significant digits, counted in groups of
// four. A quotient of one has a scale of 20, because its operands begin alike, and so
// has what needs more digits.
func quotientText(text []byte) []byte {
	unsigned := bytes.TrimPrefix(text, []byte("-"))
	whole, _, _ := bytes.Cut(unsigned, []byte("."))
	needed := trimScale(unsigned)
	if string(whole) == "0" || string(needed) == "1" {
		return text
	}
	zeros := min(4*((len(whole)+3)/4), quotientScale)
	if len(unsigned)-len(needed) < zeros {
		return text
	}
	return bytes.TrimSuffix(text[:len(text)-zeros], []byte("."))
}
