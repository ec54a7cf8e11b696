package encode

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// TextToBinary appends the binary form of a value of the type oid that is at hand
// as text (bytea: as its bytes). Types of text are the same in both.
func TextToBinary(dst, text []byte, oid uint32) ([]byte, error) {
	if IsOID(oid) {
		return oidFromText(dst, text, oid)
	}
	if IsVector(oid) {
		return vectorFromText(dst, text, oid)
	}
	if elem, ok := ElementOID(oid); ok {
		return arrayFromText(dst, text, elem)
	}
	switch oid {
	case pgtype.JSONBOID, pgtype.JSONPathOID:
		return append(append(dst, 1), text...), nil
	case pgtype.NumericOID:
		return NumericBinary(dst, text)
	case pgtype.BoolOID:
		return BoolBinary(dst, len(text) > 0 && (text[0] == 't' || text[0] == 'T' || text[0] == '1')), nil
	case pgtype.Int2OID:
		return intFromText(dst, text, 16, "smallint")
	case pgtype.Int4OID:
		return intFromText(dst, text, 32, "integer")
	case pgtype.Int8OID:
		return intFromText(dst, text, 64, "bigint")
	case pgtype.Float4OID:
		return floatFromText(dst, text, 32, "real")
	case pgtype.Float8OID:
		return floatFromText(dst, text, 64, "double precision")
	case pgtype.UUIDOID:
		return uuidFromText(dst, text)
	case pgtype.InetOID, pgtype.CIDROID:
		return inetFromText(dst, text, oid)
	case pgtype.QCharOID:
		if len(text) == 0 {
			return append(dst, 0), nil
		}
		return append(dst, text[0]), nil
	}
	if IsText(oid) || oid == pgtype.ByteaOID {
		return append(dst, text...), nil
	}
	return dst, pgerr.New(pgerr.FeatureNotSupported,
		"binary output of type with OID %d is not supported", oid).
		WithHint("Ask for the result in text format, or cast the column to text.")
}

// IsText says whether the type's binary form is its text form.
func IsText(oid uint32) bool {
	switch oid {
	case 0, pgtype.TextOID, pgtype.VarcharOID, pgtype.BPCharOID, pgtype.NameOID, pgtype.JSONOID,
		pgtype.UnknownOID, pgtype.XMLOID, 194, 1790, 2275, 2278: // pg_node_tree, refcursor, cstring, void
		return true
	}
	return false
}

func badSyntax(name string, text []byte) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: \"%s\"", name, text)
}

func intFromText(dst, text []byte, size int, name string) ([]byte, error) {
	n, err := strconv.ParseInt(string(text), 10, size)
	if err != nil {
		return dst, badSyntax(name, text)
	}
	switch size {
	case 16:
		return binary.BigEndian.AppendUint16(dst, uint16(n)), nil
	case 32:
		return binary.BigEndian.AppendUint32(dst, uint32(n)), nil
	}
	return binary.BigEndian.AppendUint64(dst, uint64(n)), nil
}

func floatFromText(dst, text []byte, size int, name string) ([]byte, error) {
	f, err := strconv.ParseFloat(string(text), size)
	if err != nil {
		return dst, badSyntax(name, text)
	}
	if size == 32 {
		return binary.BigEndian.AppendUint32(dst, math.Float32bits(float32(f))), nil
	}
	return binary.BigEndian.AppendUint64(dst, math.Float64bits(f)), nil
}

// oidFromText reads a number. The reg* types may be at hand only by name, and
// their number is the engine's to know.
func oidFromText(dst, text []byte, oid uint32) ([]byte, error) {
	if string(text) == "-" {
		return binary.BigEndian.AppendUint32(dst, 0), nil
	}
	n, err := strconv.ParseUint(string(text), 10, 32)
	if err != nil {
		return dst, pgerr.New(pgerr.FeatureNotSupported,
			"binary output of type with OID %d is not supported for \"%s\"", oid, text)
	}
	return binary.BigEndian.AppendUint32(dst, uint32(n)), nil
}

func uuidFromText(dst, text []byte) ([]byte, error) {
	var digits [32]byte
	n := 0
	for _, b := range text {
		if b == '-' || b == '{' || b == '}' {
			continue
		}
		if n == len(digits) {
			return dst, badSyntax("uuid", text)
		}
		digits[n] = b
		n++
	}
	out, err := hex.AppendDecode(dst, digits[:n])
	if err != nil || n != len(digits) {
		return dst, badSyntax("uuid", text)
	}
	return out, nil
}
