package encode

import (
	"encoding/hex"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"
)

// TestInet has what PostgreSQL 15 sends for the same values.
func TestInet(t *testing.T) {
	for _, c := range []struct {
		oid             uint32
		text, hex, back string
	}{
		{pgtype.InetOID, "10.0.0.1", "0220" + "0004" + "0a000001", "10.0.0.1/32"},
		{pgtype.CIDROID, "10.0.0.0/8", "0208" + "0104" + "0a000000", "10.0.0.0/8"},
		{pgtype.InetOID, "::1/64", "0340" + "0010" + "00000000000000000000000000000001", "::1/64"},
		{pgtype.InetOID, "::ffff:1.2.3.4", "0380" + "0010" + "00000000000000000000ffff01020304", "::ffff:1.2.3.4/128"},
	} {
		out, err := TextToBinary(nil, []byte(c.text), c.oid)
		if err != nil || hex.EncodeToString(out) != c.hex {
			t.Errorf("%s: %x, %v; want %s", c.text, out, err, c.hex)
		}
		if back, err := Inet(nil, out); err != nil || string(back) != c.back {
			t.Errorf("%s came back as %s, %v", c.text, back, err)
		}
	}
	for _, bad := range []string{"", "01200004", "022000040a0000", "022100040a000001", "034000040a000001"} {
		data, _ := hex.DecodeString(bad)
		if text, err := Inet(nil, data); err == nil {
			t.Errorf("%s is %s", bad, text)
		}
	}
}
