package pgwire

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

// withUsers makes a server ask for passwords; "é" is written in the form that
// SASLprep changes.
func withUsers(t testing.TB) func(*Server) {
	t.Helper()
	users := map[string]string{}
	for user, password := range map[string]string{"me": "secret", "ann": "e\u0301 \u00a0x"} {
		v, err := NewVerifier(password)
		if err != nil {
			t.Fatal(err)
		}
		users[user] = v
	}
	return func(s *Server) {
		s.Authenticate = SCRAM(func(user string) (string, bool) { v, ok := users[user]; return v, ok })
	}
}

func login(t testing.TB, addr, user, password, more string) error {
	t.Helper()
	host, port, _ := net.SplitHostPort(addr)
	config, err := pgconn.ParseConfig("host=" + host + " port=" + port + " user=" + user + " database=postgres " + more)
	if err != nil {
		t.Fatal(err)
	}
	config.Password = password
	c, err := pgconn.ConnectConfig(t.Context(), config)
	if err != nil {
		return err
	}
	_, err = c.Exec(t.Context(), "SELECT 1").ReadAll()
	_ = c.Close(context.Background())
	return err
}

func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code + " " + e.Message
	}
	return ""
}

func TestSCRAM(t *testing.T) {
	_, addr := start(t, scripted(), withUsers(t))
	if err := login(t, addr, "me", "secret", "sslmode=disable"); err != nil {
		t.Error(err)
	}
	if err := login(t, addr, "ann", "\u00e9  x", "sslmode=disable"); err != nil {
		t.Errorf("a password in another form of Unicode: %v", err)
	}
	for user, password := range map[string]string{"me": "wrong", "nobody": "secret", "ann": "e x"} {
		err := login(t, addr, user, password, "sslmode=disable")
		if want := "28P01 password authentication failed for user \"" + user + "\""; code(err) != want {
			t.Errorf("%s: %v", user, err)
		}
	}
}

// TestSCRAMVerifierIsPostgres lets a real PostgreSQL take a verifier for a password.
func TestSCRAMVerifierIsPostgres(t *testing.T) {
	admin := postgrestest.Connect(t)
	verifier, err := NewVerifier("secret")
	if err != nil {
		t.Fatal(err)
	}
	results, err := admin.Exec(t.Context(), "CREATE ROLE verified LOGIN PASSWORD '"+verifier+
		"'; SELECT rolpassword FROM pg_authid WHERE rolname = 'verified'; DROP ROLE verified").ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(results[1].Rows[0][0]); got != verifier {
		t.Errorf("PostgreSQL did not take the verifier as one, but hashed it: %s", got)
	}
}

func TestVerifierForms(t *testing.T) {
	for _, bad := range []string{"", "secret", "SCRAM-SHA-256$4096:c2FsdA==$x:y", "SCRAM-SHA-256$0:c2FsdA==$a:b", "md5abc"} {
		if CheckVerifier(bad) == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// certificate makes a self-signed one.
func certificate(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"},
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func withTLS(t testing.TB) func(*Server) {
	users, cert := withUsers(t), certificate(t)
	return func(s *Server) {
		users(s)
		s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	}
}

func TestTLS(t *testing.T) {
	_, addr := start(t, scripted(), withTLS(t))
	for _, more := range []string{"sslmode=require", "sslmode=disable", "sslmode=require channel_binding=require",
		"sslmode=require sslnegotiation=direct"} {
		if err := login(t, addr, "me", "secret", more); err != nil {
			t.Errorf("%s: %v", more, err)
		}
	}
	if err := login(t, addr, "me", "wrong", "sslmode=require channel_binding=require"); !strings.HasPrefix(code(err), "28P01") {
		t.Errorf("a wrong password over TLS: %v", err)
	}
}

func TestDirectTLSNeedsALPN(t *testing.T) {
	_, addr := start(t, scripted(), withTLS(t))
	c, err := tls.Dial("tcp", addr, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	answer, _ := io.ReadAll(c)
	if !strings.Contains(string(answer), "without ALPN") {
		t.Errorf("the server says %q", answer)
	}
}

// TestPlainTextBehindSSLRequest puts a start-up packet where TLS must begin.
func TestPlainTextBehindSSLRequest(t *testing.T) {
	_, addr := start(t, scripted(), withTLS(t))
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte("\x00\x00\x00\x08\x04\xd2\x16\x2f\x00\x00\x00\x10\x00\x03\x00\x00user\x00me\x00")); err != nil {
		t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	answer, _ := io.ReadAll(c)
	if len(answer) == 0 || answer[0] != 'S' || strings.Contains(string(answer), "R\x00\x00") {
		t.Errorf("the server says %q", answer)
	}
}

// TestLibpqSCRAM logs in with libpq, with channel binding and without TLS.
func TestLibpqSCRAM(t *testing.T) {
	path, err := exec.LookPath("psql")
	if err != nil {
		t.Skip("psql is not installed: skipped")
	}
	_, addr := start(t, scripted(), withTLS(t))
	host, port, _ := net.SplitHostPort(addr)
	for _, more := range []string{"sslmode=disable", "sslmode=require channel_binding=require"} {
		cmd := exec.CommandContext(t.Context(), path, "-XAtc", "SELECT 1",
			"host="+host+" port="+port+" user=me dbname=postgres "+more)
		cmd.Env = append(os.Environ(), "PGPASSWORD=secret")
		if out, err := cmd.CombinedOutput(); err != nil || string(out) != "1\n" {
			t.Errorf("%s: %v %s", more, err, out)
		}
	}
}
