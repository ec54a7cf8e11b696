package engine

import (
	"crypto/sha256"
	"crypto/sha512"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgdata"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// reservedWords are PostgreSQL's keywords that quote_ident() quotes.
var reservedWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	text, _ := pgdata.Text("keywords")
	for line := range strings.Lines(text) {
		if fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(fields) > 1 && fields[1] != "U" {
			words[fields[0]] = true
		}
	}
	return words
})

func reserved(word string) bool { return reservedWords()[word] }

// stringFunctions are those of texts
// (https://www.postgresql.org/docs/15/functions-string.html) and of bytes.
func stringFunctions() []duck.Function {
	digest := func(name string, sum func([]byte) []byte) duck.Function {
		return strict("pg_"+name, types(blobType), blobType, func(c *call) error {
			c.setBytes(sum(c.bytes(0)))
			return nil
		})
	}
	return []duck.Function{
		variadic(lenient("pg_format", types(textType, textType), textType, format)),
		strict("pg_quote_ident", types(textType), textType, func(c *call) error {
			c.setText(pgfunc.QuoteIdent(c.text(0), reserved))
			return nil
		}),
		strict("pg_quote_literal", types(textType, anyType), textType, func(c *call) error {
			text, err := c.shown(0, 1)
			c.setText(pgfunc.QuoteLiteral(text))
			return err
		}),
		strict("pg_encode", types(blobType, textType), textType, func(c *call) error {
			text, err := pgfunc.Encode(c.bytes(0), c.text(1))
			c.setText(text)
			return err
		}),
		strict("pg_decode", types(textType, textType), blobType, func(c *call) error {
			data, err := pgfunc.Decode(c.text(0), c.text(1))
			c.setBytes(data)
			return err
		}),
		strict("pg_reverse", types(textType), textType, func(c *call) error {
			c.setText(pgfunc.Reverse(c.text(0)))
			return nil
		}),
		strict("pg_upper", types(textType), textType, func(c *call) error {
			c.setText(pgfunc.Upper(c.text(0)))
			return nil
		}),
		strict("pg_initcap", types(textType), textType, func(c *call) error {
			c.setText(pgfunc.Initcap(c.text(0)))
			return nil
		}),
		strict("pg_bytea_in", types(textType), blobType, func(c *call) error {
			data, err := pgfunc.Bytea(c.text(0))
			c.setBytes(data)
			return err
		}),
		strict("pg_unistr", types(textType), textType, func(c *call) error {
			text, err := pgfunc.Unistr(c.text(0))
			c.setText(text)
			return err
		}),
		strict("pg_normalize", types(textType, textType), textType, func(c *call) error {
			text, err := pgfunc.Normalize(c.text(0), c.text(1))
			c.setText(text)
			return err
		}),
		strict("pg_is_normalized", types(textType, textType), boolType, func(c *call) error {
			yes, err := pgfunc.IsNormalized(c.text(0), c.text(1))
			c.setBool(yes)
			return err
		}),
		digest("sha224", func(b []byte) []byte { s := sha256.Sum224(b); return s[:] }),
		digest("sha256", func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }),
		digest("sha384", func(b []byte) []byte { s := sha512.Sum384(b); return s[:] }),
		digest("sha512", func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }),
	}
}

// shown gives the text of a value, in the time zone that an argument names.
func (c *call) shown(zone, value int) (string, error) {
	w, err := c.values(zone)
	if err != nil {
		return "", err
	}
	text, err := w.append(nil, &c.args[value], c.row)
	return string(text), err
}

// format is format(); its arguments are the time zone, the pattern and values of any
// type, which are shown by their output functions.
func format(c *call) error {
	if c.isNull(1) {
		c.setNull()
		return nil
	}
	args := make([]*string, 0, len(c.args)-2)
	for i := 2; i < len(c.args); i++ {
		if c.isNull(i) {
			args = append(args, nil)
			continue
		}
		text, err := c.shown(0, i)
		if err != nil {
			return err
		}
		if c.args[i].Type.ID == duck.Boolean {
			text = text[:1]
		}
		args = append(args, &text)
	}
	text, err := pgfunc.Format(c.text(1), args, reserved)
	if err != nil {
		return err
	}
	if strings.IndexByte(text, 0) >= 0 {
		return pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": 0x00")
	}
	c.setText(text)
	return nil
}
