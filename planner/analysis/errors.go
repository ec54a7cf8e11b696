package analysis

import (
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

func groupingError(column string) *pgerr.Error {
	return pgerr.New(codeGrouping, "column %s must appear in the GROUP BY clause or be used in an aggregate function", column)
}

func unsupportedRow(name string) *pgerr.Error {
	return pgerr.New(codeUnsupported, "could not determine interpretation of row comparison operator %s", name).
		WithHint("Row comparison operators must be associated with btree operator families.")
}

// noFunction is what ParseFuncOrColumn says of a call that nothing fits.
func (s *scope) noFunction(c *call, argNames []string, types []uint32, ambiguous bool) *expr {
	signature := s.signature(c, argNames, types)
	if ambiguous {
		s.a.failWith(c.location, pgerr.New(codeAmbiguousFunction, "function %s is not unique", signature).
			WithHint("Could not choose a best candidate function. You might need to add explicit type casts."))
	}
	e := pgerr.New(codeUndefinedFunction, "function %s does not exist", signature)
	if len(c.node.AggOrder) > 1 && !c.node.AggWithinGroup {
		_ = e.WithHint("No aggregate function matches the given name and argument types. Perhaps you misplaced ORDER BY; ORDER BY must appear after all regular arguments of the aggregate.")
	} else {
		_ = e.WithHint("No function matches the given name and argument types. You might need to add explicit type casts.")
	}
	s.a.failWith(c.location, e)
	return nil
}

// signature is func_signature_string.
func (s *scope) signature(c *call, argNames []string, types []uint32) string {
	parts := make([]string, len(types))
	for i, t := range types {
		if n := i - (len(types) - len(argNames)); n >= 0 {
			parts[i] = argNames[n] + " => "
		}
		parts[i] += s.a.spell(t)
	}
	return strings.Join(c.names, ".") + "(" + strings.Join(parts, ", ") + ")"
}
