package engine

import (
	"context"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
)

// prepareStatement runs PREPARE: the statement joins those of Parse messages.
func (st *statement) prepareStatement(ctx context.Context) (pgwire.Rows, error) {
	inner, err := st.wrapped()
	if err != nil {
		return nil, err
	}
	for _, name := range st.info.Prepared.Types {
		oid, ok := oidOf(name)
		if !ok {
			return nil, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", name)
		}
		inner.oids = append(inner.oids, oid)
	}
	p := &pgwire.PreparedStatement{Name: st.info.Prepared.Name, Query: st.text, Statement: inner, FromSQL: true}
	if p.ParamOIDs, p.Columns, err = inner.Describe(ctx); err != nil {
		return nil, err
	}
	if err := st.session.client.Prepared.Add(p); err != nil {
		return nil, err
	}
	return noRows(st.info.Tag), nil
}

// oidOf gives a type by its name; arrays have "[]" behind theirs.
func oidOf(name string) (uint32, bool) {
	if name == "unknown" {
		return 0, true
	}
	element, isArray := name, false
	if n := len(name) - 2; n > 0 && name[n:] == "[]" {
		element, isArray = name[:n], true
	}
	for oid, known := range sqlTypes {
		if known == element {
			if isArray {
				oid, ok := arrayOIDs[oid]
				return oid, ok
			}
			return oid, true
		}
	}
	return 0, false
}

// sqlTypes are the types that a parameter may have, by their name in pg_type.
var sqlTypes = map[uint32]string{
	boolOID: "bool", byteaOID: "bytea", nameOID: "name", int8OID: "int8", int2OID: "int2", int4OID: "int4",
	textOID: "text", oidOID: "oid", jsonOID: "json", jsonbOID: "jsonb", float4OID: "float4", float8OID: "float8",
	bpcharOID: "bpchar", varcharOID: "varchar", dateOID: "date", timeOID: "time", timestampOID: "timestamp",
	timestamptzOID: "timestamptz", intervalOID: "interval", numericOID: "numeric", uuidOID: "uuid",
}

// executeStatement runs EXECUTE.
func (st *statement) executeStatement(ctx context.Context, args []pgwire.Arg) (pgwire.Rows, error) {
	p, err := st.session.client.Prepared.Get(st.info.Prepared.Name)
	if err != nil {
		return nil, err
	}
	if n := st.info.Prepared.Count; n != len(p.ParamOIDs) {
		return nil, pgerr.New(pgerr.SyntaxError, "wrong number of parameters for prepared statement \"%s\"", p.Name).
			WithDetail("Expected %d parameters but got %d.", len(p.ParamOIDs), n)
	}
	values, err := st.arguments(ctx, args)
	if err != nil {
		return nil, err
	}
	if p.Statement == nil {
		return noRows(""), nil
	}
	return p.Run(ctx, values)
}

// arguments computes EXECUTE's arguments.
func (st *statement) arguments(ctx context.Context, args []pgwire.Arg) ([]pgwire.Arg, error) {
	values := make([]pgwire.Arg, st.info.Prepared.Count)
	if len(values) == 0 {
		return values, nil
	}
	inner, err := st.wrapped()
	if err != nil {
		return nil, err
	}
	rendered, err := inner.render(ctx, inner.rewriter(nonNil(args)))
	if err != nil {
		return nil, err
	}
	err = st.session.conn.Query(ctx, rendered.SQL, func(row []any) error {
		for i, v := range row {
			text, ok := v.(string)
			values[i] = pgwire.Arg{Text: text, Null: !ok}
		}
		return nil
	})
	return values, err
}

// executeColumns gives the columns that an EXECUTE will have.
func (st *statement) executeColumns() ([]pgwire.Column, error) {
	p, err := st.session.client.Prepared.Get(st.info.Prepared.Name)
	if err != nil {
		return nil, err
	}
	return p.Columns, nil
}

// deallocate runs DEALLOCATE.
func (s *session) deallocate(name, tag string) (pgwire.Rows, error) {
	if name == "" {
		s.client.Prepared.DropAll()
		return noRows(tag), nil
	}
	if !s.client.Prepared.Drop(name) {
		return nil, pgerr.New(pgerr.InvalidSQLStatementName, "prepared statement \"%s\" does not exist", name)
	}
	return noRows(tag), nil
}
