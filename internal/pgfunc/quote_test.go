package pgfunc

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	real := realPostgres(t)
	a, b, n := "it's a \\", "Select", "7"
	reserved := func(word string) bool { return word == "select" }
	for _, format := range []string{"Hello %s", "%s %s", "%I", "%L", "%%", "%2$s %1$s", "%5s|%-5s|", "%-30L|", "%3$I %s", "%", "%x", "%0$s", "%9$s", "%s %s %s %s", "%*s", "%3$*s", "%*3$s", "%-*3$s|", "%5", "%1$", "%99999999999s", "%*3s", "plain", ""} {
		ours, err := Format(format, []*string{&a, &b, &n, nil}, reserved)
		real.compare(fmt.Sprintf("SELECT format(%s, %s, %s, %s, NULL)", literal(format), literal(a), literal(b), literal(n)), ours, err)
	}
	for _, s := range []string{"abc", "Abc", "select", "a b", `a"b`, "", "1a", "a$", "é", "_x1"} {
		real.compare("SELECT quote_ident("+literal(s)+")", QuoteIdent(s, reserved), nil)
		real.compare("SELECT quote_literal("+literal(s+`\'`)+")", QuoteLiteral(s+`\'`), nil)
	}
}

func TestEncode(t *testing.T) {
	real := realPostgres(t)
	for _, data := range []string{"", "a", "ab", "abc", "\x00\xff\\x", strings.Repeat("long ", 40)} {
		for _, format := range []string{"hex", "base64", "escape", "HEX", "nope"} {
			ours, err := Encode([]byte(data), format)
			real.compare(fmt.Sprintf("SELECT encode('\\x%s'::bytea, '%s')", hex.EncodeToString([]byte(data)), format), ours, err)
		}
	}
	for _, text := range []string{"", "61", "616", "6g", "YWJj", "YWI=", "YQ==", "YQ=", "YQ", "Y?", "YW\nJj", `a\\b\001`, `\9`, "é", "6 1", "61 62", "=YQ"} {
		for _, format := range []string{"hex", "base64", "escape", "nope"} {
			ours, err := Decode(text, format)
			real.compare(fmt.Sprintf("SELECT encode(decode(%s, '%s'), 'hex')", literal(text), format), hex.EncodeToString(ours), err)
		}
	}
}
