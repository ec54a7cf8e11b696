package duck

import (
	"errors"
	"fmt"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// DB is a DuckDB instance.
type DB struct {
	db bindings.Database
}

// Open opens the database file at path, or one in memory for an empty path, with
// DuckDB's own configuration settings.
func Open(path string, settings map[string]string) (*DB, error) {
	var config bindings.Config
	if bindings.CreateConfig(&config) == bindings.StateError {
		return nil, errors.New("create configuration: out of memory")
	}
	defer bindings.DestroyConfig(&config)
	for name, value := range settings {
		if bindings.SetConfig(config, name, value) == bindings.StateError {
			return nil, fmt.Errorf("set configuration %s = %q", name, value)
		}
	}
	d := &DB{}
	var message string
	if bindings.OpenExt(path, &d.db, config, &message) == bindings.StateError {
		bindings.Close(&d.db)
		return nil, fmt.Errorf("open database: %s", message)
	}
	return d, nil
}

// Close closes the instance. Its connections must be closed first.
func (d *DB) Close() { bindings.Close(&d.db) }

// Connect gives a new connection.
func (d *DB) Connect() (*Conn, error) {
	c := &Conn{}
	if bindings.Connect(d.db, &c.conn) == bindings.StateError {
		return nil, errors.New("connect: out of memory")
	}
	return c, nil
}
