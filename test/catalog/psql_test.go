package catalog

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// commands are psql's that read the catalogs.
var commands = []string{
	`\d`, `\d+`, `\d cloudtrail_events`, `\d+ cloudtrail_events`, `\d pg_class`, `\d information_schema.tables`, `\dS`,
	`\da count`, `\dA`, `\dA+`, `\db`, `\db+`, `\dc`, `\dconfig`, `\dC`, `\dC+`, `\dd`, `\dD`, `\ddp`, `\dE`, `\des`, `\det`, `\deu`,
	`\dew`, `\df now`, `\df+ now`, `\dF`, `\dF+ english`, `\dFd`, `\dFp`, `\dFp+`, `\dFt`, `\dg`, `\di`, `\dl`, `\dL`, `\dm`, `\dn`,
	`\dn+`, `\do ||`, `\dO`, `\dp`, `\dP`, `\drds`, `\dRp`, `\dRs`, `\ds`, `\dt`, `\dt+`, `\dt trailgres.*`, `\dt *.*`, `\dT`, `\dT+ text`,
	`\du`, `\du+`, `\dv`, `\dv pg_catalog.*`, `\dx`, `\dy`, `\l`, `\l+`, `\z`, `\conninfo`, `\encoding`,
}

// TestPsql runs psql's commands; none may fail, and those on our own objects show
// what a user expects.
func TestPsql(t *testing.T) {
	path, err := exec.LookPath("psql")
	if err != nil {
		t.Skip("psql is not installed: skipped")
	}
	s := serve(t)
	url, calls := s.URL, s.Calls
	psql := func(command string) string {
		cmd := exec.CommandContext(t.Context(), path, "--no-psqlrc", "--dbname", url, "-c", command)
		cmd.Env = append(os.Environ(), "PAGER=cat", "HOME="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if text := string(out); err != nil || strings.Contains(text, "ERROR:") {
			t.Errorf("%s: %v\n%s", command, err, text)
		}
		return string(out)
	}
	for _, command := range commands {
		psql(command)
	}
	for command, want := range map[string]string{
		`\dt`:                   " public | cloudtrail_events | table | trailgres",
		`\d cloudtrail_events`:  " event_time                      | timestamp with time zone |",
		`\d+ cloudtrail_events`: "When the request was completed",
		`\l`:                    " cloudtrail | trailgres | UTF8 ",
		`\dn`:                   " trailgres | trailgres",
		`\dT text`:              " pg_catalog | text | variable-length string",
		`\df now`:               " pg_catalog | now  | timestamp with time zone |",
	} {
		if got := psql(command); !strings.Contains(got, want) {
			t.Errorf("%s shows\n%s\nwithout %q", command, got, want)
		}
	}
	if calls() != 0 {
		t.Errorf("psql's commands cost %d lookups", calls())
	}
}
