package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
)

// The hypothetical-set aggregates say where a row would stand among those of the group
// (https://www.postgresql.org/docs/15/functions-aggregate.html#FUNCTIONS-HYPOTHETICAL-TABLE):
// the engine counts the rows before it.

func init() {
	for name, answer := range map[string]func(h hypothetical) *pgquery.Node{
		"rank":         func(h hypothetical) *pgquery.Node { return call("hypothetical_rank", h.count(h.before(false))) },
		"dense_rank":   hypothetical.dense,
		"percent_rank": func(h hypothetical) *pgquery.Node { return call("share_of", h.count(h.before(false)), h.count(nil)) },
		"cume_dist": func(h hypothetical) *pgquery.Node {
			return call("share_of", call("hypothetical_rank", h.count(h.before(true))), call("hypothetical_rank", h.count(nil)))
		},
	} {
		functionRules[name] = func(n *pgquery.Node, c *pgquery.FuncCall) error {
			if !c.AggWithinGroup {
				return nil
			}
			if len(c.Args) != 1 || len(c.AggOrder) != 1 || !isConstant(c.Args[0]) && !isConstantText(c.Args[0]) {
				return unsupported("%s() WITHIN GROUP with several columns or a value that is not constant is not supported", name)
			}
			n.Node = answer(hypothetical{c, c.AggOrder[0].GetSortBy()}).Node
			return nil
		}
	}
}

// hypothetical is one of these calls and what it sorts by.
type hypothetical struct {
	call *pgquery.FuncCall
	sort *pgquery.SortBy
}

func (h hypothetical) descending() bool { return h.sort.SortbyDir == pgquery.SortByDir_SORTBY_DESC }

func (h hypothetical) nullsFirst() bool {
	switch h.sort.SortbyNulls {
	case pgquery.SortByNulls_SORTBY_NULLS_FIRST:
		return true
	case pgquery.SortByNulls_SORTBY_NULLS_LAST:
		return false
	}
	return h.descending()
}

// before tells the rows that come before the hypothetical one, or with it.
func (h hypothetical) before(with bool) *pgquery.Node {
	op := "<"
	if h.descending() {
		op = ">"
	}
	if with {
		op += "="
	}
	test := compared(op, clone(h.sort.Node), clone(h.call.Args[0]))
	if h.nullsFirst() {
		test = or([]*pgquery.Node{nullTest(clone(h.sort.Node)), test})
	}
	return test
}

// count counts the rows that pass a test, all for nil.
func (h hypothetical) count(test *pgquery.Node) *pgquery.Node {
	return h.aggregate(&pgquery.FuncCall{AggStar: true}, test)
}

// dense counts the values before the row: NULL is one of them.
func (h hypothetical) dense() *pgquery.Node {
	distinct := h.aggregate(&pgquery.FuncCall{Args: []*pgquery.Node{clone(h.sort.Node)}, AggDistinct: true}, h.before(false))
	if !h.nullsFirst() {
		return call("hypothetical_rank", distinct)
	}
	return call("hypothetical_dense_rank", distinct, h.count(nullTest(clone(h.sort.Node))))
}

func (h hypothetical) aggregate(c *pgquery.FuncCall, test *pgquery.Node) *pgquery.Node {
	c.Funcname, c.Location = []*pgquery.Node{str("count")}, -1
	c.Funcformat = pgquery.CoercionForm_COERCE_EXPLICIT_CALL
	c.AggFilter = test
	if h.call.AggFilter != nil {
		c.AggFilter = proto.Clone(h.call.AggFilter).(*pgquery.Node)
		if test != nil {
			c.AggFilter = and([]*pgquery.Node{c.AggFilter, test})
		}
	}
	return &pgquery.Node{Node: &pgquery.Node_FuncCall{FuncCall: c}}
}
