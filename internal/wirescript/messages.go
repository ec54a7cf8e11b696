package wirescript

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
)

// frontendMessage reads a message: its type, and its fields as JSON.
func frontendMessage(t testing.TB, name, fields string) pgproto3.FrontendMessage {
	t.Helper()
	var object struct{ Type, Name string }
	var data struct{ Text, Message string }
	var m pgproto3.FrontendMessage
	var into any
	switch name {
	case "Query":
		m = &pgproto3.Query{}
	case "Parse":
		m = &pgproto3.Parse{}
	case "Bind":
		m = &pgproto3.Bind{}
	case "Execute":
		m = &pgproto3.Execute{}
	case "Describe", "Close":
		into = &object
	case "CopyData", "CopyFail":
		into = &data
	case "CopyDone":
		return &pgproto3.CopyDone{}
	case "Sync":
		return &pgproto3.Sync{}
	case "Flush":
		return &pgproto3.Flush{}
	case "Terminate":
		return &pgproto3.Terminate{}
	case "FunctionCall":
		return &pgproto3.FunctionCall{Function: 1598, Arguments: [][]byte{}, ArgFormatCodes: []uint16{}}
	default:
		t.Fatalf("unknown message %s", name)
	}
	if into == nil {
		into = m
	}
	if fields != "" {
		if err := json.Unmarshal([]byte(fields), into); err != nil {
			t.Fatal(err)
		}
	}
	switch name {
	case "Describe":
		return &pgproto3.Describe{ObjectType: object.Type[0], Name: object.Name}
	case "Close":
		return &pgproto3.Close{ObjectType: object.Type[0], Name: object.Name}
	case "CopyData":
		return &pgproto3.CopyData{Data: []byte(data.Text)}
	case "CopyFail":
		return &pgproto3.CopyFail{Message: data.Message}
	}
	return m
}

// hidden are the parameters whose values are each server's own.
var hidden = map[string]bool{"server_version": true, "session_authorization": true, "is_superuser": true, "TimeZone": true}

// describe tells what a message says.
func describe(m pgproto3.BackendMessage) string {
	switch m := m.(type) {
	case *pgproto3.RowDescription:
		var b strings.Builder
		for _, f := range m.Fields {
			fmt.Fprintf(&b, " %s(type %d size %d mod %d format %d)", f.Name, f.DataTypeOID, f.DataTypeSize, f.TypeModifier, f.Format)
		}
		return b.String()
	case *pgproto3.DataRow:
		return describeRow(m)
	case *pgproto3.CommandComplete:
		return " " + string(m.CommandTag)
	case *pgproto3.ReadyForQuery:
		return " " + string(m.TxStatus)
	case *pgproto3.ParameterDescription:
		return fmt.Sprint(" ", m.ParameterOIDs)
	case *pgproto3.ParameterStatus:
		if hidden[m.Name] {
			return " " + m.Name
		}
		return fmt.Sprintf(" %s=%s", m.Name, m.Value)
	case *pgproto3.NegotiateProtocolVersion:
		return fmt.Sprintf(" %d.%d %q", m.NewestMinorProtocol>>16, m.NewestMinorProtocol&0xffff, m.UnrecognizedOptions)
	case *pgproto3.BackendKeyData:
		return fmt.Sprintf(" of %d bytes", len(m.SecretKey))
	case *pgproto3.CopyData:
		return fmt.Sprintf(" %q", m.Data)
	case *pgproto3.CopyInResponse:
		return fmt.Sprintf(" format %d %v", m.OverallFormat, m.ColumnFormatCodes)
	case *pgproto3.CopyOutResponse:
		return fmt.Sprintf(" format %d %v", m.OverallFormat, m.ColumnFormatCodes)
	case *pgproto3.NotificationResponse:
		return fmt.Sprintf(" %s %q", m.Channel, m.Payload)
	case *pgproto3.ErrorResponse:
		return describeError(m)
	case *pgproto3.NoticeResponse:
		return describeError((*pgproto3.ErrorResponse)(m))
	}
	return ""
}

func describeRow(m *pgproto3.DataRow) string {
	var b strings.Builder
	for _, v := range m.Values {
		if v == nil {
			b.WriteString(" NULL")
		} else {
			fmt.Fprintf(&b, " %q", v)
		}
	}
	return b.String()
}

// describeError tells all fields but those of PostgreSQL's source.
func describeError(e *pgproto3.ErrorResponse) string {
	s := fmt.Sprintf(" %s/%s %s: %s", e.Severity, e.SeverityUnlocalized, e.Code, e.Message)
	for _, f := range []struct{ name, value string }{
		{"DETAIL", e.Detail}, {"HINT", e.Hint}, {"SCHEMA", temporary.ReplaceAllString(e.SchemaName, "pg_temp")}, {"TABLE", e.TableName}, {"COLUMN", e.ColumnName},
		{"TYPE", e.DataTypeName}, {"CONSTRAINT", e.ConstraintName}, {"CONTEXT", e.Where}, {"QUERY", e.InternalQuery},
	} {
		if f.value != "" {
			s += " " + f.name + ": " + f.value
		}
	}
	if e.Position != 0 {
		s += fmt.Sprintf(" at %d", e.Position)
	}
	return s
}

// roundtrip sends values as text and asks for them in binary, then sends that and asks
// for text. Each line is a type and a value in the type's text form.
func (one *Peer) roundtrip(t testing.TB, input string) string {
	t.Helper()
	var out strings.Builder
	for line := range strings.Lines(input) {
		typ, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		fmt.Fprintf(&out, "%s %s:", typ, value)
		binary, problem := one.ask(t, typ, []byte(value), 0, 1)
		if problem == "" {
			fmt.Fprintf(&out, " %x", binary)
			var text []byte
			if text, problem = one.ask(t, typ, binary, 1, 0); problem == "" {
				fmt.Fprintf(&out, " %s", text)
			}
		}
		fmt.Fprintln(&out, problem)
	}
	return out.String()
}

// ask sends one value as a parameter and gives it back as a result.
func (one *Peer) ask(t testing.TB, typ string, value []byte, in, back int16) (result []byte, problem string) {
	t.Helper()
	one.Front.Send(&pgproto3.Parse{Query: "SELECT $1::" + typ})
	one.Front.Send(&pgproto3.Bind{ParameterFormatCodes: []int16{in}, Parameters: [][]byte{value}, ResultFormatCodes: []int16{back}})
	one.Front.Send(&pgproto3.Execute{})
	one.Front.Send(&pgproto3.Sync{})
	if err := one.Front.Flush(); err != nil {
		t.Fatal(err)
	}
	for {
		m, err := one.Front.Receive()
		if err != nil {
			t.Fatal(err)
		}
		switch m := m.(type) {
		case *pgproto3.DataRow:
			result = append([]byte(nil), m.Values[0]...)
		case *pgproto3.ErrorResponse:
			problem = describeError(m)
		case *pgproto3.ReadyForQuery:
			return result, problem
		}
	}
}

// temporary is a schema of temporary tables, whose number is the session's.
var temporary = regexp.MustCompile(`^pg_temp_\d+$`)
