// Package catalog tests the system catalogs through the wire: that every relation has
// PostgreSQL's columns, that psql's commands work, and that the statements by which
// graphical clients and drivers look around are answered. A private PostgreSQL 15 is
// the judge where there is one.
package catalog
