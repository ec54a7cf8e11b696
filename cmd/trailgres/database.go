package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/trailgres/trailgres/internal/engine"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/tables"
	"github.com/trailgres/trailgres/tables/cloudtrail"
	"github.com/trailgres/trailgres/tables/cloudtrail/lookup"
)

// database is the engine with its tables, ready for sessions.
type database struct {
	engine *engine.Engine
	events *cloudtrail.Table
	server *pgwire.Server
	logger *slog.Logger
}

// openDatabase opens the sources and the store that c names.
func openDatabase(ctx context.Context, c config, stderr io.Writer) (*database, error) {
	logger := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: c.logLevel}))
	sources, err := lookup.Open(ctx, lookup.Options{
		Profiles: c.profiles, Regions: c.regions, EndpointURL: c.endpointURL, Rate: c.rate, Logger: logger,
	})
	if err != nil {
		return nil, err
	}
	events := cloudtrail.New(sources, cloudtrail.Options{
		Logger: logger, Budget: c.cacheSize, Persistent: c.store != "memory",
	})
	path := c.store
	if path == "memory" {
		path = ""
	}
	e, err := engine.New(ctx, engine.Options{
		Path: path, Tables: append([]tables.Table{events}, events.Watches()...), Logger: logger, Version: version, Settings: c.settings,
	})
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", c.store, err)
	}
	server := &pgwire.Server{Handler: e, Logger: logger}
	if err := c.secure(server); err != nil {
		events.Close()
		e.Close()
		return nil, err
	}
	return &database{engine: e, events: events, logger: logger, server: server}, nil
}

// close ends fetches and closes the store. The sessions must have ended.
func (d *database) close() {
	d.events.Close()
	d.engine.Close()
}

// drainTime is how long running statements may take to end when the server stops.
const drainTime = 5 * time.Second

// serve accepts clients until ctx ends.
func (d *database) serve(ctx context.Context, l net.Listener) error {
	done, warm := make(chan error, 1), make(chan struct{})
	go func() { done <- d.server.Serve(context.WithoutCancel(ctx), l) }()
	go func() {
		defer close(warm)
		if err := d.engine.Warm(ctx); err != nil {
			d.logger.Warn("define the catalogs", "error", err)
		}
	}()
	defer func() { <-warm }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := d.server.Shutdown(grace); err != nil {
		d.logger.Warn("stop", "error", err)
	}
	return <-done
}

// listen opens the listener and writes its address where it is wanted.
func listen(c config) (net.Listener, error) {
	l, err := net.Listen("tcp", c.listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", c.listen, err)
	}
	if c.addrFile != "" {
		if err := os.WriteFile(c.addrFile, []byte(l.Addr().String()), 0o644); err != nil {
			l.Close()
			return nil, fmt.Errorf("write --addr-file: %w", err)
		}
	}
	return l, nil
}

// psqlLine gives the command that connects to a server.
func psqlLine(addr net.Addr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	return fmt.Sprintf("psql -h %s -p %s -U trail cloudtrail", host, port)
}
