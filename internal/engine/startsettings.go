package engine

import (
	"fmt"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Setting is a parameter's value that sessions begin with.
type Setting struct {
	Role        string // whose sessions; empty for everybody's
	Name, Value string
}

// ParseSetting reads a Setting as it stands in a command line: name=value, or
// role:name=value.
func ParseSetting(text string) (Setting, error) {
	name, value, ok := strings.Cut(text, "=")
	role, rest, forRole := strings.Cut(name, ":")
	if !forRole {
		role, rest = "", name
	}
	out := Setting{Role: strings.TrimSpace(role), Name: strings.TrimSpace(rest), Value: strings.TrimSpace(value)}
	if !ok || out.Name == "" {
		return out, fmt.Errorf("read setting %q: it must be NAME=VALUE or ROLE:NAME=VALUE", text)
	}
	return out, checkSettings([]Setting{out})
}

// checkSettings says what is wrong with settings before any session has them.
func checkSettings(list []Setting) error {
	for _, set := range list {
		s := &settings{values: map[string]string{}}
		if err := s.set(set.Name, set.Value); err != nil {
			return fmt.Errorf("set %s: %w", set.Name, err)
		}
	}
	return nil
}

// settingsOf gives the settings of a role's sessions, everybody's first.
func settingsOf(list []Setting, role string) []Setting {
	var common, own []Setting
	for _, set := range list {
		switch set.Role {
		case "":
			common = append(common, set)
		case role:
			own = append(own, set)
		}
	}
	return append(common, own...)
}

// commandLine reads the options of a start-up packet, as libpq's options=… sends them:
// -c name=value, -cname=value and --name=value, with spaces that belong to a value
// behind backslashes (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNECT-OPTIONS).
func commandLine(options string) ([]Setting, error) {
	var out []Setting
	words := splitOptions(options)
	for i := 0; i < len(words); i++ {
		text, ok := strings.CutPrefix(words[i], "--")
		if !ok {
			text, ok = strings.CutPrefix(words[i], "-c")
			if ok && text == "" && i+1 < len(words) {
				i++
				text = words[i]
			}
		}
		name, value, found := strings.Cut(text, "=")
		switch {
		case !ok || text == "":
			return nil, pgerr.New(pgerr.SyntaxError, "invalid command-line argument for server process: %s", words[i]).
				WithHint("Try \"postgres --help\" for more information.")
		case !found:
			return nil, pgerr.New(pgerr.SyntaxError, "-c %s requires a value", text)
		}
		out = append(out, Setting{Name: strings.ReplaceAll(name, "-", "_"), Value: value})
	}
	return out, nil
}

// splitOptions splits at spaces that no backslash stands before.
func splitOptions(s string) []string {
	var words []string
	var word strings.Builder
	inside := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			i++
			word.WriteByte(s[i])
			inside = true
		case c == ' ' || c == '\t' || c == '\n':
			if inside {
				words = append(words, word.String())
				word.Reset()
				inside = false
			}
		default:
			word.WriteByte(c)
			inside = true
		}
	}
	if inside {
		words = append(words, word.String())
	}
	return words
}
