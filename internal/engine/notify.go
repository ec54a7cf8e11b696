package engine

import (
	"slices"
	"sync"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner"
)

// The limits of src/backend/commands/async.c.
const (
	maxPayload = 8000 - 64 - 128
	maxChannel = 63
)

// channels are who listens to what.
type channels struct {
	mu        sync.Mutex
	listeners map[string]map[*session]bool
}

// intents are what the open transaction has said of channels, which holds when it commits.
type intents struct {
	listens []listening
	notes   []pgwire.Notification
}

// listening is a LISTEN or an UNLISTEN; without a channel it is of all.
type listening struct {
	channel string
	on      bool
}

// announce runs LISTEN, UNLISTEN and NOTIFY.
func (s *session) announce(info planner.Info) (pgwire.Rows, error) {
	if info.Tag == "NOTIFY" {
		return noRows(info.Tag), s.addNotification(info.Channel.Name, info.Channel.Payload)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.intents.listens = append(s.intents.listens, listening{info.Channel.Name, info.Tag == "LISTEN"})
	return noRows(info.Tag), nil
}

// addNotification adds one that the transaction has not said before. DuckDB calls it from
// any goroutine, for pg_notify().
func (s *session) addNotification(channel, payload string) error {
	switch {
	case channel == "":
		return pgerr.New(pgerr.InvalidParameterValue, "channel name cannot be empty")
	case len(channel) > maxChannel:
		return pgerr.New(pgerr.InvalidParameterValue, "channel name too long")
	case len(payload) >= maxPayload:
		return pgerr.New(pgerr.InvalidParameterValue, "payload string too long")
	}
	n := pgwire.Notification{PID: s.client.PID, Channel: channel, Payload: payload}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.intents.notes, n) {
		s.intents.notes = append(s.intents.notes, n)
	}
	return nil
}

// settleIntents ends what the transaction has said of channels.
func (s *session) settleIntents(commit bool) {
	s.mu.Lock()
	said := s.intents
	s.intents = intents{}
	s.mu.Unlock()
	if commit {
		s.engine.channels.apply(s, said)
	}
}

func (c *channels) apply(s *session, said intents) {
	if len(said.listens) == 0 && len(said.notes) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range said.listens {
		c.listen(s, l)
	}
	for _, n := range said.notes {
		for listener := range c.listeners[n.Channel] {
			if listener.client.Notify != nil && !listener.client.Notify(n) {
				s.notice(pgerr.SeverityWarning, "a client that listens to \""+n.Channel+"\" does not read its notifications, and misses one", "")
			}
		}
	}
}

func (c *channels) listen(s *session, l listening) {
	switch {
	case l.on:
		if c.listeners[l.channel] == nil {
			c.listeners[l.channel] = map[*session]bool{}
		}
		c.listeners[l.channel][s] = true
	case l.channel == "":
		for channel := range c.listeners {
			c.forget(s, channel)
		}
	default:
		c.forget(s, l.channel)
	}
}

func (c *channels) forget(s *session, channel string) {
	delete(c.listeners[channel], s)
	if len(c.listeners[channel]) == 0 {
		delete(c.listeners, channel)
	}
}

// listened gives the channels that a session listens to.
func (c *channels) listened(s *session) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	names := []string{}
	for channel, by := range c.listeners {
		if by[s] {
			names = append(names, channel)
		}
	}
	slices.Sort(names)
	return names
}

// listenRow is a row of pg_listening_channels().
type listenRow struct {
	Name string `json:"name"`
}

func (s *session) listenRows() any {
	rows := []listenRow{}
	for _, name := range s.engine.channels.listened(s) {
		rows = append(rows, listenRow{name})
	}
	return rows
}
