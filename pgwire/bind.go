package pgwire

import (
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"

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
	if err := c.usable(prepared); err != nil {
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
	if p.args, err = c.bindArgs(&m, prepared.ParamOIDs); err != nil {
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

// usable refuses in a failed transaction block all statements but those that end it.
func (c *conn) usable(p *PreparedStatement) error {
	ender, ok := p.Statement.(BlockEnder)
	if c.txStatus() != 'E' || p.Statement == nil || ok && ender.EndsBlock() {
		return nil
	}
	return errFailedBlock()
}

func errFailedBlock() error {
	return pgerr.New(pgerr.InFailedSQLTransaction,
		"current transaction is aborted, commands ignored until end of transaction block")
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

// bindArgs gives every parameter's text form.
func (c *conn) bindArgs(m *pgproto3.Bind, oids []uint32) ([]Arg, error) {
	args := make([]Arg, len(m.Parameters))
	limit := textGrowth * c.server.maxMessage()
	var in *charset.Charset
	if len(args) > 0 {
		in = c.charset()
	}
	for i, value := range m.Parameters {
		if value == nil {
			args[i].Null = true
			continue
		}
		text, where, err := c.bindArg(value, formatOf(m.ParameterFormatCodes, i), oids[i], i+1, in)
		if err != nil {
			return nil, boundContext(err, m.DestinationPortal, where)
		}
		if limit -= len(text); limit < 0 {
			return nil, pgerr.New(pgerr.ProgramLimitExceeded, "bind parameters are too large")
		}
		args[i].Text = text
	}
	return args, nil
}

// bindArg gives the text form of parameter number n, and how a CONTEXT tells the parameter.
func (c *conn) bindArg(value []byte, format int16, oid uint32, n int, in *charset.Charset) (text, where string, err error) {
	where = fmt.Sprintf("parameter $%d", n)
	switch format {
	case pgproto3.TextFormat:
		read, err := decode.AppendText(nil, value, in)
		if err != nil {
			return "", where, err
		}
		// PostgreSQL leaves values out of contexts (log_parameter_max_length_on_error).
		if where += " = '...'"; len(value) == 0 {
			where = strings.ReplaceAll(where, "...", "")
		}
		return string(read), where, c.checkInput(string(read), oid, -1)
	case pgproto3.BinaryFormat:
		text, err = decode.Parameter(value, oid, n, in)
		if err == nil && (oid == pgtype.JSONOID || oid == pgtype.JSONBOID) {
			err = c.checkInput(text, oid, -1)
		}
		return text, where, err
	}
	return "", where, unsupportedFormat(format)
}

// checkInput has a type's input function look at a text.
func (c *conn) checkInput(text string, oid uint32, modifier int32) error {
	known, err := decode.CheckText(text, oid)
	if checker, ok := c.session.(InputChecker); ok && err == nil && (!known || modifier >= 0) {
		return checker.CheckInput(oid, modifier, text)
	}
	return err
}

// boundContext tells in an error's CONTEXT which parameter of which portal it arose in
// (bind_param_error_callback in src/backend/tcop/postgres.c).
func boundContext(err error, portal, where string) error {
	e := *pgerr.Flatten(err)
	if e.Context != "" {
		e.Context += "\n"
	}
	if portal == "" {
		e.Context += "unnamed portal " + where
	} else {
		e.Context += fmt.Sprintf("portal \"%s\" %s", portal, where)
	}
	return &e
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
