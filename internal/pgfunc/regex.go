package pgfunc

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Regex is a regular expression of PostgreSQL's
// (https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-POSIX-REGEXP),
// searched by Go's regexp. PostgreSQL takes the longest of the leftmost matches, or the
// shortest; an expression for which Go would take another match, or other groups, is
// refused with 0A000.
type Regex struct {
	re     *regexp.Regexp
	groups int
	global bool
	empty  bool // it matches the empty text
	pinned bool // what it matches hangs on what stands before
}

// refusedRegex gives the error for what Go cannot do exactly.
func refusedRegex(pattern string) error {
	return pgerr.New(pgerr.FeatureNotSupported, "this regular expression is not supported here: %s", pattern).
		WithHint("Back references, lookaround and some mixtures of greedy and non-greedy quantifiers have no equal in the engine.")
}

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
	t := &regexTranslation{src: pattern, options: "s"}
	if err := t.flags(flags); err != nil {
		return nil, err
	}
	text, err := t.translate()
	if err != nil {
		return nil, err
	}
	re, err := regexp.Compile("(?" + t.options + ")" + text)
	if err != nil {
		return nil, regexError(pattern, err)
	}
	tree, err := syntax.Parse("(?"+t.options+")"+text, syntax.Perl)
	if err != nil {
		return nil, regexError(pattern, err)
	}
	shape := shapeOf(tree)
	if !shape.exact(groups && re.NumSubexp() > 0) {
		return nil, refusedRegex(pattern)
	}
	if shape.lazy == 0 {
		re.Longest()
	}
	return &Regex{re: re, groups: re.NumSubexp(), global: t.global, empty: re.MatchString(""), pinned: shape.pinned}, nil
}

// regexShape is what matters for the choice among matches.
type regexShape struct {
	lazy, greedy int  // quantifiers
	choice       bool // an alternation of more than single characters
	open         bool // one of which two branches may begin alike
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
	case s.open && groups:
		return false
	case s.lazy == 0:
		return true
	case s.choice:
		return false
	}
	return s.anchored || s.lazy == 1 && s.greedy == 0
}

// regexErrors are PostgreSQL's words for what is wrong.
var regexErrors = map[syntax.ErrorCode]string{
	syntax.ErrMissingParen: "parentheses () not balanced", syntax.ErrUnexpectedParen: "parentheses () not balanced",
	syntax.ErrMissingBracket: "brackets [] not balanced", syntax.ErrMissingRepeatArgument: "quantifier operand invalid",
	syntax.ErrInvalidRepeatOp: "quantifier operand invalid", syntax.ErrInvalidRepeatSize: "invalid repetition count(s)",
	syntax.ErrInvalidCharRange: "invalid character range", syntax.ErrTrailingBackslash: `invalid escape \ sequence`,
	syntax.ErrInvalidEscape: `invalid escape \ sequence`,
}

func regexError(pattern string, err error) error {
	var e *syntax.Error
	if errors.As(err, &e) {
		if e.Code == syntax.ErrInvalidCharRange && strings.HasPrefix(e.Expr, "[:") {
			return badRegex("invalid character class")
		}
		if why, ok := regexErrors[e.Code]; ok {
			return badRegex(why)
		}
	}
	return refusedRegex(pattern)
}
