package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

func init() {
	functionRules["format"] = built("pg_format")
	functionRules["quote_ident"] = plain("pg_quote_ident")
	functionRules["quote_literal"] = built("pg_quote_literal")
	functionRules["quote_nullable"] = func(n *pgquery.Node, c *pgquery.FuncCall) error {
		if err := built("pg_quote_literal")(n, c); err != nil {
			return err
		}
		n.Node = &pgquery.Node_CoalesceExpr{CoalesceExpr: &pgquery.CoalesceExpr{
			Args: []*pgquery.Node{{Node: n.Node}, text("NULL")}, Location: -1}}
		return nil
	}
	functionRules["encode"] = plain("pg_encode")
	functionRules["decode"] = plain("pg_decode")
	functionRules["unistr"] = plain("pg_unistr")
	functionRules["normalize"] = normalized("pg_normalize")
	functionRules["is_normalized"] = normalized("pg_is_normalized")
	for _, name := range []string{"sha224", "sha256", "sha384", "sha512"} {
		functionRules[name] = plain("pg_" + name)
	}
	functionRules["string_to_table"] = func(n *pgquery.Node, c *pgquery.FuncCall) error {
		n.Node = call("unnest", call("string_to_array", c.Args...)).Node
		return nil
	}
}

// normalized calls a function of a text and a normalization form, NFC where none is given.
func normalized(to string) func(*pgquery.Node, *pgquery.FuncCall) error {
	return func(n *pgquery.Node, c *pgquery.FuncCall) error {
		n.Node = call(to, append(append([]*pgquery.Node{}, c.Args...), text("NFC"))[:2]...).Node
		return nil
	}
}
