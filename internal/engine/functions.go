package engine

import (
	"slices"

	"github.com/trailgres/trailgres/internal/engine/duck"
)

// functions are PostgreSQL's functions that DuckDB does not have, or that mean
// something else there, as functions of DuckDB's. Their names begin with pg_; the
// dialect and the macros of functions.sql call them. The work is done by pgfunc.
func functions() []duck.Function {
	return slices.Concat(jsonReaders(), jsonbFunctions(), jsonBuilders(), pathFunctions(), formatFunctions(), numericFunctions(), arrayFunctions(), inetFunctions(), modifierFunctions(), shiftFunctions())
}
