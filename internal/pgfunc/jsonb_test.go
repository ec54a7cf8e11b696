package pgfunc

import "testing"

func TestAppendJSONB(t *testing.T) {
	for in, want := range map[string]string{
		`{"b":1,"a":2,"aa":3}`:               `{"a": 2, "b": 1, "aa": 3}`,
		`{"a":1,"a":2}`:                      `{"a": 2}`,
		` [ 1 ,"x",null,{ } ] `:              `[1, "x", null, {}]`,
		`"caf\u00e9 \u0001\/\n\ud83d\ude00"`: "\"café \\u0001/\\n😀\"",
		`[1e2,1.50,-0,1E-3,-1.5e1,1.5e3]`:    `[100, 1.50, 0, 0.001, -15, 1500]`,
		`{"nul":"\u0000"}`:                   `{"nul":"\u0000"}`,
		`{broken`:                            `{broken`,
		`[1] x`:                              `[1] x`,
	} {
		if got := string(AppendJSONB(nil, []byte(in))); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func BenchmarkAppendJSONB(b *testing.B) {
	src := []byte(`{"type":"AssumedRole","principalId":"AROA:x","arn":"arn:aws:sts::123456789012:assumed-role/r/x","accountId":"123456789012","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA","arn":"arn:aws:iam::123456789012:role/r","accountId":"123456789012","userName":"r"},"attributes":{"creationDate":"2026-02-19T12:10:26Z","mfaAuthenticated":"false"}}}`)
	var dst []byte
	b.SetBytes(int64(len(src)))
	for range b.N {
		dst = AppendJSONB(dst[:0], src)
	}
}
