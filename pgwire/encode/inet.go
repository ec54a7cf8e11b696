package encode

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The families of the binary form (src/include/utils/inet.h).
const (
	familyIPv4 = 2
	familyIPv6 = 3
)

// inetFromText appends the binary form of an address that inet_out or cidr_out printed
// (network_send in src/backend/utils/adt/network.c).
func inetFromText(dst, text []byte, oid uint32) ([]byte, error) {
	host, length, sized := strings.Cut(string(text), "/")
	a, err := netip.ParseAddr(host)
	bits := a.BitLen()
	if sized && err == nil {
		bits, err = strconv.Atoi(length)
	}
	if err != nil || a.Zone() != "" || bits < 0 || bits > a.BitLen() {
		return dst, badSyntax("inet", text)
	}
	family, network := byte(familyIPv4), byte(0)
	if a.Is6() {
		family = familyIPv6
	}
	if oid == pgtype.CIDROID {
		network = 1
	}
	return append(append(dst, family, byte(bits), network, byte(a.BitLen()/8)), a.AsSlice()...), nil
}

// Inet appends the text form of an address that came in the binary form.
func Inet(dst, data []byte) ([]byte, error) {
	if len(data) < 4 || data[0] != familyIPv4 && data[0] != familyIPv6 {
		return dst, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid address family in external \"inet\" value")
	}
	a, ok := netip.AddrFromSlice(data[4:])
	switch {
	case int(data[1]) > 8*addressLength(data[0]):
		return dst, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid bits in external \"inet\" value")
	case !ok || a.BitLen() != 8*addressLength(data[0]) || int(data[3]) != len(data)-4:
		return dst, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid length in external \"inet\" value")
	}
	dst = append(a.AppendTo(dst), '/')
	return strconv.AppendUint(dst, uint64(data[1]), 10), nil
}

func addressLength(family byte) int {
	if family == familyIPv4 {
		return 4
	}
	return 16
}
