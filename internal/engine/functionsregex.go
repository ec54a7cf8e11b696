package engine

import (
	"unicode/utf8"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// regexFunctions are those of regular expressions
// (https://www.postgresql.org/docs/15/functions-string.html). The dialect gives every
// argument; the pattern is the second, the flags are the last.
func regexFunctions() []duck.Function {
	text, big := textType, bigType
	return []duck.Function{
		strict("pg_regexp_like", types(text, text, text), boolType, func(c *call) error {
			r, err := c.regex(2, false)
			if err != nil {
				return err
			}
			c.setBool(r.Matches(c.text(0)))
			return notGlobal(c, 2, "regexp_like")
		}),
		strict("pg_similar", types(text, text, text), boolType, func(c *call) error {
			yes, err := pgfunc.Similar(c.text(0), c.text(1), c.text(2))
			c.setBool(yes)
			return err
		}),
		strict("pg_similar_part", types(text, text, text), text, func(c *call) error {
			part, ok, err := pgfunc.SimilarPart(c.text(0), c.text(1), c.text(2))
			if !ok {
				c.setNull()
				return err
			}
			c.setText(part)
			return nil
		}),
		strict("pg_regexp_match", types(text, text, text), textsType, func(c *call) error {
			r, err := c.regex(2, true)
			if err != nil {
				return err
			}
			found, err := r.Match(c.text(0))
			if found == nil {
				c.setNull()
				return err
			}
			c.out.Texts(c.row, found)
			return err
		}),
		strict("pg_regexp_matches", types(text, text, text), textsType, func(c *call) error {
			r, err := c.regex(2, true)
			if err != nil {
				return err
			}
			all, err := r.MatchAll(c.text(0))
			c.out.Texts(c.row, all)
			return err
		}),
		strict("pg_regexp_groups", types(text, text, text), intType, func(c *call) error {
			r, err := c.regex(2, true)
			if err != nil {
				return err
			}
			c.setInt32(int32(r.Groups()))
			return nil
		}),
		strict("pg_regexp_split", types(text, text, text, text), textsType, func(c *call) error {
			r, err := c.regex(2, false)
			if err != nil {
				return err
			}
			parts, err := r.Split(c.text(0), c.text(3))
			var out []*string
			for _, p := range parts {
				out = append(out, &p)
			}
			c.out.Texts(c.row, out)
			return err
		}),
		strict("pg_regexp_replace", types(text, text, text, big, text), text, func(c *call) error {
			if notGlobal(c, 4, "") != nil {
				return regexpReplace(c, 0, 4)
			}
			return regexpReplace(c, 1, 4)
		}),
		strict("pg_regexp_replace", types(text, text, text, big, big, text), text, func(c *call) error {
			if nth := c.int(4); nth < 0 {
				return pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"%s\": %d", "n", nth)
			}
			return regexpReplace(c, c.int(4), 5)
		}),
		strict("pg_regexp_count", types(text, text, big, text), intType, func(c *call) error {
			if err := positive(c, 2, "start"); err != nil {
				return err
			}
			r, err := c.regex(3, false)
			if err != nil {
				return err
			}
			n, err := r.Count(c.text(0), c.int(2))
			c.setInt32(n)
			if err != nil {
				return err
			}
			return notGlobal(c, 3, "regexp_count")
		}),
		strict("pg_regexp_substr", types(text, text, big, big, text, big), text, func(c *call) error {
			begin, end, ok, err := c.found("regexp_substr", 4, 5)
			if !ok {
				c.setNull()
				return err
			}
			c.setText(c.text(0)[begin:end])
			return nil
		}),
		strict("pg_regexp_instr", types(text, text, big, big, big, text, big), intType, func(c *call) error {
			if end := c.int(4); end != 0 && end != 1 {
				return pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"%s\": %d", "endoption", end)
			}
			begin, end, ok, err := c.found("regexp_instr", 5, 6)
			if !ok {
				c.setInt32(0)
				return err
			}
			at := begin
			if c.int(4) == 1 {
				at = end
			}
			c.setInt32(int32(utf8.RuneCountInString(c.text(0)[:at]) + 1))
			return nil
		}),
	}
}

// regex compiles the pattern with the flags that an argument has.
func (c *call) regex(flags int, groups bool) (*pgfunc.Regex, error) {
	return pgfunc.CompileRegex(c.text(1), c.text(flags), groups)
}

func notGlobal(c *call, flags int, function string) error {
	for _, f := range c.text(flags) {
		if f == 'g' {
			return pgerr.New(pgerr.InvalidParameterValue, "%s() does not support the \"global\" option", function)
		}
	}
	return nil
}

func positive(c *call, i int, name string) error {
	if n := c.int(i); n <= 0 {
		return pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"%s\": %d", name, n)
	}
	return nil
}

// found gives the match, or the group, that regexp_substr() and regexp_instr() ask for.
func (c *call) found(function string, flags, group int) (begin, end int, ok bool, err error) {
	for i, name := range map[int]string{2: "start", 3: "n"} {
		if err := positive(c, i, name); err != nil {
			return 0, 0, false, err
		}
	}
	if n := c.int(group); n < 0 {
		return 0, 0, false, pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"%s\": %d", "subexpr", n)
	}
	if err := notGlobal(c, flags, function); err != nil {
		return 0, 0, false, err
	}
	r, err := c.regex(flags, c.int(group) > 0)
	if err != nil {
		return 0, 0, false, err
	}
	return r.Find(c.text(0), c.int(2), c.int(3), c.int(group))
}

// regexpReplace replaces the nth match, or all for 0.
func regexpReplace(c *call, nth int64, flags int) error {
	if err := positive(c, 3, "start"); err != nil {
		return err
	}
	with := c.text(2)
	groups := false
	for i := 0; i+1 < len(with); i++ {
		groups = groups || with[i] == '\\' && with[i+1] >= '1' && with[i+1] <= '9'
	}
	r, err := c.regex(flags, groups)
	if err != nil {
		return err
	}
	text, err := r.Replace(c.text(0), with, c.int(3), nth)
	c.setText(text)
	return err
}
