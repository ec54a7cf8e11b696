package pgwire

import (
	"math/rand/v2"
	"testing"
)

// TestFirstMarked holds the search by words against the one by bytes.
func TestFirstMarked(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, delimiter := range []byte("\t|,a\x01") {
		c := newTextEncoder(t, &Copy{Delimiter: delimiter, Null: `\N`})
		for range 20000 {
			b := make([]byte, random.IntN(40))
			for i := range b {
				if b[i] = byte(random.IntN(256)); random.IntN(4) > 0 {
					b[i] = 'a' + byte(random.IntN(26))
				}
			}
			want := 0
			for ; want < len(b) && !c.marked[b[want]]; want++ {
			}
			if got := c.firstMarked(b); got != want {
				t.Fatalf("%q with delimiter %q: %d, not %d", b, delimiter, got, want)
			}
		}
	}
}

func newTextEncoder(t testing.TB, options *Copy) *copyEncoder {
	c := newCopyEncoder(options, nil)
	return c
}
