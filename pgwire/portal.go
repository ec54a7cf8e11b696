package pgwire

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// portal is a bound statement, and its run from the first Execute on. Between
// Executes it stands still, since nobody pulls its rows.
type portal struct {
	name     string
	prepared *PreparedStatement
	args     []Arg
	formats  []int16 // one for each column
	made     time.Time
	ctx      context.Context
	cancel   context.CancelCauseFunc
	cursor   *cursor // nil before the first Execute
	failed   bool    // its run, or its transaction, failed
}

// portal gives the portal of a name, or 34000.
func (c *conn) portal(name string) (*portal, error) {
	if p := c.portals[name]; p != nil {
		return p, nil
	}
	return nil, pgerr.New(pgerr.InvalidCursorName, "portal \"%s\" does not exist", name)
}

// addPortal gives p its name; only the unnamed portal may be replaced.
func (c *conn) addPortal(p *portal) {
	p.ctx, p.cancel = context.WithCancelCause(c.ctx)
	p.prepared.uses++
	p.made = time.Now()
	c.portalsMu.Lock()
	defer c.portalsMu.Unlock()
	c.portals[p.name] = p
}

// PortalInfo is a portal as pg_cursors tells it
// (https://www.postgresql.org/docs/15/view-pg-cursors.html).
type PortalInfo struct {
	Name  string // empty for the unnamed one
	Query string
	Made  time.Time
}

// listPortals gives the portals, by name. It is safe from any goroutine.
func (c *conn) listPortals() []PortalInfo {
	c.portalsMu.Lock()
	defer c.portalsMu.Unlock()
	var list []PortalInfo
	for _, p := range c.portals {
		list = append(list, PortalInfo{Name: p.name, Query: p.prepared.Query, Made: p.made})
	}
	slices.SortFunc(list, func(x, y PortalInfo) int { return strings.Compare(x.Name, y.Name) })
	return list
}

// dropPortal closes a portal, if there is one of that name.
func (c *conn) dropPortal(name string) {
	p := c.portals[name]
	if p == nil {
		return
	}
	c.portalsMu.Lock()
	delete(c.portals, name)
	c.portalsMu.Unlock()
	c.stopPortal(p)
	_ = c.guard(func() error { p.prepared.release(); return nil })
}

// stopPortal ends the portal's run.
func (c *conn) stopPortal(p *portal) {
	if p.cursor != nil {
		if err := p.cursor.close(c); err != nil {
			c.log.Debug("close rows", "err", err)
		}
	}
	p.cancel(nil)
}

func (c *conn) closePortals() {
	for name := range c.portals {
		c.dropPortal(name)
	}
}

// endPortals closes the portals whose transaction has ended, and stops those
// whose transaction has failed.
func (c *conn) endPortals() {
	if len(c.portals) == 0 {
		return
	}
	switch c.txStatus() {
	case 'I':
		c.closePortals()
	case 'E':
		for _, p := range c.portals {
			p.failed = true
			c.stopPortal(p)
		}
	}
}
