package engine

import (
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/planner/analysis"
)

// CheckInput gives the error of a type's input function for the text of a parameter. See
// pgwire.InputChecker.
func (s *session) CheckInput(oid uint32, modifier int32, text string) error {
	if err := s.checkText(oid, text); err != nil || modifier < 0 {
		return err
	}
	return checkModifier(oid, modifier, text)
}

// checkModifier gives the error of a value that does not fit its type's length or precision.
func checkModifier(oid uint32, modifier int32, text string) (err error) {
	const header = 4 // VARHDRSZ, which these modifiers include
	switch oid {
	case varcharOID:
		_, err = pgfunc.Varchar(text, int(modifier)-header)
	case bpcharOID:
		_, err = pgfunc.Character(text, int(modifier)-header)
	case numericOID:
		precision, scale := int(modifier-header)>>16, int(modifier-header)&0x7ff
		if n, ok := pgfunc.ParseNumeric(text); ok && scale < 1024 && !n.Fits(precision, scale) {
			return errNumericField(precision, scale)
		}
	}
	return err
}

func (s *session) checkText(oid uint32, text string) error {
	switch oid {
	case dateOID, timeOID, timestampOID, timestamptzOID, intervalOID:
		return s.checkTime(sqlTypes[oid], text)
	case byteaOID:
		return checkBytea(text)
	case jsonOID:
		return pgfunc.CheckJSON([]byte(text))
	case jsonbOID:
		_, err := pgfunc.ParseJSONB([]byte(text))
		return err
	}
	return analysis.CheckInput(text, oid, analysis.Input{ReadPath: readPath, ReadInet: readInet})
}

// checkTime leaves what is not supported, rather than wrong, to the statement.
func (s *session) checkTime(name, text string) error {
	_, err := s.readTime(name, text, "")
	if err != nil && pgerr.Flatten(err).Code == pgerr.FeatureNotSupported {
		return nil
	}
	return err
}

// checkBytea is byteain.
func checkBytea(text string) error {
	format := "escape"
	if digits, ok := strings.CutPrefix(text, `\x`); ok {
		text, format = digits, "hex"
	}
	_, err := pgfunc.Decode(text, format)
	return err
}
