package pgwire

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// errTerminate is how the conversation ends when the client says goodbye.
var errTerminate = errors.New("client terminated")

// converse makes the session and speaks with the client until one of the two
// ends it. It says whether the client was told a FATAL error at the end.
func (c *conn) converse() (told bool) {
	err := c.open()
	if err == nil {
		err = c.loop()
	}
	if !errors.Is(err, errTerminate) && !errors.Is(err, io.EOF) {
		c.tellFatal(err)
		told = true
	}
	c.closeSession()
	return told
}

// open makes the session and sends what a client waits for after start-up. As in PostgreSQL
// a client that is let in is told so before its database and its settings are looked at.
func (c *conn) open() error {
	c.out.send(&pgproto3.AuthenticationOk{})
	err := c.guard(func() (err error) {
		c.session, err = c.server.Handler.NewSession(c.ctx, c.client)
		return err
	})
	if err != nil {
		return c.becauseGone(err)
	}
	c.enroll()
	key := newKey(c.minor)
	c.server.setKey(c, key)
	c.log.Debug("session begins", "address", c.client.Address)
	c.reportSettings()
	c.out.send(&pgproto3.BackendKeyData{ProcessID: uint32(c.pid), SecretKey: key})
	return nil
}

// becauseGone gives the reason for which the connection ended, if it did, before
// the error that this led to.
func (c *conn) becauseGone(err error) error {
	if c.ctx.Err() != nil {
		return context.Cause(c.ctx)
	}
	return err
}

// tellFatal tells the client that, and why, its session ends.
func (c *conn) tellFatal(err error) {
	e := *pgerr.Flatten(err)
	e.Severity = pgerr.SeverityFatal
	c.log.Info("session ends", "code", e.Code)
	c.out.send(c.errorResponse(&e))
}

// closeSession gives back everything that the handler made.
func (c *conn) closeSession() {
	c.closePortals()
	for _, name := range c.prepared.names() {
		_ = c.guard(func() error { c.prepared.Drop(name); return nil })
	}
	if c.session == nil {
		return
	}
	if err := c.guard(c.session.Close); err != nil {
		c.log.Warn("close session", "err", err)
	}
}

// loop handles messages until the session ends; it gives the reason.
func (c *conn) loop() error {
	resting := false // between ReadyForQuery and the next message
	ready := true
	for {
		if ready {
			c.readyForQuery()
			resting = true
		}
		f, err := c.next(resting)
		if err != nil {
			return err
		}
		resting = false
		c.roused()
		if ready, err = c.handle(f); err != nil {
			return err
		}
		if c.ctx.Err() != nil {
			return context.Cause(c.ctx)
		}
	}
}

// readyForQuery tells the settings that changed and the state of the transaction.
func (c *conn) readyForQuery() {
	c.endPortals()
	c.reportSettings()
	status := c.txStatus()
	c.rest(status)
	c.rested(status)
	c.out.send(&pgproto3.ReadyForQuery{TxStatus: status})
	c.out.answer()
}

// txStatus is the session's, or 'E' when it cannot tell.
func (c *conn) txStatus() (status byte) {
	err := c.guard(func() error {
		status = c.session.TxStatus()
		return nil
	})
	if err != nil {
		return 'E'
	}
	return status
}

// settings are the session's as they are now.
func (c *conn) settings() (s Settings) {
	_ = c.guard(func() error {
		s = c.session.Settings()
		return nil
	})
	return s
}

// reportSettings sends a ParameterStatus for every reported setting that is new
// or has changed.
func (c *conn) reportSettings() {
	settings := c.settings()
	if settings.Revision != 0 && settings.Revision == c.toldRevision {
		return
	}
	c.toldRevision = settings.Revision
	now := settings.Reported
	for _, name := range slices.SortedFunc(maps.Keys(now), compareNames) {
		value := now[name]
		if old, told := c.reported[name]; told && old == value {
			continue
		}
		c.reported[name] = value
		if name == "application_name" {
			c.running.mu.Lock()
			c.running.backend.ApplicationName = value
			c.running.mu.Unlock()
		}
		c.out.send(&pgproto3.ParameterStatus{Name: clean(name), Value: clean(value)})
	}
}

// compareNames orders settings as PostgreSQL does, without regard to case
// (src/backend/utils/misc/guc.c, guc_name_compare).
func compareNames(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }
