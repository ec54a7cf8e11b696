package engine

import (
	"net"
	"strconv"
	"strings"
)

// backendRow is a session as pg_stat_activity shows it (catalog/pg_objects.sql).
type backendRow struct {
	PID         int32   `json:"pid"`
	User        string  `json:"user"`
	Database    string  `json:"database"`
	Application string  `json:"application"`
	Address     *string `json:"address"`
	Port        int     `json:"port"`
	Began       *string `json:"began"`
	QueryBegan  *string `json:"query_began"`
	Changed     *string `json:"changed"`
	State       string  `json:"state"`
	Query       string  `json:"query"`
}

// backendRows gives the sessions of the server, as s may see them.
func (s *session) backendRows() any {
	rows := []backendRow{}
	if s.client.Backends == nil {
		return rows
	}
	for _, b := range s.client.Backends.List(s.client.Params["user"]) {
		row := backendRow{PID: b.PID, User: b.User, Database: b.Database, Application: b.ApplicationName, Port: -1,
			Began: instant(b.Began), QueryBegan: instant(b.QueryBegan), Changed: instant(b.StateChanged), State: b.State, Query: b.Query}
		if host, port, err := net.SplitHostPort(b.Address); err == nil {
			host, _, _ = strings.Cut(host, "%") // without the zone
			row.Address = &host
			row.Port, _ = strconv.Atoi(port) // a socket's own address
		}
		if b.PID == s.client.PID {
			row.Application = s.setting("application_name")
		}
		rows = append(rows, row)
	}
	return rows
}

// preparedRow is a statement as pg_prepared_statements shows it.
type preparedRow struct {
	Name    string   `json:"name"`
	Text    string   `json:"statement"`
	Made    *string  `json:"prepare_time"`
	Types   []uint32 `json:"parameter_types"`
	FromSQL bool     `json:"from_sql"`
	Runs    int64    `json:"runs"`
}

func (s *session) preparedRows() any {
	rows := []preparedRow{}
	if s.client.Prepared == nil {
		return rows
	}
	for _, p := range s.client.Prepared.List() {
		rows = append(rows, preparedRow{Name: p.Name, Text: p.Query, Made: instant(p.PreparedAt),
			Types: append([]uint32{}, p.ParamOIDs...), FromSQL: p.FromSQL, Runs: p.Runs()})
	}
	return rows
}

// cursorRow is a cursor as pg_cursors shows it.
type cursorRow struct {
	Name   string  `json:"name"`
	Text   string  `json:"statement"`
	Hold   bool    `json:"is_holdable"`
	Binary bool    `json:"is_binary"`
	Scroll bool    `json:"is_scrollable"`
	Made   *string `json:"creation_time"`
}

// cursorRows gives the cursors of DECLARE and the portals of Bind messages.
func (s *session) cursorRows() any {
	rows := []cursorRow{}
	s.mu.Lock()
	taken := map[string]bool{}
	for _, c := range s.cursors {
		taken[c.name] = c.portal
		rows = append(rows, cursorRow{Name: c.name, Text: c.text, Hold: c.hold, Binary: c.binary, Scroll: c.scroll, Made: instant(c.made)})
	}
	s.mu.Unlock()
	if s.client.Portals != nil {
		for _, p := range s.client.Portals() {
			if taken[p.Name] {
				continue
			}
			rows = append(rows, cursorRow{Name: p.Name, Text: p.Query, Made: instant(p.Made)})
		}
	}
	return rows
}
