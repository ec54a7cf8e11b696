package engine

import (
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/planner/analysis"
)

// CheckInput gives the error of a type's input function for the text of a parameter. See
// pgwire.InputChecker.
func (s *session) CheckInput(oid uint32, text string) error {
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
