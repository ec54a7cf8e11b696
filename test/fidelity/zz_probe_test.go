package fidelity

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZProbe(t *testing.T) {
	file := os.Getenv("PROBE")
	if file == "" {
		t.Skip()
	}
	ours, real := both(t)
	text, _ := os.ReadFile(file)
	same0 := 0
	for _, sql := range strings.Split(string(text), "\n") {
		if strings.TrimSpace(sql) == "" {
			continue
		}
		v, why := judge(t, ours, real, sql)
		if v == same {
			same0++
			if os.Getenv("PROBEALL") != "" {
				a, _ := ask(t.Context(), ours, sql)
				fmt.Println("same", sql, a)
			}
			continue
		}
		fmt.Println(v, sql, why)
	}
	fmt.Println("same:", same0)
}
