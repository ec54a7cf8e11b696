package analysis

import "github.com/trailgres/trailgres/internal/pgerr"

func groupingError(column string) *pgerr.Error {
	return pgerr.New(codeGrouping, "column %s must appear in the GROUP BY clause or be used in an aggregate function", column)
}

func unsupportedRow(name string) *pgerr.Error {
	return pgerr.New(codeUnsupported, "could not determine interpretation of row comparison operator %s", name).
		WithHint("Row comparison operators must be associated with btree operator families.")
}
