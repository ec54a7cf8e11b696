package pgwire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Request codes and limits of the start-up packet, from PostgreSQL's
// src/include/libpq/pqcomm.h.
const (
	cancelRequestCode = 1234<<16 | 5678
	sslRequestCode    = 1234<<16 | 5679
	gssRequestCode    = 1234<<16 | 5680
	maxStartupPacket  = 10000

	protocolMajor  = 3
	protocolNewest = 2 // the newest minor version that is spoken
)

// errHandled ends a connection that has had all it came for, as a CancelRequest.
var errHandled = errors.New("connection handled")

// startup reads start-up packets until one asks for a session, and answers the
// others. It gives the session's parameters.
func (c *conn) startup() (map[string]string, error) {
	_ = c.net.SetDeadline(time.Now().Add(c.server.startupTimeout()))
	var askedTLS, askedGSS bool
	if err := c.directTLS(); err != nil {
		return nil, err
	}
	for {
		packet, err := readStartupPacket(c.net)
		if err != nil {
			return nil, err
		}
		switch code := binary.BigEndian.Uint32(packet); {
		case code == cancelRequestCode:
			c.cancelOther(packet)
			return nil, errHandled
		case code == sslRequestCode && !askedTLS && !c.encrypted():
			askedTLS = true
			err = c.answerSSLRequest()
		case code == gssRequestCode && !askedGSS:
			askedGSS = true
			err = c.refuseEncryption()
		default:
			return c.startSession(packet)
		}
		if err != nil {
			return nil, err
		}
	}
}

// refuseEncryption answers an SSLRequest or GSSENCRequest with no.
func (c *conn) refuseEncryption() error {
	if _, err := c.net.Write([]byte{'N'}); err != nil {
		return fmt.Errorf("answer encryption request: %w", err)
	}
	return nil
}

func (c *conn) cancelOther(packet []byte) {
	var m pgproto3.CancelRequest
	if err := m.Decode(packet); err != nil {
		c.log.Debug("read cancel request", "err", err)
		return
	}
	c.server.cancelRequest(m.ProcessID, m.SecretKey)
}

// startSession reads the StartupMessage and settles the protocol's version.
func (c *conn) startSession(packet []byte) (map[string]string, error) {
	version := binary.BigEndian.Uint32(packet)
	major, minor := version>>16, uint16(version)
	if major != protocolMajor {
		return nil, fatal(pgerr.FeatureNotSupported,
			"unsupported frontend protocol %d.%d: server supports %d.0 to %d.%d",
			major, minor, protocolMajor, protocolMajor, protocolNewest)
	}
	params, unknown, err := startupParams(packet[4:])
	if err != nil {
		return nil, err
	}
	c.minor = min(minor, protocolNewest)
	if minor > protocolNewest || len(unknown) > 0 {
		// PostgreSQL sends the whole version, not only its minor half.
		err = c.writeNow(&pgproto3.NegotiateProtocolVersion{
			NewestMinorProtocol: protocolMajor<<16 | uint32(c.minor),
			UnrecognizedOptions: unknown,
		})
		if err != nil {
			return nil, err
		}
	}
	if params["user"] == "" {
		return nil, fatal(pgerr.InvalidAuthorization, "no PostgreSQL user name specified in startup packet")
	}
	if params["database"] == "" {
		params["database"] = params["user"]
	}
	return params, nil
}

// readStartupPacket reads a packet without its length word, and not a byte more.
func readStartupPacket(r io.Reader) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, fmt.Errorf("read start-up packet: %w", err)
	}
	size := int64(binary.BigEndian.Uint32(head[:])) - 4
	if size < 4 || size > maxStartupPacket {
		return nil, fatal(pgerr.ProtocolViolation, "invalid length of startup packet")
	}
	packet := make([]byte, size)
	if _, err := io.ReadFull(r, packet); err != nil {
		return nil, fmt.Errorf("read start-up packet: %w", err)
	}
	return packet, nil
}

// startupParams reads the name and value pairs of a StartupMessage, and gives the
// protocol options (_pq_.…) apart, since none is known.
func startupParams(p []byte) (params map[string]string, unknown []string, err error) {
	params = map[string]string{}
	for {
		name, rest, ok := cString(p)
		if !ok {
			break
		}
		if name == "" {
			if len(rest) != 0 {
				break
			}
			slices.Sort(unknown)
			return params, unknown, nil
		}
		value, rest, ok := cString(rest)
		if !ok {
			break
		}
		if strings.HasPrefix(name, "_pq_.") {
			unknown = append(unknown, name)
		} else {
			params[name] = value
		}
		p = rest
	}
	return nil, nil, fatal(pgerr.ProtocolViolation,
		"invalid startup packet layout: expected terminator as last byte")
}

func cString(p []byte) (s string, rest []byte, ok bool) {
	end := bytes.IndexByte(p, 0)
	if end < 0 {
		return "", nil, false
	}
	return string(p[:end]), p[end+1:], true
}
