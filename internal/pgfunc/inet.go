package pgfunc

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Inet is a value of PostgreSQL's types inet and cidr
// (https://www.postgresql.org/docs/15/datatype-net-types.html): an address and how many
// of its bits are the network's. The address is never a 4-in-6 form of netip's.
type Inet struct {
	addr []byte // 4 or 16 bytes
	bits int
	// Network says that the value is a cidr, which is printed in full.
	Network bool
}

// ParseInet is inet_in and, for a network, cidr_in (src/backend/utils/adt/network.c).
func ParseInet(text string, network bool) (Inet, error) {
	v, ok := Inet{Network: network}, false
	switch {
	case strings.Contains(text, ":"):
		v.addr, v.bits, ok = parseIPv6(text)
	case network:
		v.addr, v.bits, ok = parseNetwork(text)
	default:
		v.addr, v.bits, ok = parseIPv4(text)
	}
	if !ok {
		return v, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: \"%s\"", v.typeName(), text)
	}
	if network && !v.hostless() {
		return v, pgerr.New(pgerr.InvalidTextRepresentation, "invalid cidr value: \"%s\"", text).
			WithDetail("Value has bits set to right of mask.")
	}
	return v, nil
}

func (v Inet) typeName() string {
	if v.Network {
		return "cidr"
	}
	return "inet"
}

// hostless says whether no bit is set behind those of the network.
func (v Inet) hostless() bool { return string(v.masked()) == string(v.addr) }

// masked gives the address without the bits of the host.
func (v Inet) masked() []byte {
	out := v.netmask()
	for i := range out {
		out[i] &= v.addr[i]
	}
	return out
}

// netmask gives the bits of the network, all set.
func (v Inet) netmask() []byte {
	out := make([]byte, len(v.addr))
	for i := range out {
		set := min(max(v.bits-8*i, 0), 8)
		out[i] = ^byte(0xff >> set)
	}
	return out
}

// parseIPv4 reads an address that may end early when it says how long its network is
// (inet_net_pton_ipv4 in inet_net_pton.c).
func parseIPv4(text string) (addr []byte, bits int, ok bool) {
	text, length, sized := strings.Cut(text, "/")
	octets := strings.Split(strings.TrimSuffix(text, "."), ".")
	if len(octets) > 4 || strings.HasPrefix(text, ".") || text == "" {
		return nil, 0, false
	}
	for _, o := range octets {
		n, ok := octet(o)
		if !ok {
			return nil, 0, false
		}
		addr = append(addr, n)
	}
	given := len(addr)
	addr = append(addr, make([]byte, 4-given)...)
	if !sized {
		return addr, 32, given == 4
	}
	bits, ok = decimalUpTo(length, 32)
	return addr, bits, ok && bits/8 <= given
}

// parseNetwork reads a network, whose size goes by its class when it is not said
// (inet_cidr_pton_ipv4).
func parseNetwork(text string) (addr []byte, bits int, ok bool) {
	text, length, sized := strings.Cut(text, "/")
	if digits, hex := hexDigits(text); hex {
		addr, ok = hexOctets(digits)
	} else {
		for _, o := range strings.Split(text, ".") {
			var n byte
			if n, ok = octet(o); !ok {
				break
			}
			addr = append(addr, n)
		}
	}
	given := len(addr)
	if !ok || given == 0 || given > 4 {
		return nil, 0, false
	}
	addr = append(addr, make([]byte, 4-given)...)
	if sized {
		bits, ok = decimalUpTo(length, 32)
		return addr, bits, ok
	}
	if bits = max(classBits(addr[0]), 8*given); bits == 8 && addr[0] == 224 {
		bits = 4 // all of multicast
	}
	return addr, bits, true
}

// classBits is how long the networks of a class are.
func classBits(first byte) int {
	switch {
	case first >= 240:
		return 32
	case first >= 224:
		return 8
	case first >= 192:
		return 24
	case first >= 128:
		return 16
	}
	return 8
}

func hexDigits(text string) (digits string, ok bool) {
	if len(text) < 3 || text[0] != '0' || text[1] != 'x' && text[1] != 'X' {
		return "", false
	}
	return text[2:], true
}

// hexOctets reads pairs of digits; the last may lack its second.
func hexOctets(digits string) ([]byte, bool) {
	if len(digits)%2 == 1 {
		digits += "0"
	}
	var out []byte
	for ; digits != ""; digits = digits[2:] {
		n, err := strconv.ParseUint(digits[:2], 16, 8)
		if err != nil || strings.Trim(digits[:2], "+_") != digits[:2] {
			return nil, false
		}
		out = append(out, byte(n))
	}
	return out, true
}

func octet(s string) (byte, bool) {
	n, ok := decimalUpTo(s, 255)
	return byte(n), ok
}

// decimalUpTo reads digits alone, with any number of zeros before.
func decimalUpTo(s string, most int) (int, bool) {
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		if n = 10*n + int(c-'0'); n > most {
			return 0, false
		}
	}
	return n, s != ""
}

// parseIPv6 reads an address whose end may be of IPv4's form, even of fewer octets
// (inet_cidr_pton_ipv6).
func parseIPv6(text string) (addr []byte, bits int, ok bool) {
	text, length, sized := strings.Cut(text, "/")
	bits = 128
	if sized {
		if bits, ok = decimalUpTo(length, 128); !ok || len(length) > 1 && length[0] == '0' {
			return nil, 0, false
		}
	}
	if last := text[strings.LastIndex(text, ":")+1:]; strings.Contains(last, ".") {
		text += strings.Repeat(".0", max(3-strings.Count(last, "."), 0))
	}
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		return nil, 0, false
	}
	all := a.As16()
	return all[:], bits, true
}
