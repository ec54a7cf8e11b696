package pgwire

import (
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// describe answers a Describe message.
func (c *conn) describe(body []byte) error {
	var m pgproto3.Describe
	if err := m.Decode(body); err != nil {
		return invalidMessage(body, err)
	}
	switch m.ObjectType {
	case 'S':
		p, err := c.prepared.Get(m.Name)
		if err != nil {
			return err
		}
		c.out.send(&pgproto3.ParameterDescription{ParameterOIDs: p.ParamOIDs})
		c.sendDescription(p.Columns, nil)
	case 'P':
		if d, ok := c.session.(Declarer); ok && c.portals[m.Name] == nil {
			if columns, found := d.Cursor(m.Name); found {
				c.sendDescription(columns, nil)
				return nil
			}
		}
		p, err := c.portal(m.Name)
		if err != nil {
			return err
		}
		c.sendDescription(p.prepared.Columns, p.formats)
	default:
		return pgerr.New(pgerr.ProtocolViolation, "invalid DESCRIBE message subtype %d", m.ObjectType)
	}
	return nil
}

func (c *conn) sendDescription(columns []Column, formats []int16) {
	if columns == nil {
		c.out.send(&pgproto3.NoData{})
		return
	}
	c.out.send(rowDescription(columns, formats))
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
