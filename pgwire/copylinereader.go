package pgwire

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/trailgres/trailgres/pgwire/encode"
)

// copyLineReader reads the text and CSV formats, line by line.
type copyLineReader struct {
	in     *copyInput
	buf    []byte
	looked int  // bytes of buf that hold no end of the line
	quoted bool // inside of CSV quotes at looked
	lines  int
	ended  bool   // after \.
	ending string // how the first line ended, which all others must
}

func (r *copyLineReader) line() int { return r.lines }

func (r *copyLineReader) feed(data []byte, last bool) error {
	r.buf = append(r.buf, data...)
	at := 0
	for {
		end, next, err := r.endOfLine(r.buf[at:], last)
		if err != nil {
			r.lines++
			return r.in.within(err, fmt.Sprintf("line %d", r.lines))
		}
		if end < 0 {
			break
		}
		if err := r.read(r.buf[at : at+end]); err != nil {
			return err
		}
		at += next
	}
	if at > 0 {
		r.buf = append(r.buf[:0], r.buf[at:]...)
	}
	if !last {
		return r.in.checkUnended(len(r.buf))
	}
	if r.quoted {
		r.count(r.buf)
		return r.place(errCopy("unterminated CSV quoted field"), r.buf)
	}
	if len(r.buf) > 0 {
		return r.read(r.buf)
	}
	return nil
}

// endOfLine finds the end of the first line and the beginning of the next, -1 when
// the line is not all there yet. All lines must end as the first does.
func (r *copyLineReader) endOfLine(p []byte, last bool) (end, next int, err error) {
	csv := r.in.options.Format == CopyCSV
	for i := r.looked; i < len(p); i++ {
		switch b := p[i]; {
		case csv && r.quoted && b == r.in.options.Escape && b != r.in.options.Quote:
			i++ // what follows is no end of the quotes
			if i >= len(p) {
				r.looked = i - 1
				return -1, 0, nil
			}
		case csv && b == r.in.options.Quote:
			r.quoted = !r.quoted
		case !csv && b == '\\':
			i++
			if i >= len(p) {
				r.looked = i - 1
				return -1, 0, nil
			}
		case b == '\n' && !r.quoted:
			r.looked = 0
			return i, i + 1, r.sameEnding("\n")
		case b == '\r' && !r.quoted:
			if i+1 == len(p) && !last {
				r.looked = i
				return -1, 0, nil
			}
			r.looked = 0
			if i+1 < len(p) && p[i+1] == '\n' && r.ending != "\r" {
				return i, i + 2, r.sameEnding("\r\n")
			}
			return i, i + 1, r.sameEnding("\r")
		}
	}
	r.looked = len(p)
	return -1, 0, nil
}

// sameEnding refuses an end of a line that is not as the first (CopyReadLineText in
// src/backend/commands/copyfromparse.c).
func (r *copyLineReader) sameEnding(ending string) error {
	if r.ending == "" {
		r.ending = ending
	}
	if r.ending == ending {
		return nil
	}
	name, escape := "newline", `\n`
	if ending[0] == '\r' {
		name, escape = "carriage return", `\r`
	}
	if r.in.options.Format == CopyCSV {
		return errCopy("unquoted %s found in data", name).WithHint("Use quoted CSV field to represent %s.", name)
	}
	return errCopy("literal %s found in data", name).WithHint("Use \"%s\" to represent %s.", escape, name)
}

// count counts a line, and those in its quotes once the first line has ended.
func (r *copyLineReader) count(p []byte) {
	if r.lines > 0 && r.in.options.Format == CopyCSV {
		end := byte('\n')
		if r.ending != "\n" {
			end = '\r'
		}
		r.lines += bytes.Count(p, []byte{end})
	}
	r.lines++
}

func (r *copyLineReader) read(p []byte) error {
	first := r.lines == 0
	r.count(p)
	o := r.in.options
	if string(p) == `\.` {
		r.ended = true
	}
	if r.ended {
		return nil
	}
	if bad := encode.FirstBad(p); bad >= 0 {
		return r.place(invalidUTF8(p), p)
	}
	var row []Arg
	var err error
	if o.Format == CopyCSV {
		row, err = r.csv(p)
	} else {
		row = r.text(p)
	}
	if err != nil {
		return r.place(err, p)
	}
	if o.Header && first {
		return r.place(r.header(row), p)
	}
	return r.place(r.accept(row), p)
}

// accept checks a row's width and takes it.
func (r *copyLineReader) accept(row []Arg) error {
	columns := r.in.columns
	if len(row) > len(columns) {
		return errCopy("extra data after last expected column")
	}
	if err := r.in.read(row, r.lines); err != nil {
		return err
	}
	if len(row) < len(columns) {
		return errCopy("missing data for column \"%s\"", columns[len(row)].Name)
	}
	r.in.add(row)
	return nil
}

// header checks the line of names where it must match.
func (r *copyLineReader) header(row []Arg) error {
	if !r.in.options.HeaderMatch {
		return nil
	}
	columns := r.in.columns
	if len(row) != len(columns) {
		return errCopy("wrong number of fields in header line: got %d, expected %d", len(row), len(columns))
	}
	for i, a := range row {
		if a.Text != columns[i].Name {
			return errCopy("column name mismatch in header line field %d: got \"%s\", expected \"%s\"", i+1, a.Text, columns[i].Name)
		}
	}
	return nil
}

// text splits a line of the text format.
func (r *copyLineReader) text(p []byte) []Arg {
	o := r.in.options
	if len(r.in.columns) == 0 && len(p) == 0 {
		return nil
	}
	var row []Arg
	start := 0
	for i := 0; i <= len(p); i++ {
		if i < len(p) && p[i] == '\\' {
			i++
			continue
		}
		if i >= len(p) || p[i] == o.Delimiter {
			raw := p[start:min(i, len(p))]
			if string(raw) == o.Null {
				row = append(row, Arg{Null: true})
			} else {
				row = append(row, Arg{Text: unescapeCopy(raw)})
			}
			start = i + 1
		}
	}
	if start <= len(p) { // a backslash was the line's last byte
		row = append(row, Arg{Text: unescapeCopy(p[start:])})
	}
	return row
}

// unescapeCopy takes the backslashes out of a value of the text format.
func unescapeCopy(p []byte) string {
	if bytes.IndexByte(p, '\\') < 0 {
		return string(p)
	}
	var out strings.Builder
	for i := 0; i < len(p); i++ {
		if p[i] != '\\' || i+1 == len(p) {
			out.WriteByte(p[i])
			continue
		}
		i++
		switch b := p[i]; {
		case b >= '0' && b <= '7':
			n, digits := 0, 0
			for ; digits < 3 && i+digits < len(p) && p[i+digits] >= '0' && p[i+digits] <= '7'; digits++ {
				n = n<<3 | int(p[i+digits]-'0')
			}
			out.WriteByte(byte(n))
			i += digits - 1
		case b == 'x' && i+1 < len(p) && hexDigit(p[i+1]) >= 0:
			n, digits := 0, 0
			for ; digits < 2 && i+1+digits < len(p) && hexDigit(p[i+1+digits]) >= 0; digits++ {
				n = n<<4 | hexDigit(p[i+1+digits])
			}
			out.WriteByte(byte(n))
			i += digits
		default:
			if at := strings.IndexByte("btnvfr", b); at >= 0 {
				b = '\b' + byte(at)
			}
			out.WriteByte(b)
		}
	}
	return out.String()
}

func hexDigit(b byte) int {
	if b >= 'A' && b <= 'F' {
		b += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", b)
}

// csv splits a record of the CSV format.
func (r *copyLineReader) csv(p []byte) ([]Arg, error) {
	o := r.in.options
	var row []Arg
	for i := 0; ; i++ {
		var value []byte
		quotes, in := false, false
		for ; i < len(p); i++ {
			b := p[i]
			switch {
			case in && b == o.Escape && i+1 < len(p) && (p[i+1] == o.Quote || p[i+1] == o.Escape):
				i++
				value = append(value, p[i])
				continue
			case b == o.Quote:
				in, quotes = !in, true
				continue
			}
			if !in && b == o.Delimiter {
				break
			}
			value = append(value, b)
		}
		if in {
			return nil, errCopy("unterminated CSV quoted field")
		}
		row = append(row, r.csvValue(string(value), quotes, len(row)))
		if i >= len(p) {
			return row, nil
		}
	}
}

// csvValue tells NULL from a value; quotes make a difference.
func (r *copyLineReader) csvValue(value string, quotes bool, column int) Arg {
	o := r.in.options
	at := func(force []bool) bool { return column < len(force) && force[column] }
	if value == o.Null && (!quotes && !at(o.ForceNotNull) || quotes && at(o.ForceNull)) {
		return Arg{Null: true}
	}
	return Arg{Text: value}
}

// place tells that an error is in the line, which has been counted.
func (r *copyLineReader) place(err error, line []byte) error {
	return r.in.inCopyLine(err, r.lines, line)
}
