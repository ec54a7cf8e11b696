package planner

import (
	"fmt"
	"strconv"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// Kind says what sort of statement it is.
type Kind int

// The kinds.
const (
	Query          Kind = iota // SELECT, VALUES, TABLE, WITH
	Explain                    // EXPLAIN of a query
	Set                        // SET, RESET
	Show                       // SHOW
	Transaction                // BEGIN, COMMIT, ROLLBACK, SAVEPOINT …
	SetTransaction             // SET TRANSACTION, SET SESSION CHARACTERISTICS
	Define                     // CREATE, DROP, ALTER, COMMENT, TRUNCATE: changes the catalog
	Modify                     // INSERT, UPDATE, DELETE
	Discard                    // DISCARD
	Declare                    // DECLARE CURSOR
	Fetch                      // FETCH, MOVE
	CloseCursor                // CLOSE
	Prepare                    // PREPARE
	Execute                    // EXECUTE
	Deallocate                 // DEALLOCATE
	Copy                       // COPY
	Notify                     // LISTEN, NOTIFY, UNLISTEN
	SetConstraints             // SET CONSTRAINTS ALL
	Lock                       // LOCK TABLE
	Unknown                    // anything else
)

// Info is what a session must know of a statement before it runs it.
type Info struct {
	Kind Kind
	Tag  string // the command tag, without a count
	// Target is the relation that Modify or Define changes, if it names one.
	Target string
	// TargetSchema is its schema, "" when not written.
	TargetSchema string
	Schemas      []string // the schemas that a DROP SCHEMA or CREATE SCHEMA names
	Temporary    bool     // CREATE TEMP …
	Setting      Setting
	Analyze      bool   // EXPLAIN ANALYZE
	Costs        bool   // EXPLAIN without COSTS off
	Format       string // of EXPLAIN: "text" or another, in lower case
	Returning    bool   // a Modify with RETURNING
	Defining     Defining
	Block        Block
	Cursor       Cursor
	Prepared     Prepared
	Copying      Copying
	Channel      Channel
}

// Channel is what LISTEN, UNLISTEN and NOTIFY name.
type Channel struct {
	Name    string // "" for UNLISTEN *
	Payload string
}

// Setting is a SET, RESET or SHOW.
type Setting struct {
	Name  string // in lower case; "all" for RESET ALL and SHOW ALL
	Value string // the values, joined by ", "
	List  []string
	Reset bool // RESET, or SET … TO DEFAULT
	Local bool // SET LOCAL
}

// Info classifies the statement.
func (s *Statement) Info() Info {
	if s.Foreign != nil {
		return Info{Kind: Query, Tag: "SELECT"}
	}
	switch x := s.node.GetNode().(type) {
	case *pgquery.Node_SelectStmt:
		if into := x.SelectStmt.IntoClause; into != nil {
			return define("SELECT", into.Rel)
		}
		return Info{Kind: Query, Tag: "SELECT"}
	case *pgquery.Node_ExplainStmt:
		return explain(x.ExplainStmt)
	case *pgquery.Node_VariableSetStmt:
		if i, ok := setTransaction(x.VariableSetStmt); ok {
			return i
		}
		return Info{Kind: Set, Tag: setTag(x.VariableSetStmt), Setting: setting(x.VariableSetStmt)}
	case *pgquery.Node_VariableShowStmt:
		return Info{Kind: Show, Tag: "SHOW", Setting: Setting{Name: strings.ToLower(x.VariableShowStmt.Name)}}
	}
	if i, ok := sessionStatement(s.node); ok {
		return i
	}
	if i, ok := modification(s.node); ok {
		return i
	}
	if i, ok := definition(s.node); ok {
		return i
	}
	return Info{Kind: Unknown, Tag: nodeName(s.node)}
}

var transactionTags = map[pgquery.TransactionStmtKind]string{
	pgquery.TransactionStmtKind_TRANS_STMT_BEGIN:       "BEGIN",
	pgquery.TransactionStmtKind_TRANS_STMT_START:       "START TRANSACTION",
	pgquery.TransactionStmtKind_TRANS_STMT_COMMIT:      "COMMIT",
	pgquery.TransactionStmtKind_TRANS_STMT_ROLLBACK:    "ROLLBACK",
	pgquery.TransactionStmtKind_TRANS_STMT_SAVEPOINT:   "SAVEPOINT",
	pgquery.TransactionStmtKind_TRANS_STMT_RELEASE:     "RELEASE",
	pgquery.TransactionStmtKind_TRANS_STMT_ROLLBACK_TO: "ROLLBACK TO",

	pgquery.TransactionStmtKind_TRANS_STMT_PREPARE:           "PREPARE TRANSACTION",
	pgquery.TransactionStmtKind_TRANS_STMT_COMMIT_PREPARED:   "COMMIT PREPARED",
	pgquery.TransactionStmtKind_TRANS_STMT_ROLLBACK_PREPARED: "ROLLBACK PREPARED",
}

func explain(x *pgquery.ExplainStmt) Info {
	i := Info{Kind: Explain, Tag: "EXPLAIN", Format: "text", Costs: true}
	for _, o := range x.Options {
		d := o.GetDefElem()
		switch d.GetDefname() {
		case "analyze":
			i.Analyze = isOn(d)
		case "costs":
			i.Costs = isOn(d)
		case "format":
			i.Format = strings.ToLower(constText(d.GetArg()))
		}
	}
	if x.Query.GetSelectStmt() == nil {
		i.Kind = Unknown
	}
	return i
}

// isOn reads an option that is a boolean; its name alone says yes.
func isOn(d *pgquery.DefElem) bool {
	v := constText(d.GetArg())
	return v == "" || v == "true" || v == "on" || v == "1"
}

func modification(n *pgquery.Node) (Info, bool) {
	i := Info{Kind: Modify}
	var rel *pgquery.RangeVar
	switch x := n.GetNode().(type) {
	case *pgquery.Node_InsertStmt:
		i.Tag, rel, i.Returning = "INSERT", x.InsertStmt.Relation, len(x.InsertStmt.ReturningList) > 0
	case *pgquery.Node_UpdateStmt:
		i.Tag, rel, i.Returning = "UPDATE", x.UpdateStmt.Relation, len(x.UpdateStmt.ReturningList) > 0
	case *pgquery.Node_DeleteStmt:
		i.Tag, rel, i.Returning = "DELETE", x.DeleteStmt.Relation, len(x.DeleteStmt.ReturningList) > 0
	default:
		return Info{}, false
	}
	i.Target, i.TargetSchema = rel.GetRelname(), rel.GetSchemaname()
	return i, true
}

func setTag(x *pgquery.VariableSetStmt) string {
	switch x.Kind {
	case pgquery.VariableSetKind_VAR_RESET, pgquery.VariableSetKind_VAR_RESET_ALL:
		return "RESET"
	}
	return "SET"
}

func setting(x *pgquery.VariableSetStmt) Setting {
	s := Setting{Name: strings.ToLower(x.Name), Local: x.IsLocal}
	switch x.Kind {
	case pgquery.VariableSetKind_VAR_RESET_ALL:
		return Setting{Name: "all", Reset: true}
	case pgquery.VariableSetKind_VAR_RESET, pgquery.VariableSetKind_VAR_SET_DEFAULT:
		s.Reset = true
	}
	for _, a := range x.Args {
		s.List = append(s.List, constText(a))
	}
	s.Value = strings.Join(s.List, ", ")
	return s
}

// constText gives the text of a constant as a SET's value.
func constText(n *pgquery.Node) string {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_AConst:
		switch v := x.AConst.Val.(type) {
		case *pgquery.A_Const_Sval:
			return v.Sval.Sval
		case *pgquery.A_Const_Ival:
			return strconv.Itoa(int(v.Ival.Ival))
		case *pgquery.A_Const_Fval:
			return v.Fval.Fval
		case *pgquery.A_Const_Boolval:
			return strconv.FormatBool(v.Boolval.Boolval)
		}
	case *pgquery.Node_String_:
		return x.String_.Sval
	case *pgquery.Node_Integer:
		return strconv.Itoa(int(x.Integer.Ival))
	case *pgquery.Node_TypeCast:
		return constText(x.TypeCast.Arg)
	}
	return ""
}

// nodeName gives a statement's name for an error, from its type in the grammar:
// "ListenStmt" becomes "LISTEN".
func nodeName(n *pgquery.Node) string {
	name := fmt.Sprintf("%T", n.GetNode())
	name = name[strings.LastIndex(name, "_")+1:]
	name = strings.TrimSuffix(name, "Stmt")
	var b strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}
