package pgfunc

import (
	"fmt"
	"strings"
	"testing"
)

var addresses = []string{
	"10.0.0.1", "10.1.2.3/16", "255.255.255.255", "0.0.0.0", "0.0.0.0/0", "192.168.0.0/24", "01.2.3.4", "1.2.3.4/08", "10.1/16", "10.1", "10", "192.168.1",
	"1.2.3.4.", "1.2.3./24", "1..3/8", "1../8", "/8", "", ".1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/24 ", " 1.2.3.4", "256.1.1.1", "1.2.3.4.5", "224.1", "240", "224", "224.0", "225",
	"128.5", "0x0a", "0xabc", "0xAB/8", "0x", "0xg1", "0x0a0b0c0d0e", "0x0a0b0c0d", "cloudtrail.amazonaws.com", "AWS Internal",
	"::", "::1", "::5", "::1.2.3.4", "::1.2.3", "::ffff:1.2.3.4", "::ffff:0:0", "::ffff:1.2.3.4/120", "1:0:0:2::3", "1::/64", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8",
	"1:2:3:4:5:6:7:8:9", "1:0:0:1:0:0:0:0", "FE80::ABCD", "fe80::/10", "::1/064", "::1%eth0", ":1::", "12345::", "::/", "::/0", "::/128", "::/8", "2001:db8::/32",
	"2001:db8:10::/44", "1:0:0:0:1::/80", "::1:0:0/96", "::ffff:1.2.0.0/112", "0:0:1::/48", "1:0:1::/48", "0:1::/32", "1::1:0/112", "64:ff9b::1.2.3.4", "0:0:0:0:0:0:1:2",
}

func TestInet(t *testing.T) {
	real := realPostgres(t)
	for _, text := range addresses {
		for _, network := range []bool{false, true} {
			v, err := ParseInet(text, network)
			name := v.typeName()
			shown := ""
			if err == nil {
				shown = fmt.Sprint([]any{v, v.Text(), v.Host(), v.Abbrev(), v.Family(), v.NetworkOf(), v.Netmask(), v.Hostmask(), v.Broadcast(), v.AsInet()})
				if again := InetKey(v.AppendKey(nil), network); again.String() != v.String() {
					t.Errorf("%s: key of %s", v, again)
				}
			}
			real.compare(fmt.Sprintf("SELECT format('[%%s %%s %%s %%s %%s %%s %%s %%s %%s %%s]', v, text(v), host(v), abbrev(v), family(v), network(v), netmask(v), "+
				"hostmask(v), broadcast(v), v::inet) FROM (SELECT %s::%s) q(v)", literal(text), name), shown, err)
		}
	}
}

func TestInetOperators(t *testing.T) {
	real := realPostgres(t)
	var some []Inet
	for _, text := range addresses {
		if v, err := ParseInet(text, false); err == nil && len(some) < 40 {
			some = append(some, v)
		}
	}
	for i, a := range some {
		for _, b := range []Inet{some[(i*7+3)%len(some)], some[(i*5+1)%len(some)], a} {
			x, y := string(a.AppendKey(nil)), string(b.AppendKey(nil))
			with := fmt.Sprintf("(SELECT inet %s, inet %s) q(a, b)", literal(a.String()), literal(b.String()))
			shown := strings.Trim(fmt.Sprint([]bool{x < y, x == y, a.Within(b), a.StrictlyWithin(b), a.Overlaps(b)}), "[]")
			real.compare("SELECT concat_ws(' ', (a < b)::text, (a = b)::text, (a <<= b)::text, (a << b)::text, (a && b)::text) FROM "+with, shown, nil)
			and, err := a.And(b)
			real.compare("SELECT a & b FROM "+with, and.String(), err)
			or, err := a.Or(b)
			real.compare("SELECT a | b FROM "+with, or.String(), err)
			merged, err := a.Merge(b)
			real.compare("SELECT inet_merge(a, b) FROM "+with, merged.String(), err)
			difference, err := a.Difference(b)
			real.compare("SELECT a - b FROM "+with, fmt.Sprint(difference), err)
		}
		for _, n := range []int64{0, 1, -1, 255, 33, 129, -2, 9223372036854775807, -9223372036854775808} {
			plus, err := a.Plus(n)
			real.compare(fmt.Sprintf("SELECT inet %s + (%d)::numeric::int8", literal(a.String()), n), plus.String(), err)
			minus, err := a.Minus(n)
			real.compare(fmt.Sprintf("SELECT inet %s - (%d)::numeric::int8", literal(a.String()), n), minus.String(), err)
			if n == int64(int32(n)) {
				masked, err := a.SetMasklen(n)
				real.compare(fmt.Sprintf("SELECT set_masklen(inet %s, %d)", literal(a.String()), n), masked.String(), err)
				masked, err = a.NetworkOf().SetMasklen(n)
				real.compare(fmt.Sprintf("SELECT set_masklen(network(%s), %d)", literal(a.String()), n), masked.String(), err)
			}
		}
	}
}
