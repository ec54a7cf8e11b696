package fidelity

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

var (
	rewrite = flag.Bool("rewrite", false, "mark and unmark what is refused in testdata, and rewrite known.txt")
	verbose = flag.Bool("differences", false, "show every difference, known ones too")
)

// mark is the comment before a statement that we may refuse.
const mark = "-- refused"

// statement is one of the corpus.
type statement struct {
	sql     string
	refused bool
	verdict verdict
	why     string
}

// TestFidelity runs the corpus on both servers.
func TestFidelity(t *testing.T) {
	ours, real := both(t)
	known := readKnown(t)
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	var score strings.Builder
	all, allSame, allRefused := 0, 0, 0
	differing := map[string]string{}
	for _, file := range files {
		statements := read(t, file)
		area := strings.TrimSuffix(filepath.Base(file), ".sql")
		equal, declined := 0, 0
		for i := range statements {
			s := &statements[i]
			s.verdict, s.why = judge(t, ours, real, s.sql)
			switch s.verdict {
			case same:
				equal++
			case refused:
				declined++
			default:
				differing[s.sql] = known[s.sql]
			}
			report(t, area, s, known)
		}
		if *rewrite {
			write(t, file, statements)
		}
		all, allSame, allRefused = all+len(statements), allSame+equal, allRefused+declined
		fmt.Fprintf(&score, "%-14s %s\n", area, tally(len(statements), equal, declined))
	}
	fmt.Fprintf(&score, "%-14s %s", "all", tally(all, allSame, allRefused))
	t.Logf("score against PostgreSQL 15:\n%s", score.String())
	for sql := range known {
		if _, still := differing[sql]; !still && !*rewrite {
			t.Errorf("known.txt lists a difference that is none any more:\n%s", sql)
		}
	}
	if *rewrite {
		writeKnown(t, differing)
	}
}

func tally(all, equal, declined int) string {
	return fmt.Sprintf("%4d statements  %4d same (%5.1f %%)  %3d refused  %3d differ", all, equal,
		100*float64(equal)/float64(max(all, 1)), declined, all-equal-declined)
}

// both starts both servers over the same events.
func both(t *testing.T) (ours, real *pgconn.PgConn) {
	t.Helper()
	real = postgrestest.Connect(t)
	server, columns := startOurs(t)
	ours = server.ConnectWire(t)
	load(t, ours, real, columns)
	return ours, real
}

func judge(t *testing.T, ours, real *pgconn.PgConn, sql string) (verdict, string) {
	t.Helper()
	theirs, err := ask(t.Context(), real, sql)
	if err != nil {
		t.Fatalf("PostgreSQL: %s: %v", sql, err)
	}
	mine, err := ask(t.Context(), ours, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return compare(sql, mine, theirs)
}

func report(t *testing.T, area string, s *statement, known map[string]string) {
	t.Helper()
	_, isKnown := known[s.sql]
	unexpected := s.verdict > refused && !isKnown || s.verdict == refused && !s.refused || s.verdict == same && s.refused
	switch {
	case *rewrite:
		if s.verdict > refused && !isKnown {
			t.Logf("%s: %s: %s\n    %s", area, s.verdict, s.sql, s.why)
		}
	case unexpected && s.verdict == same:
		t.Errorf("%s: marked as refused, and is answered: %s", area, s.sql)
	case unexpected:
		t.Errorf("%s: %s: %s\n    %s", area, s.verdict, s.sql, s.why)
	case *verbose && s.verdict != same:
		t.Logf("%s: %s: %s\n    %s", area, s.verdict, s.sql, s.why)
	}
}

func paragraphs(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for p := range strings.SplitSeq(string(text), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func read(t *testing.T, file string) []statement {
	t.Helper()
	var out []statement
	for _, p := range paragraphs(t, file) {
		sql, isRefused := strings.CutPrefix(p, mark+"\n")
		out = append(out, statement{sql: sql, refused: isRefused})
	}
	return out
}

func write(t *testing.T, file string, statements []statement) {
	t.Helper()
	var b strings.Builder
	for i, s := range statements {
		if i > 0 {
			b.WriteString("\n")
		}
		if s.verdict == refused {
			b.WriteString(mark + "\n")
		}
		b.WriteString(s.sql + "\n")
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// readKnown gives the reasons of the known differences by statement.
func readKnown(t *testing.T) map[string]string {
	t.Helper()
	known := map[string]string{}
	for _, p := range paragraphs(t, "known.txt") {
		if reason, sql, ok := strings.Cut(p, "\n"); ok {
			known[sql] = reason
		}
	}
	return known
}

func writeKnown(t *testing.T, differing map[string]string) {
	t.Helper()
	var out []string
	for sql, reason := range differing {
		if reason == "" {
			reason = "-- not explained"
		}
		out = append(out, reason+"\n"+sql+"\n")
	}
	slices.Sort(out)
	if err := os.WriteFile("known.txt", []byte(strings.Join(out, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
