package planner

import (
	"math"
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// Block is what BEGIN, SET TRANSACTION, SAVEPOINT and their kin say.
type Block struct {
	Isolation  string // in lower case; "" when not said
	ReadOnly   string // "on", "off", or "" when not said
	Deferrable string // likewise
	Snapshot   bool   // SET TRANSACTION SNAPSHOT
	Chain      bool   // COMMIT AND CHAIN
	Savepoint  string
	Prepared   string // the identifier of PREPARE TRANSACTION and its kin
	Session    bool   // SET SESSION CHARACTERISTICS: for the transactions to come
}

// Cursor is a DECLARE, FETCH, MOVE or CLOSE.
type Cursor struct {
	Name        string // "" for CLOSE ALL
	Binary      bool
	Scroll      bool
	Insensitive bool
	Asensitive  bool
	NoScroll    bool
	Hold        bool
	Move        bool
	Direction   Direction
	Count       int64 // rows or place; All for all
}

// Direction is where a FETCH goes.
type Direction int

// The directions.
const (
	Forward Direction = iota
	Backward
	Absolute
	Relative
)

// All is the count of FETCH ALL.
const All = math.MaxInt64

// Prepared is a PREPARE, EXECUTE or DEALLOCATE.
type Prepared struct {
	Name  string   // "" for DEALLOCATE ALL
	Types []string // of PREPARE's parameters, by their name in pg_type
	Count int      // EXECUTE's arguments
}

// Copying is a COPY.
type Copying struct {
	From     bool
	Columns  []string // as written; none for all
	Filename string
	Program  bool
	Filtered bool // COPY FROM with WHERE
	Options  []CopyOption
}

// CopyOption is an option of COPY.
type CopyOption struct {
	Name   string
	Value  string   // "" when none was given
	Values []string // of a list of columns; "*" for all
	At     int      // its byte in the statement's text; Statement.Position tells the character
}

// sessionStatement classifies the statements that deal with the session itself.
func sessionStatement(n *pgquery.Node) (Info, bool) {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_TransactionStmt:
		t := x.TransactionStmt
		i := Info{Kind: Transaction, Tag: transactionTags[t.Kind], Block: block(t.Options)}
		i.Block.Chain, i.Block.Savepoint, i.Block.Prepared = t.Chain, t.SavepointName, t.Gid
		return i, true
	case *pgquery.Node_DeclareCursorStmt:
		o := x.DeclareCursorStmt.Options
		return Info{Kind: Declare, Tag: "DECLARE CURSOR", Cursor: Cursor{Name: x.DeclareCursorStmt.Portalname,
			Binary: o&1 != 0, Scroll: o&2 != 0, NoScroll: o&4 != 0, Insensitive: o&8 != 0, Asensitive: o&16 != 0, Hold: o&32 != 0}}, true
	case *pgquery.Node_FetchStmt:
		return fetch(x.FetchStmt), true
	case *pgquery.Node_ClosePortalStmt:
		i := Info{Kind: CloseCursor, Tag: "CLOSE CURSOR", Cursor: Cursor{Name: x.ClosePortalStmt.Portalname}}
		if i.Cursor.Name == "" {
			i.Tag = "CLOSE CURSOR ALL"
		}
		return i, true
	case *pgquery.Node_CopyStmt:
		return copying(x.CopyStmt), true
	case *pgquery.Node_ListenStmt:
		return Info{Kind: Notify, Tag: "LISTEN", Channel: Channel{Name: x.ListenStmt.Conditionname}}, true
	case *pgquery.Node_UnlistenStmt:
		return Info{Kind: Notify, Tag: "UNLISTEN", Channel: Channel{Name: x.UnlistenStmt.Conditionname}}, true
	case *pgquery.Node_NotifyStmt:
		return Info{Kind: Notify, Tag: "NOTIFY", Channel: Channel{Name: x.NotifyStmt.Conditionname, Payload: x.NotifyStmt.Payload}}, true
	case *pgquery.Node_ConstraintsSetStmt:
		if len(x.ConstraintsSetStmt.Constraints) > 0 {
			return Info{}, false
		}
		return Info{Kind: SetConstraints, Tag: "SET CONSTRAINTS"}, true
	case *pgquery.Node_LockStmt:
		return Info{Kind: Lock, Tag: "LOCK TABLE"}, true
	}
	return preparedStatement(n)
}

func preparedStatement(n *pgquery.Node) (Info, bool) {
	switch x := n.GetNode().(type) {
	case *pgquery.Node_PrepareStmt:
		i := Info{Kind: Prepare, Tag: "PREPARE", Prepared: Prepared{Name: x.PrepareStmt.Name}}
		for _, t := range x.PrepareStmt.Argtypes {
			i.Prepared.Types = append(i.Prepared.Types, lastName(t.GetTypeName()))
		}
		return i, true
	case *pgquery.Node_ExecuteStmt:
		return Info{Kind: Execute, Tag: "EXECUTE",
			Prepared: Prepared{Name: x.ExecuteStmt.Name, Count: len(x.ExecuteStmt.Params)}}, true
	case *pgquery.Node_DeallocateStmt:
		i := Info{Kind: Deallocate, Tag: "DEALLOCATE", Prepared: Prepared{Name: x.DeallocateStmt.Name}}
		if i.Prepared.Name == "" {
			i.Tag = "DEALLOCATE ALL"
		}
		return i, true
	case *pgquery.Node_DiscardStmt:
		return Info{Kind: Discard, Tag: discardTags[x.DiscardStmt.Target]}, true
	}
	return Info{}, false
}

var discardTags = map[pgquery.DiscardMode]string{
	pgquery.DiscardMode_DISCARD_ALL:       "DISCARD ALL",
	pgquery.DiscardMode_DISCARD_PLANS:     "DISCARD PLANS",
	pgquery.DiscardMode_DISCARD_SEQUENCES: "DISCARD SEQUENCES",
	pgquery.DiscardMode_DISCARD_TEMP:      "DISCARD TEMP",
}

// lastName gives a type's name without its schema; arrays have "[]" behind it.
func lastName(t *pgquery.TypeName) string {
	if len(t.GetNames()) == 0 {
		return ""
	}
	name := t.Names[len(t.Names)-1].GetString_().GetSval()
	if len(t.ArrayBounds) > 0 {
		name += "[]"
	}
	return name
}

// block reads the options of a transaction.
func block(options []*pgquery.Node) Block {
	var b Block
	onOff := func(value string) string {
		if value == "1" || value == "true" {
			return "on"
		}
		return "off"
	}
	for _, o := range options {
		value := constText(o.GetDefElem().GetArg())
		switch o.GetDefElem().GetDefname() {
		case "transaction_isolation":
			b.Isolation = strings.ToLower(value)
		case "transaction_read_only":
			b.ReadOnly = onOff(value)
		case "transaction_deferrable":
			b.Deferrable = onOff(value)
		}
	}
	return b
}

// setTransaction classifies SET TRANSACTION and SET SESSION CHARACTERISTICS.
func setTransaction(x *pgquery.VariableSetStmt) (Info, bool) {
	if x.Kind != pgquery.VariableSetKind_VAR_SET_MULTI {
		return Info{}, false
	}
	i := Info{Kind: SetTransaction, Tag: "SET", Block: block(x.Args)}
	i.Block.Snapshot = strings.EqualFold(x.Name, "TRANSACTION SNAPSHOT")
	i.Block.Session = strings.EqualFold(x.Name, "SESSION CHARACTERISTICS")
	return i, true
}

func fetch(x *pgquery.FetchStmt) Info {
	i := Info{Kind: Fetch, Tag: "FETCH", Cursor: Cursor{Name: x.Portalname, Move: x.Ismove, Count: x.HowMany}}
	if x.Ismove {
		i.Tag = "MOVE"
	}
	switch x.Direction {
	case pgquery.FetchDirection_FETCH_BACKWARD:
		i.Cursor.Direction = Backward
	case pgquery.FetchDirection_FETCH_ABSOLUTE:
		i.Cursor.Direction = Absolute
	case pgquery.FetchDirection_FETCH_RELATIVE:
		i.Cursor.Direction = Relative
	}
	return i
}

func copying(x *pgquery.CopyStmt) Info {
	i := Info{Kind: Copy, Tag: "COPY", Target: x.Relation.GetRelname(), TargetSchema: x.Relation.GetSchemaname()}
	i.Copying = Copying{From: x.IsFrom, Filename: x.Filename, Program: x.IsProgram, Filtered: x.WhereClause != nil,
		Columns: stringList(x.Attlist)}
	for _, n := range x.Options {
		d := n.GetDefElem()
		o := CopyOption{Name: d.GetDefname(), Value: constText(d.GetArg()), At: int(d.Location)}
		if d.GetArg().GetAStar() != nil {
			o.Values = []string{"*"}
		}
		o.Values = append(o.Values, stringList(d.GetArg().GetList().GetItems())...)
		i.Copying.Options = append(i.Copying.Options, o)
	}
	return i
}

func stringList(nodes []*pgquery.Node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, n.GetString_().GetSval())
	}
	return out
}

// Inner gives the statement that this one wraps: what DECLARE, PREPARE and COPY
// run, and nil for others. COPY of a table gives a SELECT of it; EXECUTE gives a
// SELECT of its arguments as text.
func (s *Statement) Inner() *Statement {
	switch x := s.node.GetNode().(type) {
	case *pgquery.Node_DeclareCursorStmt:
		return s.after(pgquery.Token_FOR)
	case *pgquery.Node_PrepareStmt:
		return s.after(pgquery.Token_AS)
	case *pgquery.Node_CopyStmt:
		switch {
		case x.CopyStmt.Query != nil:
			return s.inParentheses()
		case !x.CopyStmt.IsFrom:
			return made(selectFrom(x.CopyStmt))
		}
	case *pgquery.Node_ExecuteStmt:
		if len(x.ExecuteStmt.Params) > 0 {
			return made(selectTexts(x.ExecuteStmt.Params))
		}
	case *pgquery.Node_LockStmt:
		if len(x.LockStmt.Relations) > 0 {
			return made(&pgquery.SelectStmt{FromClause: x.LockStmt.Relations[:1],
				LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
				TargetList: []*pgquery.Node{target(star())}})
		}
	}
	return nil
}

// after gives the statement that follows the first such token.
func (s *Statement) after(token pgquery.Token) *Statement {
	scanned, err := pgquery.Scan(s.Text)
	if err != nil {
		return nil
	}
	for i, t := range scanned.Tokens {
		if t.Token == token && i+1 < len(scanned.Tokens) {
			return s.part(scanned.Tokens[i+1].Start, int32(len(s.Text)))
		}
	}
	return nil
}

// inParentheses gives the statement in the first pair of parentheses.
func (s *Statement) inParentheses() *Statement {
	scanned, err := pgquery.Scan(s.Text)
	if err != nil {
		return nil
	}
	depth, start := 0, int32(0)
	for _, t := range scanned.Tokens {
		switch t.Token {
		case pgquery.Token_ASCII_40:
			if depth == 0 {
				start = t.End
			}
			depth++
		case pgquery.Token_ASCII_41:
			if depth--; depth == 0 {
				return s.part(start, t.Start)
			}
		}
	}
	return nil
}

// part parses a part of the text that is a statement; its positions are those of
// the whole.
func (s *Statement) part(start, end int32) *Statement {
	p := parseOne(s.Text, start, end, end)
	p.Start += s.Start
	return p
}

// made gives a statement that the client has not written; nothing of it has a
// position.
func made(q *pgquery.SelectStmt) *Statement {
	text, err := pgquery.Deparse(&pgquery.ParseResult{Version: grammarVersion,
		Stmts: []*pgquery.RawStmt{{Stmt: &pgquery.Node{Node: &pgquery.Node_SelectStmt{SelectStmt: q}}}}})
	if err != nil {
		return nil
	}
	return parseOne(text, 0, int32(len(text)), int32(len(text)))
}

// selectFrom gives the SELECT that a COPY of a table stands for.
func selectFrom(x *pgquery.CopyStmt) *pgquery.SelectStmt {
	q := &pgquery.SelectStmt{LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE,
		FromClause: []*pgquery.Node{{Node: &pgquery.Node_RangeVar{RangeVar: x.Relation}}}}
	for _, column := range x.Attlist {
		q.TargetList = append(q.TargetList, target(columnRef(column)))
	}
	if len(x.Attlist) == 0 {
		q.TargetList = []*pgquery.Node{target(star())}
	}
	return q
}

// selectTexts gives a SELECT of expressions as text.
func selectTexts(expressions []*pgquery.Node) *pgquery.SelectStmt {
	q := &pgquery.SelectStmt{LimitOption: pgquery.LimitOption_LIMIT_OPTION_DEFAULT, Op: pgquery.SetOperation_SETOP_NONE}
	for _, e := range expressions {
		q.TargetList = append(q.TargetList, target(&pgquery.Node{Node: &pgquery.Node_TypeCast{TypeCast: &pgquery.TypeCast{
			Arg: e, TypeName: &pgquery.TypeName{Names: []*pgquery.Node{pgquery.MakeStrNode("text")}, Typemod: -1}}}}))
	}
	return q
}

func target(expression *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_ResTarget{ResTarget: &pgquery.ResTarget{Val: expression}}}
}

func star() *pgquery.Node {
	return columnRef(&pgquery.Node{Node: &pgquery.Node_AStar{AStar: &pgquery.A_Star{}}})
}

func columnRef(field *pgquery.Node) *pgquery.Node {
	return &pgquery.Node{Node: &pgquery.Node_ColumnRef{ColumnRef: &pgquery.ColumnRef{Fields: []*pgquery.Node{field}}}}
}
