package engine

import (
	"bytes"
	"math/bits"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
)

// openFunctions read the texts that columns of numerics are kept as (see
// dialect/numerictext.go) as DECIMALs of the open scale, many times faster than DuckDB's
// cast does.
func openFunctions() []duck.Function {
	return []duck.Function{
		strict("pg_open", []duck.Type{duck.Of(duck.Varchar)}, duck.Decimal(38, openScale), func(c *call) error {
			if n, ok := openDecimal(c.bytes(0)); ok {
				duck.Values[pgwire.Int128](c.out)[c.row] = n
				return nil
			}
			n, err := c.numeric(0)
			if err != nil {
				return err
			}
			return c.setDecimal(n, openScale)
		}),
		strict("pg_text_scale", []duck.Type{duck.Of(duck.Varchar)}, duck.Of(duck.Integer), func(c *call) error {
			_, fraction, _ := bytes.Cut(c.bytes(0), []byte("."))
			return c.setWhole(int64(len(fraction)), nil)
		}),
	}
}

// openDigits is how many digits, and how many of them after the point, a short numeric has.
const openDigits = 18

// openPowers are the powers of ten that fit into 64 bits.
var openPowers = func() (p [openScale + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// openDecimal reads a short numeric as a DECIMAL(38, openScale); ok is false for what has
// more digits, or another form.
func openDecimal(text []byte) (n pgwire.Int128, ok bool) {
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		text = text[1:]
	}
	if len(text) == 0 || len(text) > openDigits+1 {
		return n, false
	}
	digits, scale, point := uint64(0), 0, false
	for _, b := range text {
		switch {
		case b == '.' && !point:
			point = true
		case b >= '0' && b <= '9':
			digits = digits*10 + uint64(b-'0')
			if point {
				scale++
			}
		default:
			return n, false
		}
	}
	if len(text) > openDigits && !point {
		return n, false
	}
	high, low := bits.Mul64(digits, openPowers[openScale-scale])
	if negative {
		low = -low
		high = ^high
		if low == 0 {
			high++
		}
	}
	return pgwire.Int128{High: int64(high), Low: low}, true
}
