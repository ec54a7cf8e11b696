package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"sync"

	"github.com/trailgres/trailgres/planner/dialect"
)

// The types of the variables in which a session's connection has the objects that
// are ours: the views of pg_objects.sql unfold them. Variables, because temporary
// objects are of one session.
var objectShapes = map[string]string{
	"schemas": `[{"oid":"UINTEGER","name":"VARCHAR","comment":"VARCHAR","acl":["VARCHAR"]}]`,
	"relations": `[{"oid":"UINTEGER","type":"UINTEGER","array":"UINTEGER","schema":"UINTEGER","name":"VARCHAR","kind":"VARCHAR","persistence":"VARCHAR",` +
		`"comment":"VARCHAR","definition":"VARCHAR","store":"VARCHAR","stored":"VARCHAR","width":"BIGINT","indexed":"BOOLEAN","checks":"SMALLINT","virtual":"BOOLEAN",` +
		`"acl":["VARCHAR"],"columns":[{"num":"SMALLINT","name":"VARCHAR","type":"UINTEGER",` +
		`"typmod":"INTEGER","required":"BOOLEAN","initial":"VARCHAR","comment":"VARCHAR","identity":"VARCHAR"}]}]`,
	"constraints": `[{"oid":"UINTEGER","name":"VARCHAR","schema":"UINTEGER","relation":"UINTEGER","kind":"VARCHAR","keys":["SMALLINT"],` +
		`"index":"UINTEGER","foreign":"UINTEGER","foreign_keys":["SMALLINT"],"definition":"VARCHAR","expression":"VARCHAR"}]`,
	"indexes": `[{"oid":"UINTEGER","relation":"UINTEGER","unique":"BOOLEAN","primary":"BOOLEAN","keys":["SMALLINT"],"classes":["UINTEGER"],` +
		`"collations":["UINTEGER"],"columns":["VARCHAR"],"definition":"VARCHAR"}]`,
	"sequences": `[{"oid":"UINTEGER","type":"UINTEGER","start":"BIGINT","increment":"BIGINT","min":"BIGINT","max":"BIGINT","cycle":"BOOLEAN",` +
		`"schema":"VARCHAR","name":"VARCHAR","owner":"UINTEGER","column":"SMALLINT"}]`,
}

type catalogObjects struct {
	Schemas     []ownSchema     `json:"schemas"`
	Relations   []ownRelation   `json:"relations"`
	Constraints []ownConstraint `json:"constraints"`
	Indexes     []ownIndex      `json:"indexes"`
	Sequences   []ownSequence   `json:"sequences"`

	text  string // the same as JSON
	taken oids
}

type ownSchema struct {
	OID     uint32   `json:"oid"`
	Name    string   `json:"name"`
	Comment string   `json:"comment,omitempty"`
	ACL     []string `json:"acl,omitempty"`
}

type ownRelation struct {
	OID         uint32      `json:"oid"`
	Type        uint32      `json:"type"`  // of its rows
	Array       uint32      `json:"array"` // the type of arrays of them
	Schema      uint32      `json:"schema"`
	Name        string      `json:"name"`
	Kind        string      `json:"kind"`
	Persistence string      `json:"persistence"`
	Comment     string      `json:"comment,omitempty"`
	Definition  string      `json:"definition,omitempty"`
	Store       string      `json:"store"`  // the schema in the store
	Stored      string      `json:"stored"` // the table there
	Width       int64       `json:"width"`  // of a row, about, in bytes
	Indexed     bool        `json:"indexed"`
	Checks      int         `json:"checks"`
	Virtual     bool        `json:"virtual"`
	ACL         []string    `json:"acl,omitempty"`
	Columns     []ownColumn `json:"columns"`

	schema string
	note   tableNote
	reads  []dialect.RelationName // the relations of a view
}

type ownColumn struct {
	Num      int    `json:"num"`
	Name     string `json:"name"`
	Type     uint32 `json:"type"`
	TypeMod  int32  `json:"typmod"`
	Required bool   `json:"required"`
	Initial  string `json:"initial,omitempty"`
	Comment  string `json:"comment,omitempty"`
	Identity string `json:"identity,omitempty"`

	sequence string // the default that takes a sequence's values
	text     bool   // its numerics are kept as texts
	open     bool   // its values are of a type that PostgreSQL has none of the kind of
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
	mu      sync.Mutex
	at      int64 // the definitions, and one more
	objects *catalogObjects
}

// readCatalog brings the session's variables for the catalogs up to date.
func (s *session) readCatalog(ctx context.Context) error {
	if err := s.engine.loadCatalogs(ctx); err != nil {
		return err
	}
	if err := s.tellSettings(ctx); err != nil {
		return err
	}
	if at := s.engine.definitions.Load() + 1; s.catalogedAt != at {
		objects, err := s.localObjects(ctx, at)
		if err != nil {
			return fmt.Errorf("read catalog: %w", err)
		}
		if s.seen == nil || objects.text != s.seen.text {
			for name, shape := range objectShapes {
				set := fmt.Sprintf("SET VARIABLE %s = from_json(json_extract(%s, '$.%s'), %s)", name, literal(objects.text), name, literal(shape))
				if _, err := s.conn.Exec(ctx, set); err != nil {
					return fmt.Errorf("set catalog: %w", err)
				}
			}
			s.visibleIn = ""
		}
		s.seen, s.catalogedAt = objects, at
	}
	return s.tellVisible(ctx)
}

// localObjects gives the objects that the session sees.
func (s *session) localObjects(ctx context.Context, at int64) (*catalogObjects, error) {
	own := s.writing
	if s.wrote && !own {
		err := s.conn.Query(ctx, "SELECT 1 FROM duckdb_tables() WHERE database_name = 'temp' UNION ALL SELECT 1 FROM duckdb_views() WHERE database_name = 'temp' AND NOT internal "+
			"UNION ALL SELECT 1 FROM duckdb_sequences() WHERE database_name = 'temp' LIMIT 1", func([]any) error {
			own = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	cache := &s.engine.objects
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if !own && cache.at == at {
		return cache.objects, nil
	}
	objects, err := s.ownObjects(ctx)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(objects)
	if objects.text = string(text); err == nil && !own {
		cache.at, cache.objects = at, objects
	}
	return objects, err
}

// tellSettings gives the connections the session's settings. The twin's, too: it
// computes the arguments of functions in FROM.
func (s *session) tellSettings(ctx context.Context) error {
	text, rows, err := s.settingTexts()
	if err != nil || text == s.toldSettings {
		return err
	}
	if s.toldSettings == "" {
		if err := s.tellServerSettings(ctx); err != nil {
			return err
		}
	}
	if err := s.both(ctx, "SET VARIABLE settings = from_json("+literal(text)+", '\"MAP(VARCHAR, VARCHAR)\"')"); err != nil {
		return fmt.Errorf("set settings: %w", err)
	}
	if err := s.both(ctx, "SET VARIABLE setting_rows = from_json("+literal(rows)+
		", '\"MAP(VARCHAR, STRUCT(setting VARCHAR, source VARCHAR, reset VARCHAR))\"')"); err != nil {
		return fmt.Errorf("set settings: %w", err)
	}
	s.toldSettings = text
	return nil
}

// settingTexts gives the settings, and if they are not those that were told, their rows
// of pg_settings, as JSON.
func (s *session) settingTexts() (values, rows string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, err := json.Marshal(s.settings.values)
	if err != nil || string(text) == s.toldSettings {
		return string(text), "", err
	}
	own, err := json.Marshal(s.settings.rows())
	return string(text), string(own), err
}

// tellServerSettings gives the connections the defaults of PostgreSQL's parameters, and
// which of them nobody may read.
func (s *session) tellServerSettings(ctx context.Context) error {
	values, err := json.Marshal(shownSettings())
	if err != nil {
		return err
	}
	private, err := json.Marshal(slices.Sorted(maps.Keys(privateSettings)))
	if err != nil {
		return err
	}
	for name, value := range map[string]string{
		"server_settings":  literal(string(values)) + ", '\"MAP(VARCHAR, VARCHAR)\"'",
		"private_settings": literal(string(private)) + ", '[\"VARCHAR\"]'",
	} {
		if err := s.both(ctx, "SET VARIABLE "+name+" = from_json("+value+")"); err != nil {
			return fmt.Errorf("set server's settings: %w", err)
		}
	}
	return nil
}
