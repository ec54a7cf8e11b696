package engine

import "github.com/trailgres/trailgres/internal/pgfunc"

// rawColumn is the one column of jsonb whose text is kept as it was delivered:
// whoever asks for the record wants the record. PostgreSQL would print it like the
// others.
const rawColumn = "cloudtrail_event"

// appendJSONB writes a document as jsonb prints it: DuckDB keeps the text as it came.
func appendJSONB(dst, src []byte) []byte { return pgfunc.AppendJSONB(dst, src) }
