package planner

import (
	"strings"

	pgquery "github.com/pganalyze/pg_query_go/v6"
)

// duckWords are the words that DuckDB's grammar reserves and PostgreSQL's does not
// (duckdb_keywords() of DuckDB 1.4.5 against PostgreSQL's appendix C): a name that
// is one of them must be quoted.
var duckWords = map[string]bool{
	"anti": true, "asof": true, "at": true, "describe": true, "generated": true, "glob": true,
	"grouping_id": true, "lambda": true, "map": true, "pivot": true, "pivot_longer": true,
	"pivot_wider": true, "positional": true, "qualify": true, "semi": true, "show": true,
	"struct": true, "summarize": true, "try_cast": true, "unpack": true, "unpivot": true,
}

// quoteNames quotes the names that only PostgreSQL takes bare.
func quoteNames(sql string) (string, error) {
	found := false
	lower := strings.ToLower(sql)
	for w := range duckWords {
		if strings.Contains(lower, w) {
			found = true
			break
		}
	}
	if !found {
		return sql, nil
	}
	tokens, err := pgquery.Scan(sql)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	from := int32(0)
	for i, t := range tokens.Tokens {
		word := sql[t.Start:t.End]
		if !duckWords[strings.ToLower(word)] || !isName(tokens.Tokens, i, sql) {
			continue
		}
		b.WriteString(sql[from:t.Start])
		b.WriteString(quoteName(word))
		from = t.End
	}
	b.WriteString(sql[from:])
	return b.String(), nil
}

// isName says whether a token that is one of the words stands for a name. PostgreSQL
// uses two of them in its own syntax: AT TIME ZONE, and GENERATED … AS in a column's
// definition.
func isName(tokens []*pgquery.ScanToken, i int, sql string) bool {
	word := strings.ToLower(sql[tokens[i].Start:tokens[i].End])
	next := ""
	if i+1 < len(tokens) {
		next = strings.ToLower(sql[tokens[i+1].Start:tokens[i+1].End])
	}
	switch word {
	case "at":
		return next != "time" && next != "local"
	case "generated":
		return next != "always" && next != "by"
	}
	return tokens[i].Token == pgquery.Token_IDENT || tokens[i].KeywordKind == pgquery.KeywordKind_UNRESERVED_KEYWORD
}
