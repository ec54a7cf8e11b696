package planner

import "strings"

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }

// Nearest gives the candidate that a mistyped name most likely stands for, by the
// number of letters that differ; "" when none is near. PostgreSQL takes a match
// that differs in at most half of its letters
// (src/backend/parser/parse_relation.c, errorMissingColumn).
func Nearest(name string, candidates []string) string {
	best, distance := "", len(name)/2+1
	for _, c := range candidates {
		if d := levenshtein(strings.ToLower(name), strings.ToLower(c)); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// levenshtein gives the number of letters to insert, delete or exchange.
func levenshtein(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		previous := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := previous
			if a[i-1] != b[j-1] {
				cost++
			}
			previous = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
