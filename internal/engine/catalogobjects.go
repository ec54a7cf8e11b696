package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/planner/dialect"
)

// The types of the variables in which a session's connection has the objects that
// are ours: the views of pg_objects.sql unfold them. Variables, because temporary
// objects are of one session.
const (
	schemaShape   = `[{"oid":"UINTEGER","name":"VARCHAR","comment":"VARCHAR"}]`
	relationShape = `[{"oid":"UINTEGER","type":"UINTEGER","schema":"UINTEGER","name":"VARCHAR","kind":"VARCHAR","persistence":"VARCHAR",` +
		`"comment":"VARCHAR","definition":"VARCHAR","columns":[{"num":"SMALLINT","name":"VARCHAR","type":"UINTEGER",` +
		`"typmod":"INTEGER","required":"BOOLEAN","initial":"VARCHAR","comment":"VARCHAR"}]}]`
)

type catalogObjects struct {
	Schemas   []ownSchema   `json:"schemas"`
	Relations []ownRelation `json:"relations"`
}

type ownSchema struct {
	OID     uint32 `json:"oid"`
	Name    string `json:"name"`
	Comment string `json:"comment,omitempty"`
}

type ownRelation struct {
	OID         uint32      `json:"oid"`
	Type        uint32      `json:"type"` // of its rows
	Schema      uint32      `json:"schema"`
	Name        string      `json:"name"`
	Kind        string      `json:"kind"`
	Persistence string      `json:"persistence"`
	Comment     string      `json:"comment,omitempty"`
	Definition  string      `json:"definition,omitempty"`
	Columns     []ownColumn `json:"columns"`

	schema string
}

type ownColumn struct {
	Num      int    `json:"num"`
	Name     string `json:"name"`
	Type     uint32 `json:"type"`
	TypeMod  int32  `json:"typmod"`
	Required bool   `json:"required"`
	Initial  string `json:"initial,omitempty"`
	Comment  string `json:"comment,omitempty"`
}

// publicOID is the schema public's in every PostgreSQL (src/include/catalog/pg_namespace.dat).
const publicOID = 2200

// oids gives objects their OIDs: the same name has the same one after a restart.
type oids map[uint32]bool

// of gives the OID of an object; a name whose hash is taken gets the next free one.
// Objects are asked for in the order of their names.
func (taken oids) of(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	const first, last = 16500, 1<<31 - 1
	oid := first + h.Sum32()%(last-first)
	for taken[oid] {
		oid++
	}
	taken[oid] = true
	return oid
}

// objectCache has the objects that all sessions see, as of a number of definitions.
type objectCache struct {
	mu   sync.Mutex
	at   int64 // the definitions, and one more
	text string
}

// readCatalog brings the session's variables for the catalogs up to date.
func (s *session) readCatalog(ctx context.Context) error {
	if err := s.engine.loadCatalogs(ctx); err != nil {
		return err
	}
	if err := s.tellSettings(ctx); err != nil {
		return err
	}
	at := s.engine.definitions.Load() + 1
	if s.catalogedAt == at {
		return nil
	}
	text, err := s.objectText(ctx, at)
	if err != nil {
		return fmt.Errorf("read catalog: %w", err)
	}
	if text != s.cataloged {
		for name, shape := range map[string]string{"schemas": schemaShape, "relations": relationShape} {
			set := fmt.Sprintf("SET VARIABLE %s = from_json(json_extract(%s, '$.%s'), %s)", name, literal(text), name, literal(shape))
			if _, err := s.conn.Exec(ctx, set); err != nil {
				return fmt.Errorf("set catalog: %w", err)
			}
		}
	}
	s.cataloged, s.catalogedAt = text, at
	return nil
}

// objectText gives the objects that the session sees, as JSON.
func (s *session) objectText(ctx context.Context, at int64) (string, error) {
	own := s.writing
	err := s.conn.Query(ctx, "SELECT 1 FROM duckdb_tables() WHERE temporary UNION ALL SELECT 1 FROM duckdb_views() WHERE temporary AND NOT internal LIMIT 1", func([]any) error {
		own = true
		return nil
	})
	if err != nil {
		return "", err
	}
	cache := &s.engine.objects
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if !own && cache.at == at {
		return cache.text, nil
	}
	objects, err := s.ownObjects(ctx)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(objects)
	if err == nil && !own {
		cache.at, cache.text = at, string(text)
	}
	return string(text), err
}

// tellSettings gives the connections the session's settings. The twin's, too: it
// computes the arguments of functions in FROM.
func (s *session) tellSettings(ctx context.Context) error {
	s.mu.Lock()
	text, err := json.Marshal(s.settings.values)
	s.mu.Unlock()
	if err != nil || string(text) == s.toldSettings {
		return err
	}
	if s.toldSettings == "" {
		if err := s.both(ctx, "SET VARIABLE server_settings = (SELECT map(list(lower(name)), list(setting)) FROM "+
			dialect.CatalogDatabase+"."+builtinSchema+".pg_settings WHERE setting IS NOT NULL)"); err != nil {
			return fmt.Errorf("set server's settings: %w", err)
		}
	}
	if err := s.both(ctx, "SET VARIABLE settings = from_json("+literal(string(text))+", '\"MAP(VARCHAR, VARCHAR)\"')"); err != nil {
		return fmt.Errorf("set settings: %w", err)
	}
	s.toldSettings = string(text)
	return nil
}

// ownTables lists the relations that are not the catalogs' own.
const ownTables = `
SELECT schema_name, table_name, 'r', temporary, comment, NULL FROM duckdb_tables() WHERE NOT internal AND database_name <> '` + dialect.CatalogDatabase + `'
UNION ALL
SELECT schema_name, view_name, 'v', temporary, comment, sql FROM duckdb_views() WHERE NOT internal AND database_name <> '` + dialect.CatalogDatabase + `'`

const ownDefaults = `
SELECT schema_name, table_name, column_name, NOT is_nullable, column_default, comment FROM duckdb_columns()
WHERE NOT internal AND database_name <> '` + dialect.CatalogDatabase + `' AND (NOT is_nullable OR column_default IS NOT NULL OR comment IS NOT NULL)`

func (s *session) ownObjects(ctx context.Context) (*catalogObjects, error) {
	var out catalogObjects
	taken := oids{}
	schemas := map[string]uint32{}
	err := s.conn.Query(ctx, "SELECT DISTINCT schema_name FROM duckdb_schemas() WHERE NOT internal AND database_name NOT IN ('system', 'temp', '"+
		dialect.CatalogDatabase+"') ORDER BY 1", func(row []any) error {
		name, _ := row[0].(string)
		if hidden(name) {
			return nil
		}
		o := ownSchema{OID: taken.of("schema " + name), Name: name}
		switch name {
		case schema:
			o.OID, o.Comment = publicOID, "standard public schema"
		case "trailgres":
			o.Comment = "what the server tells of itself"
		}
		schemas[name] = o.OID
		out.Schemas = append(out.Schemas, o)
		return nil
	})
	if err != nil {
		return nil, err
	}
	temp := fmt.Sprintf("pg_temp_%d", s.client.PID)
	err = s.conn.Query(ctx, ownTables, func(row []any) error {
		r := ownRelation{Persistence: "p"}
		r.schema, _ = row[0].(string)
		r.Name, _ = row[1].(string)
		r.Kind, _ = row[2].(string)
		r.Comment, _ = row[4].(string)
		r.Definition, _ = row[5].(string)
		if t, _ := row[3].(bool); t {
			r.Persistence, r.schema = "t", temp
			if schemas[temp] == 0 {
				schemas[temp] = taken.of("schema " + temp)
				out.Schemas = append(out.Schemas, ownSchema{OID: schemas[temp], Name: temp})
			}
		}
		if r.Schema = schemas[r.schema]; r.Schema != 0 {
			out.Relations = append(out.Relations, r)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out.Relations, func(a, b ownRelation) int {
		return cmp.Or(strings.Compare(a.schema, b.schema), strings.Compare(a.Name, b.Name))
	})
	for i := range out.Relations {
		r := &out.Relations[i]
		r.OID = taken.of("relation " + r.schema + "." + r.Name)
		r.Type = taken.of("type " + r.schema + "." + r.Name)
		s.describeRelation(ctx, r)
	}
	return &out, s.addDefaults(ctx, out.Relations, temp)
}

// hidden says whether a schema is the server's own business.
func hidden(name string) bool { return name == "cloudtrail_store" || name == "main" }

// describeRelation fills in the columns, with the types that a query of the relation
// is served with. What cannot be prepared, such as a view of a table that is gone,
// has none.
func (s *session) describeRelation(ctx context.Context, r *ownRelation) {
	from := quote(r.schema) + "." + quote(r.Name)
	if r.Persistence == "t" {
		from = "temp." + quote(r.Name)
	}
	p, err := s.conn.Prepare(ctx, "FROM "+from)
	if err != nil {
		return
	}
	defer p.Close()
	for i, c := range p.Columns() {
		oid, modifier := typeOID(c.Type)
		r.Columns = append(r.Columns, ownColumn{Num: i + 1, Name: c.Name, Type: oid, TypeMod: modifier})
	}
	for _, t := range s.engine.options.Tables {
		if t.Schema() != r.schema || t.Name() != r.Name {
			continue
		}
		r.Kind, r.Comment, r.Definition = "r", t.Doc(), ""
		for _, c := range t.Columns() {
			if i := slices.IndexFunc(r.Columns, func(o ownColumn) bool { return o.Name == c.Name }); i >= 0 {
				r.Columns[i].Comment = c.Doc
			}
		}
	}
	describeView(r, s.engine.options.Tables)
}

// addDefaults adds what only the engine's own list of columns tells.
func (s *session) addDefaults(ctx context.Context, relations []ownRelation, temp string) error {
	return s.conn.Query(ctx, ownDefaults, func(row []any) error {
		schemaName, _ := row[0].(string)
		table, _ := row[1].(string)
		column, _ := row[2].(string)
		for i := range relations {
			r := &relations[i]
			if r.Name != table || (r.schema != schemaName && (r.schema != temp || schemaName != "main")) {
				continue
			}
			for j := range r.Columns {
				if c := &r.Columns[j]; c.Name == column {
					c.Required, _ = row[3].(bool)
					c.Initial, _ = row[4].(string)
					if comment, ok := row[5].(string); ok {
						c.Comment = comment
					}
				}
			}
		}
		return nil
	})
}
