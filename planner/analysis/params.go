package analysis

import "github.com/trailgres/trailgres/internal/pgerr"

func (s *scope) inconsistentParam(e *expr, first, second uint32) {
	s.a.failWith(e.loc, pgerr.New(codeAmbiguousParameter, "inconsistent types deduced for parameter $%d", e.id).
		WithDetail("%s versus %s", s.a.spell(first), s.a.spell(second)))
}

// finishParams is check_variable_parameters, and what the Parse message refuses after it
// (exec_parse_message).
func (a *analyzer) finishParams() {
	for _, e := range a.paramRefs {
		if e.typ.OID == unknownType && !a.openParam[int(e.id)] && !a.hasOpen() {
			if a.params[e.id-1] != unknownType {
				a.fail(e.loc, codeAmbiguousParameter, "could not determine data type of parameter $%d", e.id)
			}
		}
	}
	for i, p := range a.params {
		if p == unknownType || p == 0 {
			if !a.hasOpen() {
				a.fail(-1, codeIndeterminateType, "could not determine data type of parameter $%d", i+1)
			}
			a.params[i] = Open
		}
	}
	a.result.Params = a.params
}

// hasOpen says whether anything in the statement is open: a parameter without a type may
// then have got it there.
func (a *analyzer) hasOpen() bool {
	for _, t := range a.result.Types {
		if t.OID == Open {
			return true
		}
	}
	return false
}
