package pgfunc

import (
	"encoding/binary"
	"math/big"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The functions and operators of addresses
// (https://www.postgresql.org/docs/15/functions-net.html).

// Family is 4 or 6.
func (v Inet) Family() int {
	if len(v.addr) == 4 {
		return 4
	}
	return 6
}

// Masklen is how many bits are the network's.
func (v Inet) Masklen() int { return v.bits }

// AsInet gives the value as an inet.
func (v Inet) AsInet() Inet { return Inet{addr: v.addr, bits: v.bits} }

// NetworkOf is network() and the cast to cidr: the bits of the host are cleared.
func (v Inet) NetworkOf() Inet { return Inet{addr: v.masked(), bits: v.bits, Network: true} }

// Netmask is netmask().
func (v Inet) Netmask() Inet { return Inet{addr: v.netmask(), bits: 8 * len(v.addr)} }

// Hostmask is hostmask().
func (v Inet) Hostmask() Inet { return v.Netmask().Not() }

// Broadcast is broadcast(): all bits of the host are set.
func (v Inet) Broadcast() Inet {
	out := v.Hostmask()
	for i := range out.addr {
		out.addr[i] |= v.addr[i]
	}
	out.bits = v.bits
	return out
}

// SetMasklen is set_masklen(); -1 stands for all bits. A network's host is cleared.
func (v Inet) SetMasklen(bits int64) (Inet, error) {
	most := int64(8 * len(v.addr))
	if bits == -1 {
		bits = most
	}
	if bits < 0 || bits > most {
		return v, pgerr.New(pgerr.InvalidParameterValue, "invalid mask length: %d", bits)
	}
	v.bits = int(bits)
	if v.Network {
		return v.NetworkOf(), nil
	}
	return v, nil
}

// Within says whether the first bits of both are alike, as many as the network of o has,
// and that v's network is no wider.
func (v Inet) Within(o Inet) bool { return v.bits >= o.bits && v.agrees(o, o.bits) }

// StrictlyWithin is Within for a narrower network.
func (v Inet) StrictlyWithin(o Inet) bool { return v.bits > o.bits && v.agrees(o, o.bits) }

// Overlaps says whether one is within the other.
func (v Inet) Overlaps(o Inet) bool { return v.agrees(o, min(v.bits, o.bits)) }

// agrees says whether the first bits are the same in two addresses of one family.
func (v Inet) agrees(o Inet, bits int) bool {
	if len(v.addr) != len(o.addr) {
		return false
	}
	return string(Inet{addr: v.addr, bits: bits}.masked()) == string(Inet{addr: o.addr, bits: bits}.masked())
}

// Merge is inet_merge(): the smallest network of both.
func (v Inet) Merge(o Inet) (Inet, error) {
	if len(v.addr) != len(o.addr) {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot merge addresses from different families")
	}
	bits := min(v.bits, o.bits)
	for !v.agrees(o, bits) {
		bits--
	}
	return Inet{addr: v.addr, bits: bits}.NetworkOf(), nil
}

// Not is ~.
func (v Inet) Not() Inet {
	out := make([]byte, len(v.addr))
	for i := range out {
		out[i] = ^v.addr[i]
	}
	return Inet{addr: out, bits: v.bits}
}

// And is &.
func (v Inet) And(o Inet) (Inet, error) {
	return v.bitwise(o, "AND", func(a, b byte) byte { return a & b })
}

// Or is |.
func (v Inet) Or(o Inet) (Inet, error) {
	return v.bitwise(o, "OR", func(a, b byte) byte { return a | b })
}

func (v Inet) bitwise(o Inet, name string, f func(a, b byte) byte) (Inet, error) {
	if len(v.addr) != len(o.addr) {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot %s inet values of different sizes", name)
	}
	out := Inet{addr: make([]byte, len(v.addr)), bits: max(v.bits, o.bits)}
	for i := range out.addr {
		out.addr[i] = f(v.addr[i], o.addr[i])
	}
	return out, nil
}

var errInetRange = pgerr.New(pgerr.NumericValueOutOfRange, "result is out of range")

// Plus is + with a number, which may be negative.
func (v Inet) Plus(n int64) (Inet, error) {
	sum := new(big.Int).SetBytes(v.addr)
	sum.Add(sum, big.NewInt(n))
	if sum.Sign() < 0 || sum.BitLen() > 8*len(v.addr) {
		return v, errInetRange
	}
	return Inet{addr: sum.FillBytes(make([]byte, len(v.addr))), bits: v.bits}, nil
}

// Minus is - with a number; the smallest is its own negative there, as here.
func (v Inet) Minus(n int64) (Inet, error) { return v.Plus(-n) }

// Difference is - of two addresses.
func (v Inet) Difference(o Inet) (int64, error) {
	if len(v.addr) != len(o.addr) {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "cannot subtract inet values of different sizes")
	}
	if len(v.addr) == 4 {
		return int64(binary.BigEndian.Uint32(v.addr)) - int64(binary.BigEndian.Uint32(o.addr)), nil
	}
	d := new(big.Int).Sub(new(big.Int).SetBytes(v.addr), new(big.Int).SetBytes(o.addr))
	if !d.IsInt64() {
		return 0, errInetRange
	}
	return d.Int64(), nil
}
