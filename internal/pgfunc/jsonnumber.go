package pgfunc

import (
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The most digits that a numeric has before and after its point
// (https://www.postgresql.org/docs/15/datatype-numeric.html).
const (
	maxNumericWhole    = 131072
	maxNumericFraction = 16383
)

// plainNumber writes a number as numeric does: without an exponent, and without the
// sign of a zero.
func plainNumber(s string) (string, error) {
	mantissa, exponentText, hasExponent := strings.Cut(strings.ToLower(s), "e")
	negative := strings.HasPrefix(mantissa, "-")
	mantissa = strings.TrimPrefix(mantissa, "-")
	out := mantissa
	if hasExponent {
		exponent, err := strconv.Atoi(exponentText)
		whole, fraction, _ := strings.Cut(mantissa, ".")
		if err != nil || len(whole)+exponent > maxNumericWhole+1 || len(fraction)-exponent > maxNumericFraction {
			return "", pgerr.New(pgerr.NumericValueOutOfRange, "value overflows numeric format")
		}
		out = shifted(whole, fraction, exponent)
	}
	if negative && strings.ContainsAny(out, "123456789") {
		out = "-" + out
	}
	return out, nil
}

// shifted moves the point of whole.fraction to the right.
func shifted(whole, fraction string, by int) string {
	digits, point := whole+fraction, len(whole)+by
	if point <= 0 {
		digits, point = strings.Repeat("0", 1-point)+digits, 1
	}
	if len(digits) < point {
		digits += strings.Repeat("0", point-len(digits))
	}
	head := strings.TrimLeft(digits[:point], "0")
	if head == "" {
		head = "0"
	}
	if point == len(digits) {
		return head
	}
	return head + "." + digits[point:]
}

// compareNumbers compares two plain numbers by value.
func compareNumbers(a, b string) int {
	aNegative, bNegative := strings.HasPrefix(a, "-"), strings.HasPrefix(b, "-")
	if aNegative != bNegative {
		if aNegative {
			return -1
		}
		return 1
	}
	c := compareMagnitudes(strings.TrimPrefix(a, "-"), strings.TrimPrefix(b, "-"))
	if aNegative {
		return -c
	}
	return c
}

func compareMagnitudes(a, b string) int {
	aWhole, aFraction, _ := strings.Cut(a, ".")
	bWhole, bFraction, _ := strings.Cut(b, ".")
	aWhole, bWhole = strings.TrimLeft(aWhole, "0"), strings.TrimLeft(bWhole, "0")
	if len(aWhole) != len(bWhole) {
		return sign(len(aWhole) - len(bWhole))
	}
	if c := strings.Compare(aWhole, bWhole); c != 0 {
		return c
	}
	return strings.Compare(strings.TrimRight(aFraction, "0"), strings.TrimRight(bFraction, "0"))
}

func sign(i int) int {
	switch {
	case i < 0:
		return -1
	case i > 0:
		return 1
	}
	return 0
}
