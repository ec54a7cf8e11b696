// Package catalog tests the system catalogs through the wire: that every relation has
// PostgreSQL's columns, that psql's commands work, and that what clients ask of the
// catalogs, and what they do with local objects, is answered as by a private PostgreSQL
// 15 that has the same objects (testdata/differential, testdata/objects); and that psql
// shows and completes the same on both (testdata/screens).
package catalog
