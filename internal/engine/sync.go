package engine

import (
	"context"
	"fmt"
	"strings"
)

// userObjects lists what the users have made, in the order in which it can be made
// again. Definitions that the tables and the catalog keep for themselves are in
// schemas of their own.
const userObjects = `
SELECT kind, name, sql, temporary FROM (
    SELECT 0 AS rank, 'SCHEMA' AS kind, '"' || replace(schema_name, '"', '""') || '"' AS name, 'CREATE SCHEMA ' || '"' || replace(schema_name, '"', '""') || '"' AS sql, false AS temporary, oid
    FROM duckdb_schemas() WHERE NOT internal AND database_name NOT IN ('system', 'temp', 'trailgres_pg')
    UNION ALL
    SELECT 1, 'SEQUENCE', '"' || replace(schema_name, '"', '""') || '"' || '.' || '"' || replace(sequence_name, '"', '""') || '"', sql, database_name = 'temp', sequence_oid FROM duckdb_sequences() WHERE database_name <> 'trailgres_pg'
    UNION ALL
    SELECT 2, 'TABLE', '"' || replace(schema_name, '"', '""') || '"' || '.' || '"' || replace(table_name, '"', '""') || '"', sql, database_name = 'temp', table_oid FROM duckdb_tables() WHERE NOT internal AND database_name <> 'trailgres_pg'
    UNION ALL
    SELECT 3, 'VIEW', '"' || replace(schema_name, '"', '""') || '"' || '.' || '"' || replace(view_name, '"', '""') || '"', sql, database_name = 'temp', view_oid FROM duckdb_views() WHERE NOT internal AND database_name <> 'trailgres_pg'
) o
WHERE sql NOT LIKE '%cloudtrail_store%'
ORDER BY rank, oid`

// sync brings the twin's connection up to the definitions that the session sees:
// objects that were dropped or changed go, new ones come.
func (s *session) sync(ctx context.Context) error {
	if s.twin.stale() {
		if err := s.renewTwin(ctx); err != nil {
			return err
		}
	}
	now := s.engine.definitions.Load()
	if s.synced == now {
		return nil
	}
	wanted, order, err := objects(ctx, s.conn.Query)
	if err != nil {
		return fmt.Errorf("list definitions: %w", err)
	}
	had, hadOrder, err := objects(ctx, s.twin.conn.Query)
	if err != nil {
		return fmt.Errorf("list the twin's definitions: %w", err)
	}
	// A table to which a foreign key refers counts as younger than the one that has it:
	// what cannot be done yet is tried again after the others.
	var drops, creates []object
	for i := len(hadOrder) - 1; i >= 0; i-- {
		o := had[hadOrder[i]]
		if wanted[hadOrder[i]] != o && !s.virtual(o.name) {
			drops = append(drops, o)
			delete(had, hadOrder[i])
		}
	}
	err = settleAll(drops, func(o object) error {
		_, err := s.twin.conn.Exec(ctx, "DROP "+o.kind+" IF EXISTS "+o.name+" CASCADE")
		return err
	})
	if err != nil {
		return fmt.Errorf("drop from twin: %w", err)
	}
	for _, key := range order {
		if _, ok := had[key]; !ok && !s.virtual(wanted[key].name) {
			creates = append(creates, wanted[key])
		}
	}
	// A definition that the twin cannot take is one it will not find either: the query
	// that needs it is refused then.
	_ = settleAll(creates, func(o object) error {
		_, err := s.twin.conn.Exec(ctx, o.sql)
		return err
	})
	s.synced = now
	return nil
}

// settleAll does something with all objects, those where it fails again as long as others
// succeed. It gives the last error when some are left.
func settleAll(objects []object, do func(object) error) (err error) {
	for len(objects) > 0 {
		var left []object
		for _, o := range objects {
			if failed := do(o); failed != nil {
				left, err = append(left, o), failed
			}
		}
		if len(left) == len(objects) {
			return err
		}
		objects = left
	}
	return nil
}

// object is something a user has made.
type object struct {
	kind, name, sql string
	temporary       bool
}

func objects(ctx context.Context, query func(context.Context, string, func([]any) error, ...any) error) (map[string]object, []string, error) {
	found := map[string]object{}
	var order []string
	err := query(ctx, userObjects, func(row []any) error {
		o := object{}
		o.kind, _ = row[0].(string)
		o.name, _ = row[1].(string)
		o.sql, _ = row[2].(string)
		if o.temporary, _ = row[3].(bool); o.temporary {
			// DuckDB tells the definition without the word, and the schema without the
			// catalog that only temporary objects are in.
			o.name = "temp." + o.name
			if rest, bare := strings.CutPrefix(o.sql, "CREATE "+o.kind); bare {
				o.sql = "CREATE TEMP " + o.kind + rest
			}
		}
		key := o.kind + " " + o.name
		found[key] = o
		order = append(order, key)
		return nil
	})
	return found, order, err
}

// virtual says whether the name is a virtual table's, which the twin has as a table
// and the store as a view.
func (s *session) virtual(name string) bool {
	for _, t := range s.engine.options.Tables {
		if name == quote(t.Schema())+"."+quote(t.Name()) {
			return true
		}
	}
	switch name {
	case quote("public"), quote("trailgres"), quote("main"), quote("cloudtrail_store"):
		return true
	}
	return false
}

// renewTwin connects to a twin that was built anew.
func (s *session) renewTwin(ctx context.Context) error {
	fresh, err := s.engine.twin.connect()
	if err != nil {
		return err
	}
	s.twin.close()
	told := s.toldSettings != ""
	s.twin, s.synced, s.toldSettings = fresh, -1, ""
	if err := s.prepare(ctx); err != nil {
		return err
	}
	if told {
		if err := s.tellSettings(ctx); err != nil {
			return err
		}
	}
	if err := s.applyPath(ctx); err != nil {
		return err
	}
	return s.setTime(ctx)
}
