package pgfunc

import (
	"strings"
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Matches says whether the expression matches somewhere.
func (r *Regex) Matches(s string) bool {
	if r.re == nil {
		return r.are.find(s, 0) != nil
	}
	return r.re.MatchString(s)
}

// all gives the matches from a byte on, the first or all of them, as byte positions of
// the match and its groups.
func (r *Regex) all(s string, from int, global bool) [][]int {
	if r.re != nil && from == 0 && !global {
		if m := r.re.FindStringSubmatchIndex(s); m != nil {
			return [][]int{m}
		}
		return nil
	}
	if r.re != nil && from == 0 && !r.empty && !r.pinned {
		return r.re.FindAllStringSubmatchIndex(s, -1)
	}
	var out [][]int
	for from <= len(s) {
		m := r.next(s, from)
		if m == nil {
			break
		}
		out = append(out, m)
		if !global {
			break
		}
		if from = m[1]; m[0] == m[1] {
			_, size := utf8.DecodeRuneInString(s[from:])
			from += max(size, 1)
		}
	}
	return out
}

// next gives the first match from a byte on.
func (r *Regex) next(s string, from int) []int {
	if r.re == nil || from > 0 && r.pinned {
		return r.are.find(s, from)
	}
	m := r.re.FindStringSubmatchIndex(s[from:])
	for i := range m {
		if m[i] >= 0 {
			m[i] += from
		}
	}
	return m
}

// captured gives the groups of a match, or the match itself when there are none.
func (r *Regex) captured(s string, m []int) []*string {
	first := 2
	if r.groups == 0 {
		first = 0
	}
	var out []*string
	for i := first; i+1 < len(m); i += 2 {
		if m[i] < 0 {
			out = append(out, nil)
			continue
		}
		text := s[m[i]:m[i+1]]
		out = append(out, &text)
	}
	return out
}

// Match is regexp_match(): nil for no match.
func (r *Regex) Match(s string) ([]*string, error) {
	if r.global {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "regexp_match() does not support the \"global\" option").
			WithHint("Use the regexp_matches function instead.")
	}
	found := r.all(s, 0, false)
	if len(found) == 0 {
		return nil, nil
	}
	return r.captured(s, found[0]), nil
}

// MatchAll is regexp_matches(), the rows one after the other.
func (r *Regex) MatchAll(s string) ([]*string, error) {
	found := r.all(s, 0, r.global)
	var out []*string
	for _, m := range found {
		out = append(out, r.captured(s, m)...)
	}
	return out, nil
}

// byteAt gives the byte at which a character begins, counted from 1.
func byteAt(s string, character int64) int {
	for i := range s {
		if character--; character == 0 {
			return i
		}
	}
	return len(s) + min(int(character-1), 1)
}

// Replace is regexp_replace(): the nth match from a character on, or all for 0.
func (r *Regex) Replace(s, with string, start, nth int64) (string, error) {
	from := byteAt(s, start)
	if from > len(s) {
		return s, nil
	}
	found := r.all(s, from, nth != 1)
	var b strings.Builder
	end := 0
	for i, m := range found {
		if nth > 0 && int64(i)+1 != nth {
			continue
		}
		b.WriteString(s[end:m[0]])
		writeReplacement(&b, with, s, m)
		end = m[1]
	}
	b.WriteString(s[end:])
	return b.String(), nil
}

// writeReplacement writes a replacement with its references to groups.
func writeReplacement(b *strings.Builder, with, s string, m []int) {
	for i := 0; i < len(with); i++ {
		if with[i] != '\\' || i+1 == len(with) {
			b.WriteByte(with[i])
			continue
		}
		i++
		switch c := with[i]; {
		case c == '&' || c >= '1' && c <= '9':
			group := 0
			if c != '&' {
				group = int(c - '0')
			}
			if 2*group+1 < len(m) && m[2*group] >= 0 {
				b.WriteString(s[m[2*group]:m[2*group+1]])
			}
		case c == '\\':
			b.WriteByte('\\')
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
}

// Split is regexp_split_to_array().
func (r *Regex) Split(s, function string) ([]string, error) {
	if r.global {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "%s() does not support the \"global\" option", function)
	}
	found := r.all(s, 0, true)
	var out []string
	begin, end := 0, 0
	for _, m := range found {
		if m[0] < len(s) && m[1] > end { // empty matches beside another are none
			out = append(out, s[begin:m[0]])
			begin = m[1]
		}
		end = m[1]
	}
	return append(out, s[begin:]), nil
}

// Count is regexp_count().
func (r *Regex) Count(s string, start int64) (int32, error) {
	from := byteAt(s, start)
	if from > len(s) {
		return 0, nil
	}
	return int32(len(r.all(s, from, true))), nil
}

// Find gives the nth match from a character on, or one of its groups, in bytes.
func (r *Regex) Find(s string, start, nth, group int64) (begin, end int, ok bool, err error) {
	from := byteAt(s, start)
	if from > len(s) || group > int64(r.groups) {
		return 0, 0, false, nil
	}
	found := r.all(s, from, nth > 1)
	if int64(len(found)) < nth || found[nth-1][2*group] < 0 {
		return 0, 0, false, nil
	}
	m := found[nth-1]
	return m[2*group], m[2*group+1], true, nil
}
