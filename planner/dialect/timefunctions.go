package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
)

func init() {
	for _, name := range []string{"justify_days", "justify_hours", "justify_interval", "make_date", "make_time"} {
		functionRules[name] = plain("pg_" + name)
	}
	functionRules["make_interval"] = makeInterval
	functionRules["date_trunc"] = dateTrunc
	functionRules["date_bin"] = dateBin
}

// dateTrunc goes by the type; with a zone it is the engine's own.
func dateTrunc(n *pgquery.Node, c *pgquery.FuncCall) error {
	if len(c.Args) == 3 {
		n.Node = call("pg_date_trunc", c.Args...).Node
		return nil
	}
	return overloaded("trunc_time", "date_trunc")(n, c)
}

// dateBin refuses the widths that PostgreSQL refuses; one that is written out in days or
// less is left as it is, for the planner to read.
func dateBin(n *pgquery.Node, c *pgquery.FuncCall) error {
	args := append([]*pgquery.Node{}, c.Args...)
	if len(args) == 3 {
		args[0] = call("bin_width", cast(args[0], "interval"))
	}
	n.Node = call("time_bucket", args...).Node
	return nil
}

// intervalParts are the parameters of make_interval(), in order.
var intervalParts = map[string]int{"years": 0, "months": 1, "weeks": 2, "days": 3, "hours": 4, "mins": 5, "secs": 6}

// makeInterval gives all parameters, by their place or by name.
func makeInterval(n *pgquery.Node, c *pgquery.FuncCall) error {
	args := make([]*pgquery.Node, len(intervalParts))
	for i := range args {
		args[i] = integer(0)
	}
	for i, arg := range c.Args {
		at := i
		if named := arg.GetNamedArgExpr(); named != nil {
			place, ok := intervalParts[named.Name]
			if !ok {
				return nil
			}
			at, arg = place, named.Arg
		}
		if at >= len(args) {
			return nil
		}
		args[at] = arg
	}
	args[6] = cast(args[6], "float8")
	n.Node = call("pg_make_interval", args...).Node
	return nil
}
