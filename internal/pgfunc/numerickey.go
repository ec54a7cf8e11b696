package pgfunc

import (
	"encoding/binary"
	"math/big"
)

// The first bytes of keys, in the order of the values.
const (
	keyNegative = 2
	keyZero     = 3
	keyPositive = 4
)

const keyBias = 1 << 30

// AppendKey writes the value as bytes that sort as values do, and that hold the scale
// at the end: the sign, the place of the point, the digits without zeros at the end,
// all turned when negative, and the scale.
func (n Numeric) AppendKey(dst []byte) []byte {
	scale := uint16(n.Scale)
	if n.Sign() == 0 {
		return binary.BigEndian.AppendUint16(append(dst, keyZero), scale)
	}
	sign, flip := byte(keyPositive), byte(0)
	if n.Sign() < 0 {
		sign, flip = keyNegative, 0xff
	}
	digits := new(big.Int).Abs(n.Digits).Append(nil, 10)
	point := len(digits) - n.Scale
	for digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	at := len(dst) + 1
	dst = binary.BigEndian.AppendUint32(append(dst, sign), uint32(point+keyBias))
	dst = append(append(dst, digits...), 0)
	for i := at; i < len(dst); i++ {
		dst[i] ^= flip
	}
	return binary.BigEndian.AppendUint16(dst, scale)
}

// NumericKey reads what AppendKey wrote.
func NumericKey(key []byte) Numeric {
	end := len(key) - 2
	scale := int(binary.BigEndian.Uint16(key[end:]))
	if key[0] == keyZero {
		return Numeric{new(big.Int), scale}
	}
	flip := byte(0)
	if key[0] == keyNegative {
		flip = 0xff
	}
	body := make([]byte, end-1)
	for i, b := range key[1:end] {
		body[i] = b ^ flip
	}
	point := int(binary.BigEndian.Uint32(body)) - keyBias
	digits := body[4 : len(body)-1]
	n := Numeric{Digits: new(big.Int), Scale: scale}
	n.Digits.SetString(string(digits), 10)
	n.Digits.Mul(n.Digits, pow10(scale-(len(digits)-point)))
	if flip != 0 {
		n.Digits.Neg(n.Digits)
	}
	return n
}
