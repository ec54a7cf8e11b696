package pgfunc

import (
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// pathTokenKind is the kind of a token of a path.
type pathTokenKind byte

const (
	tokenEnd pathTokenKind = iota
	tokenBad               // what cannot be read; the lexer's error says why
	tokenName
	tokenKeyword
	tokenText
	tokenVariable
	tokenInteger
	tokenDecimal
	tokenSign
)

// pathToken is a word of a path.
type pathToken struct {
	kind pathTokenKind
	text string // the value; of a keyword as it is written
	word string // of a keyword or a sign, in one spelling
	near string // what PostgreSQL's errors name, "" at the input's end
}

// pathLexer splits a path into tokens, as src/backend/utils/adt/jsonpath_scan.l does:
// the longest match counts, and the first rule among equals.
type pathLexer struct {
	src string
	at  int
}

// pathSyntax is an error of a path's syntax.
func pathSyntax(message, near string) error {
	if near == "" {
		return pgerr.New(pgerr.SyntaxError, "%s at end of jsonpath input", message)
	}
	return pgerr.New(pgerr.SyntaxError, "%s at or near \"%s\" of jsonpath input", message, near)
}

const (
	pathBlanks   = " \t\n\r\f"
	pathSpecials = "?%$.[]{}()|&!=<>@#,*:-+/"
)

// isPathOther says whether a byte may stand in a name without quotes.
func isPathOther(c byte) bool {
	return c != '\\' && c != '"' && strings.IndexByte(pathSpecials, c) < 0 && strings.IndexByte(pathBlanks, c) < 0
}

// run gives where the bytes that a condition holds for end.
func (l *pathLexer) run(from int, is func(byte) bool) int {
	for from < len(l.src) && is(l.src[from]) {
		from++
	}
	return from
}

// next gives the next token.
func (l *pathLexer) next() (pathToken, error) {
	for {
		l.at = l.run(l.at, func(c byte) bool { return strings.IndexByte(pathBlanks, c) >= 0 })
		if !strings.HasPrefix(l.src[l.at:], "/*") {
			break
		}
		if err := l.comment(); err != nil {
			return pathToken{}, err
		}
	}
	rest := l.src[l.at:]
	if rest == "" {
		return pathToken{}, nil
	}
	switch c := rest[0]; {
	case c == '"':
		l.at++
		return l.quoted(tokenText)
	case strings.HasPrefix(rest, `$"`):
		l.at += 2
		return l.quoted(tokenVariable)
	case c == '$' && len(rest) > 1 && isPathOther(rest[1]):
		begin := l.at
		l.at = l.run(begin+1, isPathOther)
		return pathToken{kind: tokenVariable, text: l.src[begin+1 : l.at], near: l.src[begin:l.at]}, nil
	case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]):
		return l.number()
	case c == '\\' || isPathOther(c):
		return l.name()
	}
	return l.sign(), nil
}

func (l *pathLexer) comment() error {
	end := strings.Index(l.src[l.at+2:], "*/")
	if end < 0 {
		return pathSyntax("unexpected end of comment", "")
	}
	l.at += 2 + end + 2
	return nil
}

// sign reads an operator, or any other special character.
func (l *pathLexer) sign() pathToken {
	n := 1
	if rest := l.src[l.at:]; len(rest) > 1 {
		switch rest[:2] {
		case "&&", "||", "**", "<=", "==", "<>", "!=", ">=":
			n = 2
		}
	}
	text := l.src[l.at : l.at+n]
	l.at += n
	t := pathToken{kind: tokenSign, text: text, word: text, near: text}
	if text == "<>" {
		t.word = "!="
	}
	return t
}

// number reads a number. What follows it without a space may be a mistake, or make a name
// of the whole.
func (l *pathLexer) number() (pathToken, error) {
	begin := l.at
	whole := begin
	if l.src[begin] == '0' {
		whole++
	} else {
		whole = l.run(begin, isDigit)
	}
	end, kind := whole, tokenInteger
	if whole < len(l.src) && l.src[whole] == '.' {
		end, kind = l.run(whole+1, isDigit), tokenDecimal
	}
	if end < len(l.src) && l.src[end]|0x20 == 'e' {
		digits := end + 1
		if digits < len(l.src) && (l.src[digits] == '+' || l.src[digits] == '-') {
			digits++
		}
		if power := l.run(digits, isDigit); power > digits {
			end, kind = power, tokenDecimal
		} else if digits > end+1 {
			return pathToken{}, pathSyntax("invalid numeric literal", l.src[begin:digits])
		}
	}
	junk := end < len(l.src) && isPathOther(l.src[end])
	switch name := l.run(begin, isPathOther); {
	case name > end && !(junk && name == end+1):
		return l.name()
	case junk:
		return pathToken{}, pathSyntax("trailing junk after numeric literal", l.src[begin:end+1])
	}
	l.at = end
	text := l.src[begin:end]
	return pathToken{kind: kind, text: text, near: text}, nil
}
