// Package golang is what the clients in Go share: the list of statements, and the
// report of a run. common.py is the same for those in Python.
package golang

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// Sent is what a check is called that sends a statement's values back.
const Sent = " (its values as parameters)"

// Endless is a statement that runs until it is cancelled.
const Endless = "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a.a + b.b = 0"

// Statement is one of statements.json.
type Statement struct {
	SQL   string      `json:"sql"`
	Types []string    `json:"types"`
	Rows  [][]*string `json:"rows"`
	Error string      `json:"error"`
	Block bool        `json:"block"`
}

// Run is the run of a client.
type Run struct {
	Statements []Statement
	OIDs       map[string]uint32 // of types, by their names in pg_type
	result     *os.File
	first      string // the first mode
	failed     bool
}

// Start reads the list and begins the report.
func Start(version string) *Run {
	r := &Run{}
	list := os.Getenv("STATEMENTS")
	read(list, &r.Statements)
	read(filepath.Join(filepath.Dir(list), "types.json"), &r.OIDs)
	var err error
	if r.result, err = os.Create(os.Getenv("RESULT")); err != nil {
		panic(err)
	}
	r.line("version", version)
	return r
}

func read(path string, into any) {
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		panic(err)
	}
}

func (r *Run) line(fields ...string) {
	for i, f := range fields {
		fields[i] = strings.Join(strings.Fields(f), " ")
	}
	if _, err := fmt.Fprintln(r.result, strings.Join(fields, "\t")); err != nil {
		panic(err)
	}
}

// End ends the program; its status says whether everything passed.
func (r *Run) End() {
	if r.failed {
		os.Exit(1)
	}
	os.Exit(0)
}

// Check is a check by its name.
func (r *Run) Check(mode, what string, err error) {
	if err == nil {
		r.line("pass", mode, what)
		return
	}
	r.failed = true
	r.line("fail", mode, what, err.Error())
}

// Skip says what the client itself cannot express.
func (r *Run) Skip(mode, what, why string) { r.line("skip", mode, what, why) }

// Mode is how a client runs the list in one of its ways.
type Mode struct {
	Name string
	// Ask runs a statement. OIDs may be nil, and so may Text, the rows as the server's
	// text; Values are the client's own.
	Ask func(s Statement) (Answer, error)
	// Send passes a value as a parameter of a type, and gives the server's text of it.
	Send func(sqlType string, value any) (string, error)
	// Cannot gives the reason why the client cannot read or say a statement, or "".
	Cannot func(s Statement) string
}

// Answer is what a statement gave.
type Answer struct {
	OIDs   []uint32
	Text   [][]*string
	Values [][]any
}

// Short says that the run is to be short: the list in the first mode alone, and nothing
// sent back.
var Short = os.Getenv("SHORT") != ""

// List runs the list in a mode.
func (r *Run) List(m Mode) {
	if Short && r.first != "" {
		return
	}
	r.first = m.Name
	for _, s := range r.Statements {
		if m.Cannot != nil {
			if why := m.Cannot(s); why != "" {
				r.Skip(m.Name, s.SQL, why)
				continue
			}
		}
		answer, err := m.Ask(s)
		r.Check(m.Name, s.SQL, r.judge(s, answer, err))
		if err == nil && s.Error == "" && m.Send != nil && !Short && len(answer.Values) > 0 {
			r.Check(m.Name, s.SQL+Sent, sendBack(s, answer.Values, m.Send))
		}
	}
}

func (r *Run) judge(s Statement, a Answer, err error) error {
	if err != nil {
		var e interface{ SQLState() string }
		if !errors.As(err, &e) {
			return err
		}
		if e.SQLState() != s.Error {
			return fmt.Errorf("%s %w, PostgreSQL gives %q", e.SQLState(), err, s.Error)
		}
		return nil
	}
	if s.Error != "" {
		return fmt.Errorf("no error, PostgreSQL gives %s", s.Error)
	}
	if a.Text != nil && !(len(a.Text) == 0 && len(s.Rows) == 0) {
		if err := Equal(texts(a.Text), texts(s.Rows)); err != nil {
			return err
		}
	}
	if len(s.Types) == 0 || a.OIDs == nil {
		return nil
	}
	want := make([]uint32, len(s.Types))
	for i, name := range s.Types {
		want[i] = r.OIDs[name]
	}
	return Equal(a.OIDs, want)
}

func sendBack(s Statement, rows [][]any, send func(string, any) (string, error)) error {
	if len(rows) != len(s.Rows) {
		return fmt.Errorf("%d rows, PostgreSQL gives %d", len(rows), len(s.Rows))
	}
	for i, row := range rows {
		for j, v := range row {
			want := s.Rows[i][j]
			if v == nil && want == nil {
				continue
			}
			got, err := send(cast(s.Types[j]), v)
			if err != nil {
				return fmt.Errorf("send %v as %s: %w", v, s.Types[j], err)
			}
			if want == nil {
				return fmt.Errorf("got %q, PostgreSQL gives NULL", got)
			}
			if err := Equal(got, shown(s.Types[j], *want)); err != nil {
				return err
			}
		}
	}
	return nil
}

// cast gives the name of a type in SQL: pg_type's _int4 is int4[].
func cast(name string) string {
	if element, ok := strings.CutPrefix(name, "_"); ok {
		return element + "[]"
	}
	return name
}

// shown gives a value's text after a cast to text, which is not always what is on the wire.
func shown(name, text string) string {
	switch name {
	case "bool":
		return map[string]string{"t": "true", "f": "false"}[text]
	case "bpchar":
		return strings.TrimRight(text, " ")
	}
	return text
}

// texts makes rows readable in messages.
func texts(rows [][]*string) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		for _, v := range row {
			if v == nil {
				out[i] = append(out[i], "NULL")
			} else {
				out[i] = append(out[i], "'"+*v+"'")
			}
		}
	}
	return out
}

// Equal says what differs.
func Equal[T any](got, want T) error {
	if reflect.DeepEqual(got, want) {
		return nil
	}
	return fmt.Errorf("got %v, PostgreSQL gives %v", got, want)
}
