package engine

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/internal/pgdata"
	"github.com/trailgres/trailgres/internal/pgerr"
)

// serverSetting is a parameter of PostgreSQL's that is none of parameters: nothing
// here depends on it. It can be read, and one of the user's own be set.
type serverSetting struct {
	name, value, unit, doc string // value as SHOW writes it
	context, kind          string
	low, high              float64
	choices                []string
}

// serverSettings are PostgreSQL's parameters with their defaults, by lower-case name.
var serverSettings = sync.OnceValue(func() map[string]serverSetting {
	text, err := pgdata.Text("pg_settings")
	if err != nil {
		return nil // the catalogs' load reports it
	}
	out := map[string]serverSetting{}
	for line := range strings.Lines(text) {
		f := strings.Split(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\N`, ""), "\t")
		if privateSettings[f[0]] {
			continue
		}
		g := serverSetting{name: f[0], value: f[1], unit: f[2], doc: f[4], context: f[6], kind: f[7], choices: strings.Split(f[11], ",")}
		g.low, _ = strconv.ParseFloat(f[9], 64)   // empty for what has no range
		g.high, _ = strconv.ParseFloat(f[10], 64) // likewise
		if n, err := strconv.ParseFloat(g.value, 64); err == nil && (g.kind == "integer" || g.kind == "real") {
			g.value = inUnits(n, g.unit)
		}
		out[strings.ToLower(g.name)] = g
	}
	return out
})

// privateSettings are those that only superusers may read (GUC_SUPERUSER_ONLY): the
// server's files, libraries and keys.
var privateSettings = map[string]bool{
	"config_file": true, "data_directory": true, "dynamic_library_path": true, "extension_destdir": true, "external_pid_file": true,
	"hba_file": true, "ident_file": true, "jit_provider": true, "krb_server_keyfile": true, "log_directory": true, "log_filename": true,
	"primary_conninfo": true, "session_preload_libraries": true, "shared_preload_libraries": true, "ssl_ciphers": true, "ssl_dh_params_file": true,
	"ssl_ecdh_curve": true, "ssl_max_protocol_version": true, "ssl_min_protocol_version": true, "ssl_passphrase_command": true,
	"unix_socket_directories": true,
}

// meant are the parameters of a user's own that an answer would hang on, so that they
// keep their defaults.
var meant = map[string]bool{
	"array_nulls": true, "backslash_quote": true, "default_table_access_method": true, "default_tablespace": true,
	"default_text_search_config": true, "exit_on_error": true, "lc_monetary": true, "lc_numeric": true, "lc_time": true,
	"local_preload_libraries": true, "quote_all_identifiers": true, "restrict_nonsystem_relation_kind": true, "temp_tablespaces": true,
	"timezone_abbreviations": true, "transform_null_equals": true, "xmlbinary": true,
}

// check gives the form of a value that SHOW writes, or PostgreSQL's error of it.
func (g serverSetting) check(value string) (string, error) {
	if err := g.changeable(); err != nil {
		return "", err
	}
	canonical, err := g.canonical(value)
	if err == nil && meant[strings.ToLower(g.name)] && canonical != g.value {
		err = pgerr.New(pgerr.FeatureNotSupported, "parameter \"%s\" is not supported with another value than \"%s\"", g.name, g.value)
	}
	return canonical, err
}

// changeable says why a session may not change the parameter.
func (g serverSetting) changeable() error {
	switch g.context {
	case "internal":
		return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter \"%s\" cannot be changed", g.name)
	case "postmaster":
		return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter \"%s\" cannot be changed without restarting the server", g.name)
	case "sighup":
		return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter \"%s\" cannot be changed now", g.name)
	case "backend", "superuser-backend":
		return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter \"%s\" cannot be set after connection start", g.name)
	case "superuser":
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied to set parameter \"%s\"", g.name)
	}
	return nil
}

func (g serverSetting) canonical(value string) (string, error) {
	invalid := pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"%s\": \"%s\"", g.name, value)
	switch g.kind {
	case "bool":
		if v, err := boolean(value); err == nil {
			return v, nil
		}
		return "", notBoolean(g.name)
	case "enum":
		if v, err := oneOf(g.choices...)(value); err == nil {
			return v, nil
		}
		if v, err := boolean(value); err == nil && slices.Contains(g.choices, v) {
			return v, nil
		}
		return "", invalid.WithHint("Available values: %s.", strings.Join(g.choices, ", "))
	case "integer", "real":
		return g.number(value, invalid)
	}
	return value, nil
}

func notBoolean(name string) *pgerr.Error {
	return pgerr.New(pgerr.InvalidParameterValue, "parameter \"%s\" requires a Boolean value", name)
}

var numberAndUnit = regexp.MustCompile(`^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z]*)\s*$`)

// number reads a number, which may have a unit (guc.c, parse_int and parse_real).
func (g serverSetting) number(value string, invalid *pgerr.Error) (string, error) {
	m := numberAndUnit.FindStringSubmatch(value)
	if m == nil {
		return "", invalid
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return "", invalid
	}
	if m[2] != "" {
		family, base := units(g.unit)
		at := slices.IndexFunc(family, func(u unit) bool { return u.name == m[2] })
		if at < 0 && family != nil {
			return "", invalid.WithHint("%s", validUnits(family))
		}
		if at < 0 {
			return "", invalid
		}
		n = n * family[at].size / base
	}
	after := ""
	if g.unit != "" {
		after = " " + g.unit
	}
	if g.kind == "integer" {
		if n = math.RoundToEven(n); n > math.MaxInt32 || n < math.MinInt32 {
			return "", invalid.WithHint("Value exceeds integer range.")
		}
		if n < g.low || n > g.high {
			return "", pgerr.New(pgerr.InvalidParameterValue, "%d%s is outside the valid range for parameter \"%s\" (%d .. %d)",
				int64(n), after, g.name, int64(g.low), int64(g.high))
		}
	} else if n < g.low || n > g.high {
		return "", pgerr.New(pgerr.InvalidParameterValue, "%s%s is outside the valid range for parameter \"%s\" (%s .. %s)",
			shortest(n), after, g.name, shortest(g.low), shortest(g.high))
	}
	return inUnits(n, g.unit), nil
}

// shortest writes a number as C's %g.
func shortest(n float64) string { return strconv.FormatFloat(n, 'g', 6, 64) }

type unit struct {
	name string
	size float64
}

// The units of memory in bytes and of time in microseconds, the largest first.
var (
	memoryUnits = []unit{{"TB", 1 << 40}, {"GB", 1 << 30}, {"MB", 1 << 20}, {"kB", 1 << 10}, {"B", 1}}
	timeUnits   = []unit{{"d", 86400e6}, {"h", 3600e6}, {"min", 60e6}, {"s", 1e6}, {"ms", 1e3}, {"us", 1}}
)

// units gives the units that a parameter's unit may be exchanged for, and its size.
func units(name string) ([]unit, float64) {
	if name == "8kB" {
		return memoryUnits, 8192
	}
	for _, family := range [][]unit{memoryUnits, timeUnits} {
		for _, u := range family {
			if u.name == name {
				return family, u.size
			}
		}
	}
	return nil, 1
}

func validUnits(family []unit) string {
	var names []string
	for _, u := range slices.Backward(family) {
		names = append(names, fmt.Sprintf("%q", u.name))
	}
	last := len(names) - 1
	return "Valid units for this parameter are " + strings.Join(names[:last], ", ") + ", and " + names[last] + "."
}

// inUnits writes a number in the largest unit that it is whole in
// (guc.c, convert_int_from_base_unit).
func inUnits(n float64, name string) string {
	family, base := units(name)
	for _, u := range family {
		if whole := n * base / u.size; n > 0 && whole == math.Trunc(whole) {
			return strconv.FormatFloat(whole, 'f', -1, 64) + u.name
		}
	}
	return shortestOf(n)
}

func shortestOf(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return shortest(n)
}

// shownSettings gives the values of the server's parameters, by lower-case name.
func shownSettings() map[string]string {
	out := map[string]string{}
	for key, g := range serverSettings() {
		out[key] = g.value
	}
	return out
}

// settingRow is what pg_settings says of a parameter that a session has a value of.
type settingRow struct {
	Setting string `json:"setting"`
	Source  string `json:"source,omitempty"`
	Reset   string `json:"reset"`
}

// rows gives the rows of pg_settings that are the session's own.
func (s *settings) rows() map[string]settingRow {
	out := map[string]settingRow{}
	for key, value := range s.values {
		if g, ok := serverSettings()[key]; ok {
			source := s.origin[key]
			if value != s.initial[key] {
				source = "session"
			}
			out[key] = settingRow{g.inBase(value), source, g.inBase(s.initial[key])}
		}
	}
	return out
}

// inBase writes a value, as SHOW does, in the parameter's own unit.
func (g serverSetting) inBase(value string) string {
	family, base := units(g.unit)
	for _, u := range family {
		n, ok := strings.CutSuffix(value, u.name)
		if f, err := strconv.ParseFloat(n, 64); ok && err == nil {
			return shortestOf(f * u.size / base)
		}
	}
	return value
}

// adopt gives a session a parameter of the server's own, of which it had only the
// default.
func (s *settings) adopt(name string) {
	key := strings.ToLower(name)
	g, ok := serverSettings()[key]
	if _, has := s.values[key]; ok && !has && g.context == "user" {
		s.values[key], s.initial[key] = g.value, g.value
	}
}

// all gives the names of the parameters that SHOW ALL shows, in order.
func (s *settings) all() []string {
	names := map[string]bool{}
	for key := range serverSettings() {
		names[key] = true
	}
	for key := range parameters {
		names[key] = key != "is_superuser" && key != "session_authorization"
	}
	maps.DeleteFunc(names, func(_ string, shown bool) bool { return !shown })
	return slices.Sorted(maps.Keys(names))
}

// examine refuses what only superusers may read.
func examine(key string) error {
	if privateSettings[key] {
		return pgerr.New(pgerr.InsufficientPrivilege, "must be superuser or have privileges of pg_read_all_settings to examine \"%s\"", key)
	}
	return nil
}
