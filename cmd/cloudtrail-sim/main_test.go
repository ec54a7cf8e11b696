package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFlagErrorsNameFlagValueAndReason(t *testing.T) {
	tests := []struct {
		args []string
		want []string
	}{
		{[]string{"--rate", "fast"}, []string{"-rate", `"fast"`, "want a number from 0 on"}},
		{[]string{"--days", "91"}, []string{"-days", `"91"`, "want 1 to 90"}},
		{[]string{"--accounts", "12345"}, []string{"-accounts", "1 to 1000"}},
		{[]string{"--accounts", "123456789012,x"}, []string{"-accounts", `"x"`}},
		{[]string{"--regions", "us-east-1,nowhere!"}, []string{"-regions", `"nowhere!" is no region`}},
		{[]string{"--now", "today"}, []string{"-now", `"today"`, "2026-03-01T12:00:00Z"}},
		{[]string{"--latency", "1s-200ms"}, []string{"-latency", "200ms is before 1s"}},
		{[]string{"--fault", "thunder"}, []string{"-fault", `"thunder"`, "throttle"}},
		{[]string{"--fault", "throttle=2"}, []string{"-fault", "from 0 to 1"}},
		{[]string{"--generate", "0"}, []string{"-generate", "from 1 on"}},
		{[]string{"extra"}, []string{`"extra" is no flag`}},
	}
	for _, test := range tests {
		err := run(context.Background(), test.args, io.Discard, io.Discard)
		if err == nil {
			t.Errorf("%v: no error", test.args)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%v: got %q, want %q in it", test.args, err, want)
			}
		}
	}
}

func TestHelpListsFlagsAndFaults(t *testing.T) {
	var help bytes.Buffer
	err := run(context.Background(), []string{"--help"}, io.Discard, &help)
	if !errors.Is(err, flag.ErrHelp) {
		t.Errorf("got %v, want flag.ErrHelp", err)
	}
	for _, want := range []string{"-addr-file PATH", "-relocate", "expire-after=N", "short-pages[=P]", "denied=REGION[+REGION…]"} {
		if !strings.Contains(help.String(), want) {
			t.Errorf("the help has no %q", want)
		}
	}
}

func TestMissingDataIsAnError(t *testing.T) {
	err := run(context.Background(), []string{"--listen", "127.0.0.1:0", "--data", "/nowhere.jsonl"}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "/nowhere.jsonl") {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

func TestServesUntilStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	addrFile := filepath.Join(t.TempDir(), "addr")
	reader, stdout := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, []string{"--listen", "127.0.0.1:0", "--addr-file", addrFile, "--generate", "500", "--accounts", "123456789012,210987654321",
			"--regions", "us-east-1", "--now", "2026-03-01T12:00:00Z", "--fault", "lenient"}, stdout, io.Discard)
	}()
	line := make([]byte, 4096)
	n, err := reader.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"500 events of 123456789012", "210987654321", "aws cloudtrail lookup-events", "--endpoint-url http://127.0.0.1:"} {
		if !strings.Contains(string(line[:n]), want) {
			t.Errorf("the line %q has no %q", line[:n], want)
		}
	}
	address, err := os.ReadFile(addrFile)
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + strings.TrimSpace(string(address))
	if got := get(t, url+"/faults"); got != "lenient\n" {
		t.Errorf("the faults are %q, want lenient", got)
	}
	served := 0
	for _, account := range []string{"123456789012", "210987654321"} {
		for _, region := range []string{"us-east-1", "ap-southeast-2"} {
			served += strings.Count(get(t, url+"/records?account="+account+"&region="+region), "\n")
		}
	}
	if served != 500 {
		t.Errorf("%d records are served, want 500", served)
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("stopping gives %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("did not stop")
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
