package engine

import (
	"errors"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
)

// parameter is a run-time parameter of a session.
type parameter struct {
	name     string // as SHOW and ParameterStatus write it
	initial  string
	reported bool // sent in ParameterStatus
	fixed    bool // cannot be changed
	doc      string
	// check gives the canonical form of a value, or an error.
	check func(value string) (string, error)
}

// parameters are the parameters by lower-case name
// (https://www.postgresql.org/docs/15/runtime-config.html). Those without a check
// are accepted as they are, because clients set them and nothing here depends on
// them.
var parameters = map[string]*parameter{}

func init() {
	for _, p := range []parameter{
		{name: "application_name", reported: true, check: cleanASCII, doc: "Sets the application name to be reported in statistics and logs."},
		{name: "bytea_output", initial: "hex", check: oneOf("hex", "escape"), doc: "Sets the output format for bytea."},
		{name: "client_encoding", initial: "UTF8", reported: true, check: encoding, doc: "Sets the client's character set encoding."},
		{name: "client_min_messages", initial: "notice", check: oneOf("debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error"), doc: "Sets the message levels that are sent to the client."},
		{name: "DateStyle", initial: "ISO, MDY", reported: true, doc: "Sets the display format for date and time values."},
		{name: "default_transaction_isolation", initial: "read committed", check: oneOf("serializable", "repeatable read", "read committed", "read uncommitted"), doc: "Sets the transaction isolation level of each new transaction."},
		{name: "default_transaction_read_only", initial: "off", reported: true, check: boolean, doc: "Sets the default read-only status of new transactions."},
		{name: "extra_float_digits", initial: "1", check: between(-15, 3), doc: "Sets the number of digits displayed for floating-point values."},
		{name: "idle_in_transaction_session_timeout", initial: "0", check: duration, doc: "Sets the maximum allowed idle time between queries, when in a transaction."},
		{name: "idle_session_timeout", initial: "0", check: duration, doc: "Sets the maximum allowed idle time between queries, when not in a transaction."},
		{name: "in_hot_standby", initial: "off", reported: true, fixed: true, doc: "Shows whether hot standby is currently active."},
		{name: "integer_datetimes", initial: "on", reported: true, fixed: true, doc: "Shows whether datetimes are integer based."},
		{name: "IntervalStyle", initial: "postgres", reported: true, check: oneOf("postgres", "postgres_verbose", "sql_standard", "iso_8601"), doc: "Sets the display format for interval values."},
		{name: "is_superuser", initial: "off", reported: true, fixed: true, doc: "Shows whether the current user is a superuser."},
		{name: "jit", initial: "off", check: boolean, doc: "Allow JIT compilation."},
		{name: "lc_collate", initial: "C", fixed: true, doc: "Shows the collation order locale."},
		{name: "lc_ctype", initial: "C.UTF-8", fixed: true, doc: "Shows the character classification and case conversion locale."},
		{name: "lock_timeout", initial: "0", check: duration, doc: "Sets the maximum allowed duration of any wait for a lock."},
		{name: "max_connections", initial: strconv.Itoa(pgwire.DefaultMaxConnections), fixed: true, doc: "Sets the maximum number of concurrent connections."},
		{name: "max_identifier_length", initial: "63", fixed: true, doc: "Shows the maximum identifier length."},
		{name: "role", initial: "none", doc: "Sets the current role."},
		{name: "row_security", initial: "on", check: boolean, doc: "Enable row security."},
		{name: "search_path", initial: "\"$user\", public", doc: "Sets the schema search order for names that are not schema-qualified."},
		{name: "server_encoding", initial: "UTF8", reported: true, fixed: true, doc: "Shows the server (database) character set encoding."},
		{name: "server_version", initial: ServerVersion, reported: true, fixed: true, doc: "Shows the server version."},
		{name: "server_version_num", initial: "150000", fixed: true, doc: "Shows the server version as an integer."},
		{name: "session_authorization", reported: true, fixed: true, doc: "Sets the session user name."},
		{name: "standard_conforming_strings", initial: "on", reported: true, check: conforming, doc: "Causes '...' strings to treat backslashes literally."},
		{name: "statement_timeout", initial: "0", check: duration, doc: "Sets the maximum allowed duration of any statement."},
		{name: "synchronous_commit", initial: "on", doc: "Sets the current transaction's synchronization level."},
		{name: "TimeZone", initial: "UTC", reported: true, check: timeZone, doc: "Sets the time zone for displaying and interpreting time stamps."},
		{name: "default_transaction_deferrable", initial: "off", check: boolean, doc: "Sets the default deferrable status of new transactions."},
		{name: "transaction_deferrable", initial: "off", check: boolean, doc: "Whether to defer a read-only serializable transaction until it can be executed with no possible serialization failures."},
		{name: "transaction_isolation", initial: "read committed", check: oneOf("serializable", "repeatable read", "read committed", "read uncommitted"), doc: "Sets the current transaction's isolation level."},
		{name: "trailgres.max_calls", initial: "0", check: between(0, math.MaxInt32), doc: "Sets how many calls of the service a statement may take; 0 for any number."},
		{name: "trailgres.unbounded", initial: "error", check: oneOf("error", "notice", "allow"), doc: "Sets what becomes of a statement that reads everything there is without having asked for it by a time."},
		{name: "transaction_read_only", initial: "off", check: boolean, doc: "Sets the current transaction's read-only status."},
	} {
		parameters[strings.ToLower(p.name)] = &p
	}
}

// settings are the values of a session's parameters, by lower-case name.
type settings struct {
	values  map[string]string
	initial map[string]string // what RESET goes back to
	origin  map[string]string // where initial values come from, as pg_settings.source says; not of defaults

	revision uint64           // counts the changes, from 1 on
	meaning  uint64           // counts those that a statement's meaning may hang on
	told     *pgwire.Settings // as of revision
}

// aside are the parameters that no statement's meaning hangs on. That of any other
// might.
var aside = map[string]bool{
	"application_name": true, "client_min_messages": true, "default_transaction_isolation": true,
	"default_transaction_read_only": true, "idle_in_transaction_session_timeout": true, "idle_session_timeout": true,
	"lock_timeout": true, "statement_timeout": true, "synchronous_commit": true, "transaction_isolation": true,
	"transaction_read_only": true, "transaction_deferrable": true, "default_transaction_deferrable": true,
}

// put sets the value of a parameter that may have it.
func (s *settings) put(key, value string) {
	if old, known := s.values[key]; known && old == value {
		return
	}
	s.values[key] = value
	s.changed(key)
}

func (s *settings) changed(key string) {
	s.revision++
	if !aside[key] {
		s.meaning++
	}
}

// replace sets all values.
func (s *settings) replace(values map[string]string) {
	for key, value := range values {
		s.put(key, value)
	}
	for key := range s.values {
		if _, ok := values[key]; !ok {
			delete(s.values, key)
			s.changed(key)
		}
	}
}

// newSettings gives the settings of a session that begins: the parameters' own initial
// values, the server's for everybody and for the role, those of the start-up packet's
// options (-c name=value), and its others.
func newSettings(start map[string]string, server []Setting) (*settings, error) {
	s := &settings{values: map[string]string{}, origin: map[string]string{}, revision: 1}
	for key, p := range parameters {
		s.values[key] = p.initial
	}
	s.values["session_authorization"] = start["user"]
	given, err := commandLine(start["options"])
	if err != nil {
		return nil, err
	}
	for _, set := range settingsOf(server, start["user"]) {
		origin := "command line"
		if set.Role != "" {
			origin = "user"
		}
		if err := s.begin(set, origin); err != nil {
			return nil, err
		}
	}
	for _, set := range given {
		if err := s.begin(set, "client"); err != nil {
			return nil, err
		}
	}
	if err := refuseReplication(start["replication"]); err != nil {
		return nil, err
	}
	for name, value := range start {
		switch {
		case name == "user", name == "database", name == "options", name == "replication", strings.HasPrefix(name, "_pq_."):
			continue
		}
		if err := s.begin(Setting{Name: name, Value: value}, "client"); err != nil {
			return nil, err
		}
	}
	s.initial = maps.Clone(s.values)
	return s, nil
}

// refuseReplication refuses what a walsender is for.
func refuseReplication(value string) error {
	if value == "" {
		return nil
	}
	if on, err := boolean(value); err == nil && on == "off" {
		return nil
	} else if err != nil && value != "database" {
		return pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"replication\": \"%s\"", value).
			WithHint("Valid values are: \"false\", 0, \"true\", 1, \"database\".")
	}
	return pgerr.New(pgerr.InsufficientPrivilege, "must be superuser or replication role to start walsender")
}

// begin sets a value that the session begins with.
func (s *settings) begin(set Setting, origin string) error {
	s.origin[strings.ToLower(set.Name)] = origin
	return s.set(set.Name, set.Value)
}

// set changes a parameter. A name with a dot in it is an extension's and free.
func (s *settings) set(name, value string) error {
	key := strings.ToLower(name)
	p := parameters[key]
	switch {
	case p == nil && strings.HasPrefix(key, "trailgres."):
		return pgerr.New(pgerr.InvalidName, "invalid configuration parameter name %q", name).
			WithDetail("\"trailgres\" is a reserved prefix.")
	case p == nil && strings.Contains(key, "."):
		if !customName.MatchString(name) {
			return pgerr.New(pgerr.InvalidName, "invalid configuration parameter name \"%s\"", name).
				WithDetail("Custom parameter names must be two or more simple identifiers separated by dots.")
		}
		s.put(key, value)
		return nil
	case p == nil:
		return s.setServers(key, name, value)
	case p.fixed:
		if g, ok := serverSettings()[key]; ok {
			if err := g.changeable(); err != nil {
				return err
			}
		}
		return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter %q cannot be changed", p.name)
	}
	check := p.check
	if key == "role" {
		check = s.role
	}
	if key == "datestyle" {
		check = func(v string) (string, error) { return dateStyle(v, s.values[key]) }
	}
	if check != nil {
		canonical, err := check(value)
		if errors.Is(err, errBoolean) {
			return notBoolean(p.name)
		}
		var limits *rangeError
		if refused := (*pgerr.Error)(nil); errors.As(err, &refused) {
			return refused
		}
		if errors.As(err, &limits) {
			return pgerr.New(pgerr.InvalidParameterValue, "%s is outside the valid range for parameter %q (%d .. %d)",
				limits.value, p.name, limits.low, limits.high)
		}
		if err != nil {
			refused := pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter %q: %q", p.name, value)
			if g := serverSettings()[key]; g.kind == "enum" {
				refused.Hint = "Available values: " + strings.Join(g.choices, ", ") + "."
			}
			return refused
		}
		value = canonical
	}
	s.put(key, value)
	return nil
}

// customName is the form of the names of extensions' parameters (valid_custom_variable_name).
var customName = regexp.MustCompile(`^[A-Za-z_\x80-\xff][A-Za-z0-9_$\x80-\xff]*(\.[A-Za-z_\x80-\xff][A-Za-z0-9_$\x80-\xff]*)+$`)

// role takes no role, and the session's own.
func (s *settings) role(value string) (string, error) {
	if value == "none" || value == s.values["session_authorization"] {
		return value, nil
	}
	return "", pgerr.New(pgerr.InvalidParameterValue, "role \"%s\" does not exist", value)
}

// setServers changes a parameter that is PostgreSQL's and that nothing here depends on.
func (s *settings) setServers(key, name, value string) error {
	g, ok := serverSettings()[key]
	switch {
	case privateSettings[key]:
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied to set parameter \"%s\"", key)
	case !ok:
		return pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter %q", name)
	}
	canonical, err := g.check(value)
	if err != nil {
		return err
	}
	s.put(key, canonical)
	return nil
}

func (s *settings) reset(name string) error {
	if name == "all" {
		s.replace(s.initial)
		return nil
	}
	key := strings.ToLower(name)
	if g, ok := serverSettings()[key]; ok && parameters[key] == nil && g.context != "user" {
		return g.changeable()
	}
	if _, has := s.values[key]; !has && !strings.Contains(key, ".") {
		return pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter %q", name)
	}
	s.put(key, s.initial[key])
	return nil
}

// show gives a parameter's own spelling of its name, and its value.
func (s *settings) show(name string) (spelling, value string, err error) {
	key := strings.ToLower(name)
	value, ok := s.values[key]
	g, servers := serverSettings()[key]
	switch {
	case ok && parameters[key] == nil && servers:
		return g.name, value, nil
	case ok:
	case servers:
		return g.name, g.value, nil
	default:
		if err := examine(key); err != nil {
			return "", "", err
		}
		return "", "", pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter %q", name)
	}
	if p := parameters[key]; p != nil {
		return p.name, value, nil
	}
	return key, value, nil
}

// wire gives what the wire needs.
func (s *settings) wire() pgwire.Settings {
	if s.told == nil || s.told.Revision != s.revision {
		out := s.tell()
		s.told = &out
	}
	return *s.told
}

func (s *settings) tell() pgwire.Settings {
	digits, _ := strconv.Atoi(s.values["extra_float_digits"])
	out := pgwire.Settings{
		Revision:       s.revision,
		ClientEncoding: s.values["client_encoding"], TimeZone: s.values["timezone"], DateStyle: s.values["datestyle"],
		IntervalStyle: s.values["intervalstyle"], ExtraFloatDigits: digits,
		ByteaOutput: s.values["bytea_output"], ClientMinMessages: s.values["client_min_messages"],
		StatementTimeout:         s.milliseconds("statement_timeout"),
		IdleInTransactionTimeout: s.milliseconds("idle_in_transaction_session_timeout"),
		IdleSessionTimeout:       s.milliseconds("idle_session_timeout"),
		Reported:                 map[string]string{},
	}
	for key, p := range parameters {
		if p.reported {
			out.Reported[p.name] = s.values[key]
		}
	}
	return out
}

func (s *settings) milliseconds(key string) time.Duration {
	d, err := parseDuration(s.values[key])
	if err != nil {
		return 0
	}
	return d
}
