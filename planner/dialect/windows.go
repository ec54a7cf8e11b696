package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// windowClauses writes out the windows that refer to others: the engine takes no
// PARTITION BY of (w ORDER BY …).
func windowClauses(s *pgquery.SelectStmt) {
	if len(s.WindowClause) == 0 {
		return
	}
	named := map[string]*pgquery.WindowDef{}
	for _, w := range s.WindowClause {
		def := w.GetWindowDef()
		inherit(def, named)
		named[def.Name] = def
	}
	over := func(n *pgquery.Node) error {
		if c := n.GetFuncCall(); c != nil && c.Over != nil {
			inherit(c.Over, named)
		}
		return nil
	}
	for _, list := range [][]*pgquery.Node{s.TargetList, s.SortClause, s.DistinctClause} {
		for _, item := range list {
			_ = walk(item, over)
		}
	}
}

// inherit gives a window what it has of the one that it refers to
// (src/backend/parser/parse_clause.c, transformWindowDefinitions).
func inherit(def *pgquery.WindowDef, named map[string]*pgquery.WindowDef) {
	of := named[def.Refname]
	if def.Refname == "" || of == nil {
		return
	}
	def.Refname = ""
	for _, p := range of.PartitionClause {
		def.PartitionClause = append(def.PartitionClause, clone(p))
	}
	if len(def.OrderClause) > 0 {
		return
	}
	for _, o := range of.OrderClause {
		def.OrderClause = append(def.OrderClause, clone(o))
	}
}

// windowArguments refuses constants that the engine would take.
func windowArguments(n *pgquery.Node) error {
	c := n.GetFuncCall()
	if c == nil || c.Over == nil {
		return nil
	}
	if i, ok := intConstant(at(c.Args, 1)); ok && i <= 0 && lastName(c.Funcname) == "nth_value" {
		return pgerr.New("22016", "argument of nth_value must be greater than zero")
	}
	if i, ok := intConstant(at(c.Args, 0)); ok && i <= 0 && lastName(c.Funcname) == "ntile" {
		return pgerr.New("22014", "argument of ntile must be greater than zero")
	}
	for _, offset := range []struct {
		name string
		of   *pgquery.Node
	}{{"starting", c.Over.StartOffset}, {"ending", c.Over.EndOffset}} {
		if i, ok := intConstant(uncast(offset.of)); ok && i < 0 {
			return pgerr.New("22013", "frame %s offset must not be negative", offset.name)
		}
	}
	return nil
}
