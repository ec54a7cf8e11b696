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
	taken    bool    // the session goes on with it: see Client.TakePortal
	within   int64   // the subtransaction that made it
}

// portal gives the portal of a name, or 34000.
func (c *conn) portal(name string) (*portal, error) {
	if p := c.portals[name]; p != nil && c.survives(p) {
		return p, nil
	}
	return nil, pgerr.New(pgerr.InvalidCursorName, "portal \"%s\" does not exist", name)
}

// survives says whether the subtransaction that made a portal was not rolled back.
func (c *conn) survives(p *portal) (alive bool) {
	n, ok := c.session.(Nester)
	if !ok {
		return true
	}
	p.within, alive = n.Survives(p.within)
	return alive
}

// addPortal gives p its name; only the unnamed portal may be replaced.
func (c *conn) addPortal(p *portal) {
	p.ctx, p.cancel = context.WithCancelCause(c.ctx)
	p.prepared.uses++
	p.made = time.Now()
	if n, ok := c.session.(Nester); ok {
		p.within = n.Subtransaction()
	}
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
	// Columns are those of its result.
	Columns []Column
}

// listPortals gives the portals, by name. It is safe from any goroutine.
func (c *conn) listPortals() []PortalInfo {
	c.portalsMu.Lock()
	defer c.portalsMu.Unlock()
	var list []PortalInfo
	for _, p := range c.portals {
		list = append(list, PortalInfo{Name: p.name, Query: p.prepared.Query, Made: p.made, Columns: p.prepared.Columns})
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
	if d, ok := c.session.(Declarer); ok && p.taken {
		_ = c.guard(func() error { d.CloseCursor(name); return nil })
	}
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

// endPortals closes the portals whose transaction has ended, and stops those whose
// subtransaction has failed.
func (c *conn) endPortals() {
	if len(c.portals) == 0 {
		return
	}
	status := c.txStatus()
	if status == 'I' {
		c.closePortals()
		return
	}
	nester, nested := c.session.(Nester)
	for name, p := range c.portals {
		switch {
		case !c.survives(p):
			c.dropPortal(name)
		case status == 'E' && (!nested || p.within == nester.Subtransaction()):
			p.failed = true
			c.stopPortal(p)
		}
	}
}
