package engine

import (
	"math/big"
	"strconv"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// numericType is the type of numerics whose scale goes with the value, as PostgreSQL's
// does: bytes that sort as the values do (pgfunc.Numeric.AppendKey). DuckDB can order
// them, carry them and compare them with each other, and knows no arithmetic of theirs,
// nor a way from or to its own numbers: what is not told how ends in an error.
var numericType = duck.Type{ID: duck.Blob, Alias: "NUMERIC"}

func isKeyed(t duck.Type) bool { return t.ID == duck.Blob && t.Alias == numericType.Alias }

// numericFunctions are functions of numbers. Each has an overload for every pair of
// DuckDB's integers and floats, because the result's type hangs on them; everything
// else is numeric.
func numericFunctions() []duck.Function {
	var out []duck.Function
	for _, list := range [][]duck.Function{arithmeticFunctions(), powerFunctions(), scaleFunctions(), settledFunctions(), openFunctions(), statisticFunctions(), bucketFunctions(), numericSeries()} {
		out = append(out, list...)
	}
	return out
}

var (
	wholeTypes   = []duck.Type{duck.Of(duck.SmallInt), duck.Of(duck.Integer), duck.Of(duck.BigInt), duck.Of(duck.HugeInt)}
	inexactTypes = []duck.Type{duck.Of(duck.Float), duck.Of(duck.Double)}
	numberTypes  = append(append(append([]duck.Type{}, wholeTypes...), inexactTypes...), anyType)
)

// numberRank orders the types of numbers as PostgreSQL promotes them.
func numberRank(t duck.Type) int {
	for i, n := range numberTypes {
		if n.ID == t.ID {
			return i
		}
	}
	return len(numberTypes)
}

func isWhole(t duck.Type) bool   { return numberRank(t) < len(wholeTypes) }
func isInexact(t duck.Type) bool { return t.ID == duck.Float || t.ID == duck.Double }

// numeric gives an argument as PostgreSQL's numeric.
func (c *call) numeric(i int) (pgfunc.Numeric, error) { return numericAt(&c.args[i], c.row) }

func numericAt(v *duck.Vector, row int) (pgfunc.Numeric, error) {
	switch v.Type.ID {
	case duck.HugeInt:
		return wideNumeric(duck.Slice[pgwire.Int128](v)[row], 0), nil
	case duck.UBigInt:
		return pgfunc.Numeric{Digits: new(big.Int).SetUint64(duck.Slice[uint64](v)[row])}, nil
	case duck.TinyInt, duck.UTinyInt, duck.SmallInt, duck.USmallInt, duck.Integer, duck.UInteger, duck.BigInt:
		return pgfunc.NumericOf(integerAt(v, row)), nil
	case duck.DecimalType:
		return decimalNumeric(v, row), nil
	case duck.Float:
		return floatNumeric(float64(duck.Slice[float32](v)[row]), 6)
	case duck.Double:
		return floatNumeric(duck.Slice[float64](v)[row], 15)
	case duck.Varchar:
		n, ok := pgfunc.ParseNumeric(string(v.Bytes(row)))
		if !ok {
			return n, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type numeric: %q", v.Bytes(row))
		}
		return n, nil
	}
	if isKeyed(v.Type) {
		return pgfunc.NumericKey(v.Bytes(row)), nil
	}
	return pgfunc.Numeric{}, pgerr.New(pgerr.UndefinedFunction, "operator does not exist for these types").
		WithHint("You might need to add explicit type casts.")
}

// decimalNumeric gives a DECIMAL with the scale that it is shown with.
func decimalNumeric(v *duck.Vector, row int) pgfunc.Numeric {
	if v.Type.Width == 38 && (v.Type.Scale == openScale || v.Type.Scale == quotientScale) {
		n, _ := pgfunc.ParseNumeric(string(appendNumeric(nil, v, row)))
		return n
	}
	n := decimalAt(v, row)
	if n.High == int64(n.Low)>>63 {
		return pgfunc.Numeric{Digits: big.NewInt(int64(n.Low)), Scale: v.Type.Scale}
	}
	return wideNumeric(n, v.Type.Scale)
}

func wideNumeric(n pgwire.Int128, scale int) pgfunc.Numeric {
	digits := new(big.Int)
	digits.SetString(string(encode.Int128(nil, n.High, n.Low)), 10)
	return pgfunc.Numeric{Digits: digits, Scale: scale}
}

// floatNumeric is float8_numeric, and float4_numeric with fewer digits.
func floatNumeric(f float64, digits int) (pgfunc.Numeric, error) {
	n, ok := pgfunc.ParseNumeric(strconv.FormatFloat(f, 'g', digits, 64))
	if !ok {
		return n, pgerr.New(pgerr.FeatureNotSupported, "a numeric of %v is not supported", f)
	}
	return pgfunc.Numeric{Digits: n.Digits, Scale: n.Scale}.Round(n.MinScale()), nil
}

// float gives an argument as a double.
func (c *call) double(i int) float64 {
	switch v := &c.args[i]; v.Type.ID {
	case duck.Float:
		return float64(duck.Slice[float32](v)[c.row])
	case duck.Double:
		return duck.Slice[float64](v)[c.row]
	case duck.TinyInt, duck.UTinyInt, duck.SmallInt, duck.USmallInt, duck.Integer, duck.UInteger, duck.BigInt:
		return float64(integerAt(v, c.row))
	default:
		n, err := numericAt(v, c.row)
		if err != nil {
			return 0
		}
		f, _ := strconv.ParseFloat(n.String(), 64)
		return f
	}
}

// whole gives an argument of one of the integer types.
func (c *call) whole(i int) (int64, error) {
	v := &c.args[i]
	if v.Type.ID != duck.HugeInt {
		return integerAt(v, c.row), nil
	}
	n := duck.Slice[pgwire.Int128](v)[c.row]
	if n.High != int64(n.Low)>>63 {
		return 0, outOfRange("bigint")
	}
	return int64(n.Low), nil
}

func outOfRange(name string) error {
	return pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", name)
}

func (c *call) setNumeric(n pgfunc.Numeric, err error) error {
	if err == nil {
		c.out.Append(c.row, n.AppendKey)
	}
	return err
}

// setWhole stores an integer in the result's type.
func (c *call) setWhole(n int64, err error) error {
	if err != nil {
		return err
	}
	switch c.out.Type.ID {
	case duck.SmallInt:
		if n != int64(int16(n)) {
			return outOfRange("smallint")
		}
		duck.Values[int16](c.out)[c.row] = int16(n)
	case duck.Integer:
		if n != int64(int32(n)) {
			return outOfRange("integer")
		}
		duck.Values[int32](c.out)[c.row] = int32(n)
	default:
		duck.Values[int64](c.out)[c.row] = n
	}
	return nil
}

// setDouble stores a float in the result's type.
func (c *call) setDouble(f float64, err error) error {
	if err != nil {
		return err
	}
	if c.out.Type.ID == duck.Float {
		small, err := pgfunc.FloatResult(float64(float32(f)), f == 0, f)
		duck.Values[float32](c.out)[c.row] = float32(small)
		return err
	}
	duck.Values[float64](c.out)[c.row] = f
	return nil
}
