package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// scratch is a folder that all tests share; credentialsFile in it is where their
// profiles are, one for each account.
var scratch, credentialsFile string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

// run gives the SDK credentials of its own: none of the caller's reach a test.
func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "trailgres-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	scratch = dir
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "TRAILGRES_") || strings.HasPrefix(name, "PG") {
			_ = os.Unsetenv(name) // only an empty name fails
		}
	}
	credentialsFile = filepath.Join(dir, "credentials")
	for name, value := range map[string]string{
		"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": credentialsFile, "AWS_EC2_METADATA_DISABLED": "true",
	} {
		if err := os.Setenv(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return m.Run()
}

var profiles struct {
	sync.Mutex
	names map[string]string // by account
}

// profile gives the name of a profile whose credentials belong to the account.
func profile(t testing.TB, account string) string {
	t.Helper()
	profiles.Lock()
	defer profiles.Unlock()
	if name, ok := profiles.names[account]; ok {
		return name
	}
	name := fmt.Sprintf("p%d", len(profiles.names)+1)
	f, err := os.OpenFile(credentialsFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(f, "[%s]\naws_access_key_id = %s\naws_secret_access_key = secret\n", name, keyOf(account))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		t.Fatal(err)
	}
	if profiles.names == nil {
		profiles.names = map[string]string{}
	}
	profiles.names[account] = name
	return name
}

// keyOf gives the access key id of an account's caller. Real records name some
// accounts that are none, so the key holds the name in letters that a key may have.
func keyOf(account string) string { return fmt.Sprintf("AKIA%X", account) }
