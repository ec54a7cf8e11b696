package pgwire

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/xdg-go/scram"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The codes of authentication requests
// (https://www.postgresql.org/docs/15/protocol-message-formats.html) and the names of
// the mechanisms.
const (
	authSASL         = 10
	authSASLContinue = 11
	authSASLFinal    = 12

	mechanism     = "SCRAM-SHA-256"
	mechanismPlus = "SCRAM-SHA-256-PLUS"
)

// SCRAM is an Authenticator by SCRAM-SHA-256 (RFC 5802, RFC 7677), over TLS with
// channel binding for clients that can. verifier gives a user's as NewVerifier makes
// it. A client cannot tell an unknown user from a wrong password.
func SCRAM(verifier func(user string) (string, bool)) Authenticator {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return func(_ context.Context, client Client, x *AuthExchange) error {
		user := client.Params["user"]
		keys, known := storedKeys(verifier, user, secret)
		server, err := scram.SHA256.NewServer(func(string) (scram.StoredCredentials, error) { return keys, nil })
		if err != nil {
			return fmt.Errorf("make SCRAM server: %w", err)
		}
		valid, err := x.scram(server)
		if err != nil {
			return err
		}
		if !valid || !known {
			return fatal(pgerr.InvalidPassword, "password authentication failed for user \"%s\"", user)
		}
		return nil
	}
}

// storedKeys gives the user's keys; an unknown user gets some that fit no password,
// with a salt that is always the same for the name.
func storedKeys(verifier func(string) (string, bool), user string, secret []byte) (scram.StoredCredentials, bool) {
	if text, ok := verifier(user); ok {
		if keys, err := parseVerifier(text); err == nil {
			return keys, true
		}
	}
	derive := func(what string) []byte {
		h := hmac.New(sha256.New, secret)
		h.Write([]byte(what + "\x00" + user))
		return h.Sum(nil)
	}
	keys := scram.StoredCredentials{StoredKey: derive("stored"), ServerKey: derive("server")}
	keys.Salt, keys.Iters = string(derive("salt")[:verifierSalt]), verifierIterations
	return keys, false
}

// scram has the SASL exchange with the client. The server's last message is sent
// only to a client that has proved to know the password.
func (x *AuthExchange) scram(server *scram.Server) (valid bool, err error) {
	binding := x.c.channelBinding()
	offered := []string{mechanism}
	if binding.IsSupported() {
		offered = []string{mechanismPlus, mechanism}
	}
	var list []byte
	for _, name := range offered {
		list = append(append(list, name...), 0)
	}
	if err := x.Request(authSASL, append(list, 0)); err != nil {
		return false, err
	}
	name, first, err := x.initialResponse()
	if err != nil {
		return false, err
	}
	if !slices.Contains(offered, name) {
		return false, fatal(pgerr.ProtocolViolation, "client selected an invalid SASL authentication mechanism")
	}
	if (name == mechanismPlus) != bytes.HasPrefix(first, []byte("p=")) {
		return false, fatal(pgerr.ProtocolViolation, "malformed SCRAM message").
			WithDetail("The client's channel binding flag does not fit the mechanism that it selected.")
	}
	conversation := server.NewConversationWithChannelBinding(binding)
	challenge, err := conversation.Step(string(first))
	if err != nil {
		return false, errMalformedSCRAM(err)
	}
	if err := x.Request(authSASLContinue, []byte(challenge)); err != nil {
		return false, err
	}
	final, err := x.Response()
	if err != nil {
		return false, err
	}
	answer, err := conversation.Step(string(final))
	if err != nil || !conversation.Valid() {
		return false, nil //nolint:nilerr // a wrong proof is a wrong password
	}
	return true, x.Request(authSASLFinal, []byte(answer))
}

// initialResponse reads a SASLInitialResponse: the mechanism and its first message.
func (x *AuthExchange) initialResponse() (name string, data []byte, err error) {
	body, err := x.Response()
	if err != nil {
		return "", nil, err
	}
	name, rest, ok := cString(body)
	if !ok || len(rest) < 4 || int(int32(binary.BigEndian.Uint32(rest))) != len(rest)-4 {
		return "", nil, fatal(pgerr.ProtocolViolation, "malformed SCRAM message")
	}
	return name, rest[4:], nil
}

func errMalformedSCRAM(err error) error {
	return fatal(pgerr.ProtocolViolation, "malformed SCRAM message").Because(err)
}
