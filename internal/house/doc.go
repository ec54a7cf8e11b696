// Package house holds the house rules as tests: who may import whom, how long a file
// may be, what must have a comment, and that every dependency has a reason. It has no
// code of its own; go test ./internal/house says which line breaks which rule.
package house
