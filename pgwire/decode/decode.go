package decode

import (
	"bytes"
	"math"
	"net/netip"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/encode"
)

// Parameter gives the text form of a binary parameter of the type oid, whose texts are
// in a charset; n is its number, for errors. Dates and times come in ISO style,
// timestamptz in UTC.
func Parameter(value []byte, oid uint32, n int, c *charset.Charset) (string, error) {
	r := &reader{data: value, charset: c}
	text, err := appendValue(nil, r, oid)
	if err != nil {
		return "", err
	}
	if len(r.data) > 0 {
		return "", pgerr.New(pgerr.InvalidBinaryRepresentation,
			"incorrect binary data format in bind parameter %d", n)
	}
	return string(text), nil
}

// style is how decoded values are written.
func style() *encode.Style { return &encode.Style{ExtraFloatDigits: 1} }

// appendValue reads one value from r and appends its text form. Types of varying
// length take all of r.
func appendValue(dst []byte, r *reader, oid uint32) ([]byte, error) {
	if encode.IsOID(oid) {
		return strconv.AppendUint(dst, uint64(r.uint32()), 10), r.err
	}
	if encode.IsVector(oid) {
		return appendVector(dst, r, oid)
	}
	if elem, ok := encode.ElementOID(oid); ok {
		return appendArray(dst, r, elem)
	}
	if encode.IsText(oid) {
		return r.appendText(dst, r.rest())
	}
	switch oid {
	case pgtype.ByteaOID:
		return encode.Bytea(dst, r.rest(), false), nil
	case pgtype.JSONBOID:
		if version := r.uint8(); r.err == nil && version != 1 {
			return dst, pgerr.New(pgerr.InternalError, "unsupported jsonb version number %d", version)
		}
		if r.err != nil {
			return dst, r.err
		}
		return r.appendText(dst, r.rest())
	case pgtype.JSONPathOID:
		if version := r.uint8(); r.err == nil && version != 1 {
			return dst, pgerr.New(pgerr.InternalError, "unsupported jsonpath version number: %d", version)
		}
		if r.err != nil {
			return dst, r.err
		}
		return r.appendText(dst, r.rest())
	case pgtype.NumericOID:
		return appendNumeric(dst, r)
	case pgtype.UUIDOID:
		high, low := r.uint64(), r.uint64()
		return encode.UUID(dst, high, low), r.err
	case pgtype.InetOID:
		return encode.Inet(dst, r.rest())
	case pgtype.CIDROID:
		return appendCIDR(dst, r.rest())
	case pgtype.QCharOID:
		if b := r.byte(); b != 0 {
			return r.appendText(dst, []byte{b})
		}
		return dst, r.err
	}
	return appendFixed(dst, r, oid)
}

// appendFixed is appendValue for the types of a fixed length.
func appendFixed(dst []byte, r *reader, oid uint32) ([]byte, error) {
	switch oid {
	case pgtype.BoolOID:
		return encode.Bool(dst, r.byte() != 0), r.err
	case pgtype.Int2OID:
		return strconv.AppendInt(dst, int64(int16(r.uint16())), 10), r.err
	case pgtype.Int4OID:
		return strconv.AppendInt(dst, int64(int32(r.uint32())), 10), r.err
	case pgtype.Int8OID:
		return strconv.AppendInt(dst, int64(r.uint64()), 10), r.err
	case pgtype.Float4OID:
		return encode.Float32(dst, math.Float32frombits(r.uint32()), 1), r.err
	case pgtype.Float8OID:
		return encode.Float64(dst, math.Float64frombits(r.uint64()), 1), r.err
	case pgtype.DateOID:
		return appendDate(dst, r)
	case pgtype.TimeOID:
		return appendTime(dst, r)
	case pgtype.TimestampOID, pgtype.TimestamptzOID:
		return appendTimestamp(dst, r, oid)
	case pgtype.IntervalOID:
		micros, days, months := int64(r.uint64()), int32(r.uint32()), int32(r.uint32())
		return style().IntervalValue(dst, months, days, micros), r.err
	}
	return dst, pgerr.New(pgerr.UndefinedFunction,
		"no binary input function available for type with OID %d", oid)
}

// appendCIDR is appendValue for cidr, which may have no bits behind those of the network.
func appendCIDR(dst, value []byte) ([]byte, error) {
	text, err := encode.Inet(nil, value)
	if err != nil {
		e := *pgerr.Flatten(err)
		e.Message = strings.Replace(e.Message, "inet", "cidr", 1)
		return dst, &e
	}
	prefix, err := netip.ParsePrefix(string(text))
	if err != nil || prefix.Masked() != prefix {
		return dst, pgerr.New(pgerr.InvalidBinaryRepresentation, "invalid external \"cidr\" value").
			WithDetail("Value has bits set to right of mask.")
	}
	return append(dst, text...), nil
}

func (r *reader) appendText(dst, text []byte) ([]byte, error) {
	return AppendText(dst, text, r.charset)
}

// AppendText appends a client's text in UTF-8. It must have no NUL, and no byte that its
// charset has not: 22021, or 22P05 where UTF-8 has no such character.
func AppendText(dst, text []byte, c *charset.Charset) ([]byte, error) {
	if at := bytes.IndexByte(text, 0); c != nil && at >= 0 {
		return dst, pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"%s\": 0x00", c)
	}
	if c != nil {
		return c.UTF8(dst, text)
	}
	if encode.FirstBad(text) >= 0 {
		return dst, pgerr.New(pgerr.CharacterNotInRepertoire,
			"invalid byte sequence for encoding \"UTF8\": %s", encode.BadSequence(text))
	}
	return append(dst, text...), nil
}
