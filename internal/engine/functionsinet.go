package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// inetType and cidrType are the types of addresses and of networks: bytes that sort as
// the values do (pgfunc.Inet.AppendKey). DuckDB looks a type up by its alias when it
// sorts; these are other names that it has for bytes.
var (
	inetType = duck.Type{ID: duck.Blob, Alias: "BINARY"}
	cidrType = duck.Type{ID: duck.Blob, Alias: "VARBINARY"}
)

func isInet(t duck.Type) bool {
	return t.ID == duck.Blob && (t.Alias == inetType.Alias || t.Alias == cidrType.Alias)
}

func inetAt(v *duck.Vector, row int) pgfunc.Inet {
	return pgfunc.InetKey(v.Bytes(row), v.Type.Alias == cidrType.Alias)
}

// inet gives an argument that is an address, or a text of one.
func (c *call) inet(i int) (pgfunc.Inet, error) {
	v := &c.args[i]
	switch {
	case isInet(v.Type):
		return inetAt(v, c.row), nil
	case v.Type.ID == duck.Blob: // as a table has it
		return pgfunc.InetKey(v.Bytes(c.row), false), nil
	case v.Type.ID == duck.Varchar:
		return pgfunc.ParseInet(string(v.Bytes(c.row)), false)
	}
	return pgfunc.Inet{}, pgerr.New(pgerr.UndefinedFunction, "function does not exist for these types").
		WithHint("You might need to add explicit type casts.")
}

// readInet refuses a text that is no address, or no network. See dialect.Rewriter.
func readInet(text, typeName string) error {
	_, err := pgfunc.ParseInet(text, typeName == "cidr")
	return err
}

func (c *call) setInet(v pgfunc.Inet) { c.out.Append(c.row, v.AppendKey) }

// inetFunctions are the functions and operators of addresses
// (https://www.postgresql.org/docs/15/functions-net.html), and the casts.
func inetFunctions() []duck.Function {
	integer := duck.Of(duck.Integer)
	out := []duck.Function{
		strict("pg_cidr", types(anyType), cidrType, func(c *call) error {
			if c.args[0].Type.ID == duck.Varchar {
				v, err := pgfunc.ParseInet(c.text(0), true)
				if err == nil {
					c.setInet(v)
				}
				return err
			}
			v, err := c.inet(0)
			if err == nil {
				c.setInet(v.NetworkOf())
			}
			return err
		}),
	}
	of := func(name string, result duck.Type, set func(c *call, v pgfunc.Inet) error) {
		out = append(out, strict(name, types(anyType), result, func(c *call) error {
			v, err := c.inet(0)
			if err != nil {
				return err
			}
			return set(c, v)
		}))
	}
	text := func(name string, show func(pgfunc.Inet) string) {
		of(name, textType, func(c *call, v pgfunc.Inet) error { c.setText(show(v)); return nil })
	}
	address := func(name string, result duck.Type, f func(pgfunc.Inet) pgfunc.Inet) {
		of(name, result, func(c *call, v pgfunc.Inet) error { c.setInet(f(v)); return nil })
	}
	number := func(name string, f func(pgfunc.Inet) int) {
		of(name, integer, func(c *call, v pgfunc.Inet) error { return c.setWhole(int64(f(v)), nil) })
	}
	address("pg_inet", inetType, pgfunc.Inet.AsInet)
	out = append(out,
		strict("pg_inet_key", types(anyType), duck.Of(duck.Blob), func(c *call) error { c.setBytes(c.bytes(0)); return nil }),
		strict("pg_stored_inet", types(anyType), inetType, func(c *call) error { c.setBytes(c.bytes(0)); return nil }),
		strict("pg_stored_cidr", types(anyType), cidrType, func(c *call) error { c.setBytes(c.bytes(0)); return nil }))
	address("pg_inet_network", cidrType, pgfunc.Inet.NetworkOf)
	address("pg_inet_netmask", inetType, pgfunc.Inet.Netmask)
	address("pg_inet_hostmask", inetType, pgfunc.Inet.Hostmask)
	address("pg_inet_broadcast", inetType, pgfunc.Inet.Broadcast)
	address("pg_inet_not", inetType, pgfunc.Inet.Not)
	text("pg_inet_text", pgfunc.Inet.Text)
	text("pg_inet_out", pgfunc.Inet.String)
	text("pg_inet_host", pgfunc.Inet.Host)
	text("pg_inet_abbrev", pgfunc.Inet.Abbrev)
	number("pg_inet_family", pgfunc.Inet.Family)
	number("pg_inet_masklen", pgfunc.Inet.Masklen)
	return append(append(out, inetPairs()...), inetNumbers()...)
}

// inetPairs are those of two addresses.
func inetPairs() []duck.Function {
	var out []duck.Function
	of := func(name string, result duck.Type, set func(c *call, a, b pgfunc.Inet) error) {
		out = append(out, strict(name, types(anyType, anyType), result, func(c *call) error {
			a, err := c.inet(0)
			if err != nil {
				return err
			}
			b, err := c.inet(1)
			if err != nil {
				return err
			}
			return set(c, a, b)
		}))
	}
	test := func(name string, f func(a, b pgfunc.Inet) bool) {
		of(name, boolType, func(c *call, a, b pgfunc.Inet) error { c.setBool(f(a, b)); return nil })
	}
	combine := func(name string, result duck.Type, f func(a, b pgfunc.Inet) (pgfunc.Inet, error)) {
		of(name, result, func(c *call, a, b pgfunc.Inet) error {
			v, err := f(a, b)
			if err == nil {
				c.setInet(v)
			}
			return err
		})
	}
	test("pg_inet_within", pgfunc.Inet.StrictlyWithin)
	test("pg_inet_within_or_equal", pgfunc.Inet.Within)
	test("pg_inet_overlaps", pgfunc.Inet.Overlaps)
	test("pg_inet_same_family", func(a, b pgfunc.Inet) bool { return a.Family() == b.Family() })
	combine("pg_inet_and", inetType, pgfunc.Inet.And)
	combine("pg_inet_or", inetType, pgfunc.Inet.Or)
	combine("pg_inet_merge", cidrType, pgfunc.Inet.Merge)
	of("pg_inet_difference", duck.Of(duck.BigInt), func(c *call, a, b pgfunc.Inet) error {
		n, err := a.Difference(b)
		c.setInt(n)
		return err
	})
	return out
}

// inetNumbers are those of an address and a number.
func inetNumbers() []duck.Function {
	of := func(name string, result duck.Type, f func(v pgfunc.Inet, n int64) (pgfunc.Inet, error)) duck.Function {
		return strict(name, types(anyType, duck.Of(duck.BigInt)), result, func(c *call) error {
			v, err := c.inet(0)
			if err != nil {
				return err
			}
			if v, err = f(v, c.int(1)); err == nil {
				c.setInet(v)
			}
			return err
		})
	}
	return []duck.Function{
		of("pg_inet_plus", inetType, pgfunc.Inet.Plus),
		of("pg_inet_minus", inetType, pgfunc.Inet.Minus),
		of("pg_inet_set_masklen", inetType, pgfunc.Inet.SetMasklen),
		of("pg_cidr_set_masklen", cidrType, pgfunc.Inet.SetMasklen),
	}
}
