package grafana

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

// macroForm is how the plugin finds macros
// (https://github.com/grafana/grafana/blob/main/pkg/tsdb/grafana-postgresql-datasource/macros.go).
var macroForm = regexp.MustCompile(`\$__([_a-zA-Z0-9]+)\(([^)]*)\)`)

// window is the time range of a dashboard and the width of its points.
type window struct {
	from, to  time.Time
	interval  time.Duration
	timescale bool // the data source says that TimescaleDB is there
}

// expand puts the variables and macros of a statement in their places, as Grafana does:
// variables of several values as quoted lists, then $__interval, then the macros.
func (w window) expand(t *testing.T, sql string, variables map[string][]string) string {
	t.Helper()
	for name, values := range variables {
		quoted := make([]string, len(values))
		for i, v := range values {
			quoted[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
		}
		sql = strings.ReplaceAll(sql, "$"+name, strings.Join(quoted, ","))
	}
	sql = strings.ReplaceAll(sql, "$__interval_ms", fmt.Sprint(w.interval.Milliseconds()))
	sql = strings.ReplaceAll(sql, "$__interval", fmt.Sprintf("%ds", int(w.interval.Seconds())))
	return macroForm.ReplaceAllStringFunc(sql, func(call string) string {
		m := macroForm.FindStringSubmatch(call)
		args := strings.Split(m[2], ",")
		for i := range args {
			args[i] = strings.TrimSpace(args[i])
		}
		return w.macro(t, m[1], args)
	})
}

func (w window) macro(t *testing.T, name string, args []string) string {
	t.Helper()
	if base, alias := strings.CutSuffix(name, "Alias"); alias {
		return w.macro(t, base, args) + ` AS "time"`
	}
	from, to := w.from.UTC().Format(time.RFC3339Nano), w.to.UTC().Format(time.RFC3339Nano)
	switch name {
	case "time":
		return args[0] + ` AS "time"`
	case "timeEpoch":
		return "extract(epoch from " + args[0] + `) as "time"`
	case "timeFilter":
		return fmt.Sprintf("%s BETWEEN '%s' AND '%s'", args[0], from, to)
	case "timeFrom":
		return "'" + from + "'"
	case "timeTo":
		return "'" + to + "'"
	case "timeGroup":
		seconds := w.seconds(t, args[1])
		if w.timescale {
			return fmt.Sprintf("time_bucket('%.3fs', %s)", seconds, args[0])
		}
		return fmt.Sprintf("floor(extract(epoch from %s)/%v)*%v", args[0], seconds, seconds)
	case "unixEpochFilter":
		return fmt.Sprintf("%s >= %d AND %s <= %d", args[0], w.from.Unix(), args[0], w.to.Unix())
	case "unixEpochNanoFilter":
		return fmt.Sprintf("%s >= %d AND %s <= %d", args[0], w.from.UnixNano(), args[0], w.to.UnixNano())
	case "unixEpochNanoFrom":
		return fmt.Sprint(w.from.UnixNano())
	case "unixEpochNanoTo":
		return fmt.Sprint(w.to.UnixNano())
	case "unixEpochGroup":
		seconds := w.seconds(t, args[1])
		return fmt.Sprintf("floor((%s)/%v)*%v", args[0], seconds, seconds)
	}
	t.Fatalf("there is no macro $__%s", name)
	return ""
}

// seconds reads an interval such as '5m'.
func (w window) seconds(t *testing.T, text string) float64 {
	t.Helper()
	d, err := time.ParseDuration(strings.Trim(text, `'"`))
	if err != nil {
		t.Fatal(err)
	}
	return d.Seconds()
}
