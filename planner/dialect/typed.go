package dialect

import (
	"errors"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"

	"github.com/trailgres/trailgres/planner/analysis"
)

// The types that rules tell apart (src/include/catalog/pg_type.dat).
const (
	boolOID        = 16
	byteaOID       = 17
	charOID        = 18
	nameOID        = 19
	int8OID        = 20
	int2OID        = 21
	int4OID        = 23
	textOID        = 25
	oidOID         = 26
	jsonOID        = 114
	cidrOID        = 650
	float4OID      = 700
	float8OID      = 701
	unknownOID     = 705
	inetOID        = 869
	bpcharOID      = 1042
	varcharOID     = 1043
	dateOID        = 1082
	timeOID        = 1083
	timestampOID   = 1114
	timestamptzOID = 1184
	intervalOID    = 1186
	numericOID     = 1700
	recordOID      = 2249
	uuidOID        = 2950
	jsonbOID       = 3802
	jsonpathOID    = 4072
)

// typed is what PostgreSQL's analysis says of the statement's expressions, kept true
// while the tree is rewritten: the analysis knows a node by its address, which stays
// when what it holds is replaced.
type typed struct {
	found *analysis.Result
	// moved are the types of nodes that rewriting has made.
	moved map[*pgquery.Node]analysis.Type
	// keepsScales is the set operation or VALUES that is the whole statement, and shown its
	// columns whose values have scales of their own.
	keepsScales *pgquery.SelectStmt
	shown       []int
	// isoDates says that times are written as the engine's own casts write them.
	isoDates bool
}

// analyse finds out the types of the statement's expressions, and refuses what
// PostgreSQL refuses. Queries of views that stand for other tools' tables are in those
// tools' SQL, and are left to the engine.
func (r *Rewriter) analyse(statement *pgquery.Node) error {
	if r.Schema == nil || r.readsAlias(statement) {
		return nil
	}
	found, err := analysis.Analyze(statement, analysis.Input{
		Schema: r.Schema, Params: r.ParamOIDs, Database: r.Database, Position: r.Position, ReadPath: r.ReadPath, ReadInet: r.ReadInet})
	var refused *pgerr.Error
	if errors.As(err, &refused) && strings.HasPrefix(refused.Message, "missing FROM-clause entry") {
		return nil // the engine's own language has a.b for the member of a column
	}
	if err != nil {
		return err
	}
	r.typed = &typed{found: found, moved: map[*pgquery.Node]analysis.Type{}, isoDates: r.isoDates()}
	r.Inferred = found.Params
	if !found.OpenColumns {
		if r.Results = found.Columns; r.Results == nil && statement.GetSelectStmt() != nil {
			r.Results = []analysis.Column{} // SELECT without columns
		}
	}
	return nil
}

func (r *Rewriter) readsAlias(statement *pgquery.Node) bool {
	found := false
	_ = walk(statement, func(n *pgquery.Node) error {
		if v := n.GetRangeVar(); v != nil && (v.Schemaname == "" || v.Schemaname == "public") {
			_, alias := r.Aliases[v.Relname]
			found = found || alias
		}
		return nil
	})
	return found
}

// rewrite applies the rules that go by types.
func (t *typed) rewrite(statement *pgquery.Node) error {
	if t == nil {
		return nil
	}
	if s := statement.GetSelectStmt(); keepsArms(s) {
		t.keepsScales = s
	}
	for _, rule := range []func(*pgquery.Node) error{t.plainNames, t.plainColumns, t.coercions, t.members, t.arms, t.padded, t.multiplied, t.operators, t.casts, t.calls, t.aggregates} {
		if err := walk(statement, rule); err != nil {
			return err
		}
	}
	return nil
}

// of gives an expression's type where it stands, Open for one that is not known.
func (t *typed) of(n *pgquery.Node) uint32 {
	if t == nil || n == nil {
		return analysis.Open
	}
	if m, ok := t.moved[n]; ok {
		return m.OID
	}
	return t.found.Types[n].OID
}

// known says whether the analysis knows the types of all the expressions.
func (t *typed) known(nodes ...*pgquery.Node) bool {
	for _, n := range nodes {
		if t.of(n) == analysis.Open {
			return false
		}
	}
	return true
}

// wrap puts a cast around what a node holds, and keeps its types.
func (t *typed) wrap(n *pgquery.Node, to analysis.Type) {
	inner := &pgquery.Node{Node: n.Node}
	t.moved[inner] = analysis.Type{OID: t.of(n), Mod: -1}
	t.moved[n] = to
	n.Node = castTo(inner, to).Node
}

// castTo gives a cast to a type.
func castTo(value *pgquery.Node, to analysis.Type) *pgquery.Node {
	return cast(value, castName(to.OID))
}

// castName gives PostgreSQL's name of a type, as cast takes it.
func castName(oid uint32) string {
	name := analysis.BaseName(oid)
	if element, array := strings.CutPrefix(name, "_"); array {
		return element + "[]"
	}
	return name
}

// made marks, in the place of a location, the calls that typed rules have written: the
// rules that know no types leave them alone.
const made = -2

// settle marks a call as one that is the engine's own.
func settle(n *pgquery.Node) *pgquery.Node {
	if c := n.GetFuncCall(); c != nil {
		c.Location = made
	}
	return n
}

// settled says whether a call is the engine's own.
func settled(c *pgquery.FuncCall) bool { return c != nil && c.Location == made }

// textual are the types whose values are texts in the engine.
var textual = map[uint32]bool{textOID: true, varcharOID: true, bpcharOID: true, nameOID: true, charOID: true, unknownOID: true}

// width orders the integers by their size.
var width = map[uint32]int{int2OID: 2, int4OID: 4, int8OID: 8}

func isWhole(oid uint32) bool { return width[oid] > 0 }

func isFloat(oid uint32) bool { return oid == float4OID || oid == float8OID }

// coercions writes out the casts that PostgreSQL makes silently
// (https://www.postgresql.org/docs/15/typeconv.html): the engine would make others, or
// none. What has the same form in the engine as it is stays as it is, so that a column
// in a comparison is not hidden behind a cast.
func (t *typed) coercions(n *pgquery.Node) error {
	to, ok := t.found.Casts[n]
	if !ok || t.moved[n].OID != 0 {
		return nil
	}
	from := t.found.Types[n].OID
	constant := n.GetAConst()
	switch {
	case constant != nil && (constant.Isnull || constant.GetSval() != nil) && from == unknownOID:
		if textual[to.OID] || !castable(to.OID) {
			t.moved[n] = to
			return nil
		}
	case isWhole(from) && (width[to.OID] > width[from] || isFloat(to.OID)):
	case from == float4OID && to.OID == float8OID, from == numericOID && isFloat(to.OID):
	case from == dateOID && (to.OID == timestampOID || to.OID == timestamptzOID):
	case from == timestampOID && to.OID == timestamptzOID:
	case from == cidrOID && to.OID == inetOID:
	case from == bpcharOID && to.OID != bpcharOID && textual[to.OID]:
	case textual[to.OID] && from != analysis.Open && !textual[from] && castable(from): // written to a column of texts
	default:
		return nil
	}
	t.wrap(n, analysis.Type{OID: to.OID, Mod: -1})
	return nil
}

// openType gives the name of the type that the engine is told of a parameter which stays
// open, "" for none: it leaves a statement unbound when it cannot tell.
func openType(inferred []uint32, i int) string {
	if i < 0 || i >= len(inferred) || inferred[i] == analysis.Open {
		return ""
	}
	oid := inferred[i]
	if castable(oid) || oid == textOID {
		return castName(oid)
	}
	name := analysis.BaseName(oid)
	if _, ok := storedTypes[strings.TrimPrefix(name, "_")]; ok {
		return StoredType(name)
	}
	return ""
}

// castable says whether the engine has a type of the kind, to which a literal can be
// cast by its name.
func castable(oid uint32) bool {
	switch oid {
	case boolOID, int2OID, int4OID, int8OID, float4OID, float8OID, numericOID, dateOID, timeOID, timestampOID, timestamptzOID,
		intervalOID, jsonOID, jsonbOID, jsonpathOID, byteaOID, uuidOID, inetOID, cidrOID:
		return true
	}
	element := analysis.Element(oid)
	return element != analysis.Open && (castable(element) || textual[element])
}
