// Package aliases tests the views that stand for other tools' tables, with queries as
// the users of those tools publish them.
package aliases
