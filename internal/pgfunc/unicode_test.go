package pgfunc

import (
	"fmt"
	"testing"
)

func TestUnicode(t *testing.T) {
	real := realPostgres(t)
	for _, text := range []string{`abc`, `\0041`, `d\0061t\+000061`, `\u0061\U0001F600`, `\\0061`, `\`, `\1`, `\004`, `\00zz`, `\D83D\DE00`, `\D83D`, `\D83Dx`, `\DE00`, `\0000`,
		`\+110000`, `\UFFFFFFFF`, `\D83D\0041`, `é\00e9`, `a\\`, `\u12`, `\+12345`, `\D83D\\`, `\+12_456`} {
		shown, err := Unistr(text)
		real.compare("SELECT unistr("+literal(text)+")", shown, err)
	}
	for _, text := range []string{"abc", "é", "e\u0301", "\ufb01", "\u212b", "\uac00", "\u1100\u1161", "", "a\u0323\u0307", "a\u0307\u0323", "½²"} {
		for _, form := range []string{"NFC", "nfd", "NFKC", "NFKD", "XYZ"} {
			shown, err := Normalize(text, form)
			real.compare(fmt.Sprintf("SELECT pg_catalog.normalize(%s, %s)", literal(text), literal(form)), shown, err)
			yes, err := IsNormalized(text, form)
			real.compare(fmt.Sprintf("SELECT pg_catalog.is_normalized(%s, %s)::text", literal(text), literal(form)), fmt.Sprint(yes), err)
		}
	}
}
