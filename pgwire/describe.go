package pgwire

import (
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire/charset"
)

// describe answers a Describe message.
func (c *conn) describe(body []byte) error {
	var m pgproto3.Describe
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	if err := c.fromClient(&m.Name); err != nil {
		return err
	}
	switch m.ObjectType {
	case 'S':
		p, err := c.prepared.Get(m.Name)
		if err != nil {
			return err
		}
		if p.Columns != nil && c.txStatus() == 'E' {
			return errFailedBlock()
		}
		c.out.send(&pgproto3.ParameterDescription{ParameterOIDs: p.ParamOIDs})
		return c.sendDescription(p.Columns, nil)
	case 'P':
		if d, ok := c.session.(Declarer); ok && c.portals[m.Name] == nil {
			if columns, found := d.Cursor(m.Name); found {
				return c.sendDescription(columns, nil)
			}
		}
		p, err := c.portal(m.Name)
		if err != nil {
			return err
		}
		if p.prepared.Columns != nil && c.txStatus() == 'E' {
			return errFailedBlock()
		}
		return c.sendDescription(p.prepared.Columns, p.formats)
	default:
		return pgerr.New(pgerr.ProtocolViolation, "invalid DESCRIBE message subtype %d", m.ObjectType)
	}
}

func (c *conn) sendDescription(columns []Column, formats []int16) error {
	if columns == nil {
		c.out.send(&pgproto3.NoData{})
		return nil
	}
	return c.sendRowDescription(columns, formats)
}

func (c *conn) sendRowDescription(columns []Column, formats []int16) error {
	m := rowDescription(columns, formats)
	for i := range m.Fields {
		f := &m.Fields[i]
		if charset.IsASCII(f.Name) {
			continue
		}
		var err error
		if f.Name, err = c.charset().Append(nil, f.Name); err != nil {
			return err
		}
	}
	c.out.send(m)
	return nil
}

// rowDescription describes columns; formats is nil or has one for each.
func rowDescription(columns []Column, formats []int16) *pgproto3.RowDescription {
	fields := make([]pgproto3.FieldDescription, len(columns))
	for i, col := range columns {
		fields[i] = pgproto3.FieldDescription{
			Name:                 []byte(clean(col.Name)),
			TableOID:             col.TableOID,
			TableAttributeNumber: col.AttNum,
			DataTypeOID:          col.OID,
			DataTypeSize:         typeSize(col.OID),
			TypeModifier:         col.TypeMod,
		}
		if formats != nil {
			fields[i].Format = formats[i]
		}
	}
	return &pgproto3.RowDescription{Fields: fields}
}
