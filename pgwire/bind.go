package pgwire

import (
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/pgwire/decode"
)

// bind answers a Bind message: it makes a portal.
func (c *conn) bind(body []byte) error {
	var m pgproto3.Bind
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	if err := c.fromClient(&m.PreparedStatement, &m.DestinationPortal); err != nil {
		return err
	}
	prepared, err := c.prepared.Get(m.PreparedStatement)
	if err != nil {
		return err
	}
	if err := checkParameterCount(&m, prepared); err != nil {
		return err
	}
	if m.DestinationPortal != "" && c.portals[m.DestinationPortal] != nil {
		return pgerr.New(pgerr.DuplicateCursor, "cursor \"%s\" already exists", m.DestinationPortal)
	}
	if len(c.portals) >= maxPortals && c.portals[m.DestinationPortal] == nil {
		return pgerr.New(configurationLimitExceeded, "too many portals").
			WithHint("A session may have %d. Close those that are not needed any more.", maxPortals)
	}
	p := &portal{name: m.DestinationPortal, prepared: prepared}
	if p.args, err = c.bindArgs(&m, prepared.ParamOIDs, textGrowth*c.server.maxMessage()); err != nil {
		return err
	}
	if p.formats, err = resultFormats(m.ResultFormatCodes, len(prepared.Columns)); err != nil {
		return err
	}
	c.dropPortal(m.DestinationPortal)
	c.addPortal(p)
	c.out.send(&pgproto3.BindComplete{})
	return nil
}

// checkParameterCount holds the message against the statement, in the words of
// exec_bind_message in PostgreSQL's src/backend/tcop/postgres.c.
func checkParameterCount(m *pgproto3.Bind, p *PreparedStatement) error {
	formats, params := len(m.ParameterFormatCodes), len(m.Parameters)
	if formats > 1 && formats != params {
		return pgerr.New(pgerr.ProtocolViolation,
			"bind message has %d parameter formats but %d parameters", formats, params)
	}
	if params != len(p.ParamOIDs) {
		return pgerr.New(pgerr.ProtocolViolation,
			"bind message supplies %d parameters, but prepared statement \"%s\" requires %d",
			params, p.Name, len(p.ParamOIDs))
	}
	return nil
}

// textGrowth is how many times larger than the largest message the text forms of
// a Bind's parameters may be. A few bytes can stand for a numeric of 131072 digits.
const textGrowth = 4

// bindArgs gives every parameter's text form; together they have at most limit bytes.
func (c *conn) bindArgs(m *pgproto3.Bind, oids []uint32, limit int) ([]Arg, error) {
	args := make([]Arg, len(m.Parameters))
	var in *charset.Charset
	if len(args) > 0 {
		in = c.charset()
	}
	for i, value := range m.Parameters {
		if value == nil {
			args[i].Null = true
			continue
		}
		text, err := bindArg(value, formatOf(m.ParameterFormatCodes, i), oids[i], i+1, in)
		if err != nil {
			return nil, err
		}
		if limit -= len(text); limit < 0 {
			return nil, pgerr.New(pgerr.ProgramLimitExceeded, "bind parameters are too large")
		}
		args[i].Text = text
	}
	return args, nil
}

// bindArg gives the text form of parameter number n.
func bindArg(value []byte, format int16, oid uint32, n int, c *charset.Charset) (string, error) {
	switch format {
	case pgproto3.TextFormat:
		text, err := decode.AppendText(nil, value, c)
		if err != nil {
			return "", err
		}
		return string(text), decode.CheckText(string(text), oid)
	case pgproto3.BinaryFormat:
		return decode.Parameter(value, oid, n, c)
	}
	return "", unsupportedFormat(format)
}

// formatOf is the format of column or parameter i: none given means text, one
// holds for all.
func formatOf(formats []int16, i int) int16 {
	switch len(formats) {
	case 0:
		return pgproto3.TextFormat
	case 1:
		return formats[0]
	}
	return formats[i]
}

// resultFormats spreads the formats of a Bind over n columns.
func resultFormats(given []int16, n int) ([]int16, error) {
	if n == 0 {
		return nil, nil
	}
	if len(given) > 1 && len(given) != n {
		return nil, pgerr.New(pgerr.ProtocolViolation,
			"bind message has %d result formats but query has %d columns", len(given), n)
	}
	formats := make([]int16, n)
	for i := range formats {
		formats[i] = formatOf(given, i)
	}
	return formats, nil
}

// checkFormats refuses formats that do not exist. PostgreSQL does when a portal
// runs, not when it is bound.
func checkFormats(formats []int16) error {
	for _, format := range formats {
		if format != pgproto3.TextFormat && format != pgproto3.BinaryFormat {
			return unsupportedFormat(format)
		}
	}
	return nil
}

func unsupportedFormat(format int16) error {
	return pgerr.New(pgerr.InvalidParameterValue, "unsupported format code: %d", format)
}
