package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"

	"github.com/trailgres/trailgres/pgwire"
)

// accessFlags adds the flags that say who may connect.
func (f *flags) accessFlags(c *config) {
	f.value("users", "PATH", "file of users and their hashed passwords, written by trailgres passwd; clients must log in by SCRAM-SHA-256", "", text(&c.usersFile))
	f.value("auth", "scram|trust", "how clients log in. Without it: scram when there is a file of users, else trust, which needs a loopback address unless it is asked for here", "", oneOf(&c.auth, "scram", "trust"))
	f.value("tls-cert", "PATH", "certificate (PEM) for clients that ask for TLS", "", text(&c.tlsCert))
	f.value("tls-key", "PATH", "the certificate's private key (PEM)", "", text(&c.tlsKey))
}

// checkAccess refuses to let everybody in from everywhere unless that is asked for.
func (c *config) checkAccess() error {
	switch {
	case c.auth == "scram" && c.usersFile == "":
		return errors.New("--auth scram needs --users PATH, a file that trailgres passwd USER writes")
	case (c.tlsCert == "") != (c.tlsKey == ""):
		return errors.New("--tls-cert and --tls-key belong together")
	case c.auth == "" && c.usersFile == "" && !loopback(c.listen):
		return fmt.Errorf("listen on %s: it is not a loopback address, and others could connect without a password: "+
			"name a file of users with --users PATH (trailgres passwd USER --users PATH writes it), or say --auth trust", c.listen)
	}
	return nil
}

// loopback says whether only this machine can reach an address.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// secure gives the server what the flags say of users and TLS.
func (c *config) secure(s *pgwire.Server) error {
	if c.usersFile != "" && c.auth != "trust" {
		u := &users{path: c.usersFile}
		if _, err := u.read(); err != nil {
			return err
		}
		s.Authenticate = pgwire.SCRAM(u.verifier)
	}
	if c.tlsCert == "" {
		return nil
	}
	pair, err := tls.LoadX509KeyPair(c.tlsCert, c.tlsKey)
	if err != nil {
		return fmt.Errorf("read --tls-cert and --tls-key: %w", err)
	}
	s.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	return nil
}
