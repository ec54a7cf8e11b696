package pgerr

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// jsonExcerpt is how many bytes of a line PostgreSQL shows at most.
const jsonExcerpt = 50

// JSONContext gives the CONTEXT of an error in a JSON text: the number of the line, and
// what stands in it up to the end of the token that is wrong, a place in bytes
// (report_json_context in src/common/jsonapi.c).
func JSONContext(text string, end int) string {
	before := text[:end]
	line := strings.LastIndexByte(before, '\n') + 1
	from := line
	for end-from >= jsonExcerpt {
		_, size := utf8.DecodeRuneInString(before[from:])
		from += size
	}
	prefix, suffix := "...", ""
	if from-line <= len(prefix) {
		from, prefix = line, ""
	}
	if end < len(text) && text[end] != '\n' && text[end] != '\r' {
		suffix = "..."
	}
	return fmt.Sprintf("JSON data, line %d: %s%s%s", 1+strings.Count(before, "\n"), prefix, before[from:], suffix)
}
