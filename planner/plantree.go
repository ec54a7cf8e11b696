package planner

import (
	"encoding/json"
	"fmt"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// The types here are DuckDB's optimised logical plan as json_serialize_plan writes
// it (tried on DuckDB 1.4.5). Members that the planner does not read are left out.

type planDocument struct {
	Error        bool   `json:"error"`
	ErrorType    string `json:"error_type"`
	ErrorMessage string `json:"error_message"`
	Plans        []op   `json:"plans"`
}

// op is an operator and what it reads.
type op struct {
	node
	Children []op `json:"children"`
}

// node is an operator by itself.
type node struct {
	Type string `json:"type"`

	// LOGICAL_GET
	Names        []string `json:"names"`
	FunctionData function `json:"function_data"`
	// An index beyond the table's columns stands for a virtual column, such as the
	// row's id or, for count(*), no column at all.
	ColumnIndexes []struct {
		Index uint64 `json:"index"`
	} `json:"column_indexes"`
	ProjectionIDs []int `json:"projection_ids"`
	TableFilters  struct {
		Filters []struct {
			Key   int    `json:"key"`
			Value filter `json:"value"`
		} `json:"filters"`
	} `json:"table_filters"`

	// LOGICAL_PROJECTION, LOGICAL_FILTER
	Expressions   exprs `json:"expressions"`
	ProjectionMap []int `json:"projection_map"`

	// LOGICAL_AGGREGATE_AND_GROUP_BY
	Groups []expr `json:"groups"`

	// joins
	Conditions []struct {
		Left       expr   `json:"left"`
		Right      expr   `json:"right"`
		Comparison string `json:"comparison"`
	} `json:"conditions"`
	DelimFlipped       bool   `json:"delim_flipped"`
	JoinType           string `json:"join_type"`
	LeftProjectionMap  []int  `json:"left_projection_map"`
	RightProjectionMap []int  `json:"right_projection_map"`

	// LOGICAL_ORDER_BY, LOGICAL_TOP_N, LOGICAL_LIMIT
	Orders    []order    `json:"orders"`
	Limit     int64      `json:"limit"`
	Offset    int64      `json:"offset"`
	LimitVal  limitValue `json:"limit_val"`
	OffsetVal limitValue `json:"offset_val"`
}

// exprs are an operator's expressions: a list, or for LOGICAL_EXPRESSION_GET the
// rows of a VALUES list.
type exprs struct {
	List []expr
	Rows [][]expr
}

// UnmarshalJSON reads either shape; any other is taken for none.
func (e *exprs) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &e.List) == nil {
		return nil
	}
	e.List = nil
	if json.Unmarshal(b, &e.Rows) != nil {
		e.Rows = nil
	}
	return nil
}

// lenient reads an operator of a shape that is not foreseen: its type and its
// children are kept, because what is not understood counts as true.
func lenient(raw json.RawMessage) op {
	var shallow struct {
		node
		Children []json.RawMessage `json:"children"`
	}
	if json.Unmarshal(raw, &shallow) != nil {
		var least struct {
			Type     string            `json:"type"`
			Children []json.RawMessage `json:"children"`
		}
		_ = json.Unmarshal(raw, &least) // what cannot be read at all has no type and no children
		shallow.node, shallow.Children = node{Type: least.Type}, least.Children
	}
	out := op{node: shallow.node}
	for _, c := range shallow.Children {
		out.Children = append(out.Children, lenient(c))
	}
	return out
}

type function struct {
	Catalog string `json:"catalog"`
	Schema  string `json:"schema"`
	Table   string `json:"table"`
}

type order struct {
	Type       string `json:"type"`
	Expression expr   `json:"expression"`
}

type limitValue struct {
	Type  string `json:"type"`
	Count int64  `json:"constant_integer"`
}

type filter struct {
	Type       string   `json:"filter_type"`
	Comparison string   `json:"comparison_type"`
	Constant   value    `json:"constant"`
	Values     []value  `json:"values"`
	Child      *filter  `json:"child_filter"`
	Children   []filter `json:"child_filters"`
	Expr       *expr    `json:"expr"`
}

type expr struct {
	Class      string   `json:"expression_class"`
	Type       string   `json:"type"`
	Index      int      `json:"index"`
	ReturnType typeName `json:"return_type"`
	Left       *expr    `json:"left"`
	Right      *expr    `json:"right"`
	Child      *expr    `json:"child"`
	Children   []expr   `json:"children"`
	Value      value    `json:"value"`
	Name       string   `json:"name"`
	Alias      string   `json:"alias"`
	// BOUND_BETWEEN
	Input *expr `json:"input"`
	Lower *expr `json:"lower"`
	Upper *expr `json:"upper"`
}

type typeName struct {
	ID   string   `json:"id"`
	Info typeInfo `json:"type_info"`
}

// typeInfo is what there is to know of a STRUCT.
type typeInfo struct {
	Members []memberType `json:"child_types"`
}

type memberType struct {
	Name string `json:"first"`
}

type value struct {
	Type   typeName        `json:"type"`
	IsNull bool            `json:"is_null"`
	Value  json.RawMessage `json:"value"`
}

// readPlan reads the twin's answer.
func readPlan(text string) (planDocument, error) {
	var doc planDocument
	if json.Unmarshal([]byte(text), &doc) != nil {
		var raw struct {
			Plans []json.RawMessage `json:"plans"`
		}
		if err := json.Unmarshal([]byte(text), &raw); err != nil {
			return doc, fmt.Errorf("read plan: %w", err)
		}
		doc = planDocument{}
		for _, p := range raw.Plans {
			doc.Plans = append(doc.Plans, lenient(p))
		}
	}
	if doc.Error {
		return doc, &TwinError{Class: doc.ErrorType, Message: doc.ErrorMessage}
	}
	return doc, nil
}

// TwinError is the twin's refusal to plan a statement: the class of DuckDB's error
// ("binder", "catalog", "parser" …) and its message.
type TwinError struct {
	Class   string
	Message string
}

func (e *TwinError) Error() string { return e.Message }

// SQLState makes an unforeseen refusal an internal error when it reaches a client.
func (e *TwinError) SQLState() string { return pgerr.InternalError }

// width gives the number of columns that an operator puts out, -1 when unknown.
func (o *op) width() int {
	switch o.Type {
	case "LOGICAL_GET":
		if len(o.ProjectionIDs) > 0 {
			return len(o.ProjectionIDs)
		}
		return len(o.ColumnIndexes)
	case "LOGICAL_PROJECTION":
		return len(o.Expressions.List)
	case "LOGICAL_FILTER", "LOGICAL_ORDER_BY", "LOGICAL_TOP_N":
		if len(o.ProjectionMap) > 0 {
			return len(o.ProjectionMap)
		}
		return o.childWidth(0)
	case "LOGICAL_DUMMY_SCAN":
		return 1
	case "LOGICAL_WINDOW", "LOGICAL_UNNEST":
		if child := o.childWidth(0); child >= 0 {
			return child + len(o.Expressions.List)
		}
		return -1
	case "LOGICAL_LIMIT", "LOGICAL_DISTINCT":
		return o.childWidth(0)
	case "LOGICAL_COMPARISON_JOIN", "LOGICAL_ANY_JOIN", "LOGICAL_DELIM_JOIN", "LOGICAL_CROSS_PRODUCT":
		return o.joinWidth()
	}
	return -1
}

func (o *op) childWidth(i int) int {
	if i >= len(o.Children) {
		return -1
	}
	return o.Children[i].width()
}

func (o *op) joinWidth() int {
	left, right := o.side(0), o.side(1)
	switch o.JoinType {
	case "SEMI", "ANTI":
		return left
	case "MARK":
		return left + 1
	}
	if left < 0 || right < 0 {
		return -1
	}
	return left + right
}

// side gives the number of columns that a join takes from one of its children.
func (o *op) side(i int) int {
	projection := o.LeftProjectionMap
	if i == 1 {
		projection = o.RightProjectionMap
	}
	if len(projection) > 0 {
		return len(projection)
	}
	return o.childWidth(i)
}
