package engine

import "context"

// repeatable gives the functions that give the same for the same arguments throughout a
// transaction block: now() among them, and nothing that looks at settings.
func (e *Engine) repeatable(ctx context.Context) (map[string]bool, error) {
	return e.repeats.names(ctx, e, func(f engineFunction) bool {
		return f.kind == "aggregate" || f.kind == "scalar" && (f.stability == "CONSISTENT" || f.name == "error")
	}, blockVariables)
}

// blockVariables do not change in a transaction block.
var blockVariables = map[string]bool{"session_user": true, "database": true, "version": true, "backend_pid": true, "statement_time": true}

// repeats says whether an expression, in lower case, calls nothing but such functions.
func repeats(text string, names map[string]bool) bool {
	return steadyMacro([]string{text}, names, blockVariables)
}
