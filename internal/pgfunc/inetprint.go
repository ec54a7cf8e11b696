package pgfunc

import (
	"fmt"
	"net/netip"
	"strings"
)

// String is inet_out and cidr_out: an address of all bits shows them only as a network.
func (v Inet) String() string {
	if v.bits == 8*len(v.addr) && !v.Network {
		return v.Host()
	}
	return v.Text()
}

// Text is text(inet), and the cast to text, which always shows the bits.
func (v Inet) Text() string { return fmt.Sprintf("%s/%d", v.Host(), v.bits) }

// Host is host(inet): the address alone.
func (v Inet) Host() string {
	if len(v.addr) == 4 {
		return netip.AddrFrom4([4]byte(v.addr)).String()
	}
	all := [16]byte(v.addr)
	run, length := longestZeros(v.addr)
	if run == 0 && (length == 6 || length == 5 && v.addr[10] == 0xff && v.addr[11] == 0xff) { // with an IPv4 address inside
		head := "::"
		if length == 5 {
			head = "::ffff:"
		}
		return head + netip.AddrFrom4([4]byte(v.addr[12:])).String()
	}
	return netip.AddrFrom16(all).String()
}

// longestZeros finds the longest run of groups that are zero, the first of its length.
func longestZeros(addr []byte) (start, length int) {
	for i := 0; i < 8; {
		end := i
		for end < 8 && addr[2*end]|addr[2*end+1] == 0 {
			end++
		}
		if end-i > length {
			start, length = i, end-i
		}
		i = end + 1
	}
	return start, length
}

// Abbrev is abbrev(): networks are written without what follows their bits.
func (v Inet) Abbrev() string {
	switch {
	case !v.Network:
		return v.String()
	case len(v.addr) == 16:
		return v.abbrevIPv6()
	case v.bits == 0:
		return "0/0"
	}
	var octets []string
	for _, o := range v.masked()[:(v.bits+7)/8] {
		octets = append(octets, fmt.Sprint(o))
	}
	return fmt.Sprintf("%s/%d", strings.Join(octets, "."), v.bits)
}

// abbrevIPv6 is inet_cidr_ntop_ipv6 (src/backend/utils/adt/inet_cidr_ntop.c), with its
// ways: of the groups that the bits reach into, a run of zeros becomes two colons, and
// a run is taken for longer by those before it that were no longer than the longest.
func (v Inet) abbrevIPv6() string {
	if v.bits == 0 {
		return "::/0"
	}
	addr, groups := v.masked(), max((v.bits+15)/16, 2)
	start, length, runStart, run := 0, 0, 0, 0
	for i := range groups {
		switch {
		case addr[2*i]|addr[2*i+1] == 0:
			if run == 0 {
				runStart = i
			}
			run++
		case run > length:
			start, length, run = runStart, run, 0
		}
	}
	if run > length {
		start, length = runStart, run
	}
	inside := length != groups && start == 0 &&
		(length == 6 || length == 5 && addr[10] == 0xff && addr[11] == 0xff || length == 7 && addr[14] != 0 && addr[15] != 1)
	var b strings.Builder
	for i := range groups {
		switch {
		case length > 0 && i >= start && i < start+length:
			if i == start {
				b.WriteByte(':')
			}
			if i == groups-1 {
				b.WriteByte(':')
			}
		case inside && i > 5:
			b.WriteByte(map[bool]byte{true: ':', false: '.'}[i == 6])
			fmt.Fprint(&b, addr[2*i])
			if i == 6 || v.bits > 120 {
				fmt.Fprintf(&b, ".%d", addr[2*i+1])
			}
		default:
			if b.Len() > 0 {
				b.WriteByte(':')
			}
			fmt.Fprintf(&b, "%x", int(addr[2*i])<<8|int(addr[2*i+1]))
		}
	}
	return fmt.Sprintf("%s/%d", b.String(), v.bits)
}
