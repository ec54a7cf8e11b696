package pgwire

import (
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"

	"github.com/xdg-go/scram"

	"github.com/trailgres/trailgres/internal/pgerr"
)

const (
	// protocolALPN is the protocol's name in ALPN, which a client must give that
	// begins with TLS at once (https://www.postgresql.org/docs/17/protocol-flow.html).
	protocolALPN = "postgresql"
	// helloByte begins a TLS handshake; no start-up packet is that long.
	helloByte = 0x16
)

// encrypted says whether the client speaks TLS.
func (c *conn) encrypted() bool {
	_, ok := c.net.(*tls.Conn)
	return ok
}

// answerSSLRequest begins TLS, or refuses it. Nothing beyond the request has been
// read, so that whatever somebody has put behind it in plain text is taken for
// TLS and fails.
func (c *conn) answerSSLRequest() error {
	if c.server.TLS == nil {
		return c.refuseEncryption()
	}
	if _, err := c.net.Write([]byte{'S'}); err != nil {
		return fmt.Errorf("answer encryption request: %w", err)
	}
	_, err := c.beginTLS(c.net)
	return err
}

// directTLS begins TLS when the first byte is a handshake's.
func (c *conn) directTLS() error {
	if c.server.TLS == nil {
		return nil
	}
	var first [1]byte
	if _, err := io.ReadFull(c.net, first[:]); err != nil {
		return fmt.Errorf("read start-up packet: %w", err)
	}
	begun := &prefixedConn{Conn: c.net, prefix: first[:]}
	if first[0] != helloByte {
		c.net = begun
		return nil
	}
	state, err := c.beginTLS(begun)
	if err == nil && state.NegotiatedProtocol != protocolALPN {
		return fatal(pgerr.ProtocolViolation, "received direct SSL connection request without ALPN protocol negotiation extension")
	}
	return err
}

func (c *conn) beginTLS(over net.Conn) (tls.ConnectionState, error) {
	config := c.server.TLS.Clone()
	config.NextProtos = []string{protocolALPN}
	config.MinVersion = max(config.MinVersion, tls.VersionTLS12)
	t := tls.Server(over, config)
	if err := t.HandshakeContext(c.ctx); err != nil {
		// Nobody at the other end would understand an ErrorResponse.
		c.log.Debug("TLS handshake", "err", err)
		return tls.ConnectionState{}, errHandled
	}
	c.net = t
	return t.ConnectionState(), nil
}

// prefixedConn gives bytes that were read already once more.
type prefixedConn struct {
	net.Conn
	prefix []byte
}

// Read gives the prefix first.
func (p *prefixedConn) Read(b []byte) (int, error) {
	if len(p.prefix) > 0 {
		n := copy(b, p.prefix)
		p.prefix = p.prefix[n:]
		return n, nil
	}
	return p.Conn.Read(b)
}

// CloseWrite sends the end of the stream, if the connection can.
func (p *prefixedConn) CloseWrite() error {
	if half, ok := p.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// channelBinding ties SCRAM to the TLS it runs in, by the hash of the server's
// certificate (tls-server-end-point, RFC 5929); without TLS there is none.
func (c *conn) channelBinding() scram.ChannelBinding {
	if !c.encrypted() || len(c.server.TLS.Certificates) != 1 || len(c.server.TLS.Certificates[0].Certificate) == 0 {
		return scram.ChannelBinding{}
	}
	cert, err := x509.ParseCertificate(c.server.TLS.Certificates[0].Certificate[0])
	if err != nil {
		return scram.ChannelBinding{}
	}
	h := certificateHash(cert.SignatureAlgorithm).New()
	h.Write(cert.Raw)
	return scram.ChannelBinding{Type: scram.ChannelBindingTLSServerEndpoint, Data: h.Sum(nil)}
}

// certificateHash is the hash of the certificate's signature, SHA-256 for weaker ones
// and where there is none.
func certificateHash(a x509.SignatureAlgorithm) crypto.Hash {
	switch a {
	case x509.SHA384WithRSA, x509.ECDSAWithSHA384, x509.SHA384WithRSAPSS:
		return crypto.SHA384
	case x509.SHA512WithRSA, x509.ECDSAWithSHA512, x509.SHA512WithRSAPSS:
		return crypto.SHA512
	}
	return crypto.SHA256
}
