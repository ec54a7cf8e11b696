package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"time"
)

// backendShape is the type of the variable in which a connection has the sessions, for
// pg_stat_activity.
const backendShape = `[{"pid":"INTEGER","user":"VARCHAR","database":"VARCHAR","application":"VARCHAR","address":"VARCHAR","port":"INTEGER",` +
	`"began":"TIMESTAMPTZ","query_began":"TIMESTAMPTZ","changed":"TIMESTAMPTZ","state":"VARCHAR","query":"VARCHAR"}]`

type backendRow struct {
	PID         int32      `json:"pid"`
	User        string     `json:"user"`
	Database    string     `json:"database"`
	Application string     `json:"application"`
	Address     *string    `json:"address"`
	Port        int        `json:"port"`
	Began       *time.Time `json:"began"`
	QueryBegan  *time.Time `json:"query_began"`
	Changed     *time.Time `json:"changed"`
	State       string     `json:"state"`
	Query       string     `json:"query"`
}

// tellBackends tells the connection which sessions there are, for a statement that
// reads the catalogs.
func (s *session) tellBackends(ctx context.Context) error {
	rows := []backendRow{}
	if s.client.Backends != nil {
		for _, b := range s.client.Backends.List(s.client.Params["user"]) {
			row := backendRow{PID: b.PID, User: b.User, Database: b.Database, Application: b.ApplicationName, Port: -1,
				Began: moments(b.Began), QueryBegan: moments(b.QueryBegan), Changed: moments(b.StateChanged), State: b.State, Query: b.Query}
			if host, port, err := net.SplitHostPort(b.Address); err == nil {
				row.Address = &host
				row.Port, _ = strconv.Atoi(port) // a socket's own address
			}
			if b.PID == s.client.PID {
				row.Application = s.setting("application_name")
			}
			rows = append(rows, row)
		}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	if _, err := s.conn.Exec(ctx, "SET VARIABLE backends = from_json("+literal(string(text))+", "+literal(backendShape)+")"); err != nil {
		return fmt.Errorf("set backends: %w", err)
	}
	return nil
}

// moments gives nil for no time.
func moments(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
