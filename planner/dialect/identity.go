package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// generatedAlways is PostgreSQL's ERRCODE_GENERATED_ALWAYS.
const generatedAlways = "428C9"

// insertedIdentities refuses values for identity columns, or takes the sequence's
// instead, as OVERRIDING says
// (https://www.postgresql.org/docs/15/sql-insert.html, OVERRIDING SYSTEM VALUE).
func (t *written) insertedIdentities(x *pgquery.InsertStmt) error {
	overriding := x.Override
	x.Override = pgquery.OverridingKind_OVERRIDING_NOT_SET
	s := x.SelectStmt.GetSelectStmt()
	for i, name := range t.order {
		user := overriding == pgquery.OverridingKind_OVERRIDING_USER_VALUE && t.identity[name] != 0
		system := t.identity[name] == 'a' && overriding != pgquery.OverridingKind_OVERRIDING_SYSTEM_VALUE
		if s == nil || !user && !system {
			continue
		}
		if user && len(s.ValuesLists) == 0 {
			return unsupported("OVERRIDING USER VALUE of a query's rows is not supported")
		}
		given := len(s.ValuesLists) == 0
		for _, row := range s.ValuesLists {
			item := row.GetList().GetItems()[i]
			if user {
				item.Node = &pgquery.Node_SetToDefault{SetToDefault: &pgquery.SetToDefault{Location: -1}}
			}
			given = given || item.GetSetToDefault() == nil
		}
		if given {
			return pgerr.New(generatedAlways, "cannot insert a non-DEFAULT value into column %q", name).
				WithDetail("Column %q is an identity column defined as GENERATED ALWAYS.", name).
				WithHint("Use OVERRIDING SYSTEM VALUE to override.")
		}
	}
	return nil
}
