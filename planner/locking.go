package planner

import pgquery "github.com/pganalyze/pg_query_go/v6"

// lockings are the locking clauses of SELECT, as PostgreSQL's errors name the statement.
var lockings = map[pgquery.LockClauseStrength]string{
	pgquery.LockClauseStrength_LCS_FORKEYSHARE:    "SELECT FOR KEY SHARE",
	pgquery.LockClauseStrength_LCS_FORSHARE:       "SELECT FOR SHARE",
	pgquery.LockClauseStrength_LCS_FORNOKEYUPDATE: "SELECT FOR NO KEY UPDATE",
	pgquery.LockClauseStrength_LCS_FORUPDATE:      "SELECT FOR UPDATE",
}

// Locking names a query with a locking clause; it is empty for others.
func (s *Statement) Locking() string {
	clauses := s.node.GetSelectStmt().GetLockingClause()
	if len(clauses) == 0 {
		return ""
	}
	return lockings[clauses[0].GetLockingClause().GetStrength()]
}
