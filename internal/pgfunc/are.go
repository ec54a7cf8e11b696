package pgfunc

// An advanced regular expression of PostgreSQL's, for what Go's regexp cannot do: back
// references, looking around, and quantifiers of both kinds beside each other. It follows
// src/backend/regex of PostgreSQL 15: an expression is a tree of nodes, each of which
// also stands for a regular language; a match is found by the language of the whole, and
// taken apart from the top, each node trying the spans of its left part by preference
// (https://www.postgresql.org/docs/15/functions-matching.html#POSIX-MATCHING-RULES).

// areFlags say what a node prefers and what is below it.
type areFlags uint8

const (
	areLonger  areFlags = 1 << iota // prefers the longest
	areShorter                      // prefers the shortest
	areMixed                        // both preferences below
	areCaptures
	areRefers // a back reference below
)

const (
	areLocal = areLonger | areShorter
	areMessy = areMixed | areCaptures | areRefers
)

// up gives what a node hands to the one above.
func (f areFlags) up() areFlags {
	above := f &^ areLocal
	if f&areLocal == areLocal {
		above |= areMixed
	}
	return above
}

// combine gives the flags of two nodes beside each other; the first has the preference if
// it has one.
func combine(f, g areFlags) areFlags {
	prefer := f & areLocal
	if prefer == 0 {
		prefer = g & areLocal
	}
	return (f | g).up() | prefer
}

// areNode is a node of the tree.
type areNode struct {
	op       areOp
	flags    areFlags
	capture  int // the group that it captures, 0 for none
	refers   int // the group that a back reference means
	min, max int // of a back reference or an iteration
	subs     []*areNode
	language *areLanguage
	program  *areProgram // of the language
}

type areOp uint8

const (
	arePlain   areOp = iota // nothing but its language
	areConcat               // two nodes, one after the other
	areChoice               // one of several
	areIterate              // one several times
	areRefer                // a back reference
	areWrap                 // a group of nothing but a group
)

// unbounded is the number of repetitions without a limit.
const unbounded = -1

// are is an expression that was read.
type are struct {
	tree   *areNode
	groups int
	fold   bool // upper and lower case are the same
	search *areProgram
}

// compileARE reads an expression with the options of the regexp functions.
func compileARE(pattern string, options areOptions) (*are, error) {
	p := &areParser{src: []rune(pattern), areOptions: options}
	tree, err := p.whole()
	if err != nil {
		return nil, err
	}
	a := &are{tree: tree, groups: p.groups, fold: p.fold}
	size := 0
	var compile func(*areNode) error
	compile = func(n *areNode) error {
		n.program = newProgram(n.language)
		if size += len(n.program.steps); n.program.tooLong || size > maxSteps {
			return badRegex("regular expression is too complex")
		}
		for _, sub := range n.subs {
			if err := compile(sub); err != nil {
				return err
			}
		}
		return nil
	}
	if err := compile(tree); err != nil {
		return nil, err
	}
	a.search = newProgram(anywhere(tree.language))
	return a, nil
}
