package pgfunc

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"sync"
	"unicode"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Regex is a regular expression of PostgreSQL's
// (https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-POSIX-REGEXP),
// searched by Go's regexp. PostgreSQL takes the longest of the leftmost matches, or the
// shortest; an expression for which Go would take another match, or other groups, is
// searched as PostgreSQL does (are.go), which takes longer.
type Regex struct {
	re     *regexp.Regexp // nil where Go would take another match
	are    *are
	groups int
	global bool
	empty  bool // it matches the empty text
	pinned bool // what it matches hangs on what stands before
}

// errBeyondGo says that Go's regexp cannot do an expression exactly.
var errBeyondGo = errors.New("beyond Go's regular expressions")

func badRegex(why string) error {
	return pgerr.New("2201B", "invalid regular expression: %s", why)
}

// maxRegexes is how many compiled expressions are kept.
const maxRegexes = 200

var regexes struct {
	sync.Mutex
	kept map[string]*Regex
}

// Groups gives how many texts a match has: those of its groups, or its own.
func (r *Regex) Groups() int { return max(r.groups, 1) }

// CompileRegex reads an expression with the flags of the regexp functions. Groups says
// that the text of its groups matters.
func CompileRegex(pattern, flags string, groups bool) (*Regex, error) {
	key := flags + "\x00" + pattern
	if groups {
		key = "(" + key
	}
	regexes.Lock()
	r := regexes.kept[key]
	regexes.Unlock()
	if r != nil {
		return r, nil
	}
	r, err := compileRegex(pattern, flags, groups)
	if err != nil {
		return nil, err
	}
	regexes.Lock()
	defer regexes.Unlock()
	if regexes.kept == nil || len(regexes.kept) >= maxRegexes {
		regexes.kept = map[string]*Regex{}
	}
	regexes.kept[key] = r
	return r, nil
}

func compileRegex(pattern, flags string, groups bool) (*Regex, error) {
	options, global, err := regexOptions(flags)
	if err != nil {
		return nil, err
	}
	own, err := compileARE(pattern, options)
	if err != nil {
		return nil, err
	}
	r := &Regex{are: own, groups: own.groups, global: global}
	if err := r.goes(pattern, flags, groups); err != nil {
		r.re = nil
	}
	return r, nil
}

// regexOptions reads the flags of the regexp functions.
func regexOptions(flags string) (o areOptions, global bool, err error) {
	for _, f := range flags {
		switch {
		case f == 'g':
			global = true
		case f == 'b':
			return o, global, pgerr.New(pgerr.FeatureNotSupported, "the regular expression option \"%c\" is not supported", f)
		case !o.set(f):
			return o, global, pgerr.New(pgerr.InvalidParameterValue, "invalid regular expression option: \"%c\"", f)
		}
	}
	return o, global, nil
}

// goes lets Go search, where its match and its groups are PostgreSQL's.
func (r *Regex) goes(pattern, flags string, groups bool) error {
	t := &regexTranslation{src: pattern, options: "s"}
	if err := t.flags(flags); err != nil {
		return err
	}
	text, err := t.translate()
	if err != nil {
		return err
	}
	re, err := regexp.Compile("(?" + t.options + ")" + text)
	if err != nil {
		return err
	}
	tree, err := syntax.Parse("(?"+t.options+")"+text, syntax.Perl)
	if err != nil {
		return err
	}
	shape := shapeOf(tree)
	if !shape.exact(groups && re.NumSubexp() > 0) {
		return errBeyondGo
	}
	if shape.lazy == 0 {
		re.Longest()
	}
	r.re, r.empty, r.pinned = re, re.MatchString(""), shape.pinned
	return nil
}

// regexShape is what matters for the choice among matches.
type regexShape struct {
	lazy, greedy int  // quantifiers
	choice       bool // an alternation of more than single characters
	open         bool // one of which two branches may begin alike
	repeats      bool // a group that is repeated
	pinned       bool
	anchored     bool
}

func shapeOf(tree *syntax.Regexp) regexShape {
	var s regexShape
	var visit func(*syntax.Regexp)
	visit = func(x *syntax.Regexp) {
		switch x.Op {
		case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
			if x.Op == syntax.OpRepeat && x.Min == x.Max {
				break
			}
			s.repeats = s.repeats || x.Op != syntax.OpQuest && x.MaxCap() > 0
			if x.Flags&syntax.NonGreedy != 0 {
				s.lazy++
			} else {
				s.greedy++
			}
		case syntax.OpAlternate:
			s.choice = true
			s.open = s.open || !disjoint(x.Sub)
		case syntax.OpBeginText, syntax.OpBeginLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
			s.pinned = true
		}
		for _, sub := range x.Sub {
			visit(sub)
		}
	}
	visit(tree)
	if tree.Op == syntax.OpConcat && len(tree.Sub) > 1 {
		s.anchored = tree.Sub[0].Op == syntax.OpBeginText && tree.Sub[len(tree.Sub)-1].Op == syntax.OpEndText
	}
	return s
}

// disjoint says whether no two branches can begin with the same character, so that never
// more than one of them matches.
func disjoint(branches []*syntax.Regexp) bool {
	var seen []rune // pairs of ends
	for _, branch := range branches {
		first, ok := firstRunes(branch)
		if !ok {
			return false
		}
		for i := 0; i < len(first); i += 2 {
			for k := 0; k < len(seen); k += 2 {
				if first[i] <= seen[k+1] && seen[k] <= first[i+1] {
					return false
				}
			}
		}
		seen = append(seen, first...)
	}
	return true
}

// firstRunes gives the characters with which a match begins, as ranges.
func firstRunes(x *syntax.Regexp) ([]rune, bool) {
	switch x.Op {
	case syntax.OpLiteral:
		if x.Flags&syntax.FoldCase != 0 {
			lower, upper := unicode.ToLower(x.Rune[0]), unicode.ToUpper(x.Rune[0])
			return []rune{lower, lower, upper, upper}, true
		}
		return []rune{x.Rune[0], x.Rune[0]}, true
	case syntax.OpCharClass:
		return x.Rune, true
	case syntax.OpConcat, syntax.OpCapture, syntax.OpPlus:
		return firstRunes(x.Sub[0])
	}
	return nil, false
}

// exact says whether Go's match, and its groups when they matter, are PostgreSQL's.
func (s regexShape) exact(groups bool) bool {
	switch {
	case (s.open || s.repeats) && groups:
		return false
	case s.lazy == 0:
		return true
	case s.choice:
		return false
	}
	return s.anchored || s.lazy == 1 && s.greedy == 0
}
