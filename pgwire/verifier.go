package pgwire

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xdg-go/scram"
)

// The numbers of PostgreSQL's src/include/common/scram-common.h.
const (
	verifierIterations = 4096
	verifierSalt       = 16 // bytes
)

// NewVerifier gives what a server must know to check a password, in the form of
// PostgreSQL's pg_authid.rolpassword: SCRAM-SHA-256$4096:salt$StoredKey:ServerKey.
// The password cannot be read out of it. It is prepared by SASLprep where that takes
// it, as PostgreSQL does.
func NewVerifier(password string) (string, error) {
	if password == "" {
		return "", errors.New("the password is empty")
	}
	salt := make([]byte, verifierSalt)
	_, _ = rand.Read(salt) // never fails
	client, err := scram.SHA256.NewClient("", password, "")
	if err != nil {
		client, err = scram.SHA256.NewClientUnprepped("", password, "")
	}
	if err != nil {
		return "", fmt.Errorf("prepare password: %w", err)
	}
	keys, err := client.GetStoredCredentialsWithError(scram.KeyFactors{Salt: string(salt), Iters: verifierIterations})
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	code := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", verifierIterations, code(salt), code(keys.StoredKey), code(keys.ServerKey)), nil
}

// CheckVerifier says what is wrong with the form of a verifier.
func CheckVerifier(verifier string) error {
	_, err := parseVerifier(verifier)
	return err
}

func parseVerifier(verifier string) (c scram.StoredCredentials, err error) {
	bad := errors.New("it must be SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey")
	parts := strings.Split(verifier, "$")
	if len(parts) != 3 || parts[0] != "SCRAM-SHA-256" {
		return c, bad
	}
	iterations, salt, ok := strings.Cut(parts[1], ":")
	stored, server, ok2 := strings.Cut(parts[2], ":")
	if !ok || !ok2 {
		return c, bad
	}
	if c.Iters, err = strconv.Atoi(iterations); err != nil || c.Iters < 1 {
		return c, bad
	}
	decoded, err := base64.StdEncoding.DecodeString(salt)
	if err != nil || len(decoded) == 0 {
		return c, bad
	}
	c.Salt = string(decoded)
	if c.StoredKey, err = base64.StdEncoding.DecodeString(stored); err != nil || len(c.StoredKey) != 32 {
		return c, bad
	}
	if c.ServerKey, err = base64.StdEncoding.DecodeString(server); err != nil || len(c.ServerKey) != 32 {
		return c, bad
	}
	return c, nil
}
