package analysis

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/trailgres/trailgres/internal/pgdata"
)

// pgType is a row of pg_type.
type pgType struct {
	oid       uint32
	name      string // typname
	spelling  string // format_type(oid, NULL)
	namespace uint32
	kind      byte // typtype: b, c, d, e, p, r, m
	category  byte
	preferred bool
	relation  uint32 // typrelid
	element   uint32
	array     uint32
	base      uint32 // of a domain
	mod       int32  // of a domain
	handler   uint32 // typsubscript
	plain     bool   // typstorage = 'p'
	modin     bool   // takes modifiers
	collation uint32
}

// Function is a row of pg_proc
// (https://www.postgresql.org/docs/15/catalog-pg-proc.html).
type Function struct {
	OID      uint32
	Name     string
	Kind     byte     // f, p, a or w
	Args     []uint32 // types of the input arguments
	Result   uint32   // as declared, polymorphic types included
	Variadic uint32   // the element type of the variadic argument, 0 for none
	Set      bool     // returns a set
	Defaults int      // how many of the last arguments may be left out

	namespace uint32
	allArgs   []uint32
	modes     []byte
	names     []string
}

// Operator is a row of pg_operator
// (https://www.postgresql.org/docs/15/catalog-pg-operator.html).
type Operator struct {
	OID         uint32
	Name        string
	Left, Right uint32 // types of the operands as declared; Left is 0 for a prefix operator
	Result      uint32 // as declared
	Function    uint32 // the pg_proc row that does the work

	hash, merge bool
	negator     uint32
}

// castRow is a row of pg_cast.
type castRow struct {
	function uint32
	context  byte // i, a or e
	method   byte // f, i or b
}

// aggregateRow is what is needed of pg_aggregate.
type aggregateRow struct {
	kind   byte // n, o or h
	direct int
}

// rangeRow is a row of pg_range.
type rangeRow struct{ rng, element, multi uint32 }

// catalogs are PostgreSQL's own catalogs, indexed.
type catalogs struct {
	types      map[uint32]*pgType
	typeNames  map[string][]*pgType
	functions  map[string][]*Function
	operators  map[string][]*Operator
	casts      map[[2]uint32]castRow
	aggregates map[uint32]aggregateRow
	ranges     []rangeRow
	relations  map[string]*Relation // by schema.name
	byOID      map[uint32]*Relation
	collations map[string]bool
	orderings  map[uint32]bool // types with a default btree operator class
	hashings   map[uint32]bool // types with a default hash operator class
	btree      map[uint32]bool // operators of btree operator families
	loadError  error
}

// pgCatalogNamespace is pg_catalog's OID (pg_namespace.dat).
const pgCatalogNamespace = 11

// catalog loads the rows at the first call.
var catalog = sync.OnceValue(loadCatalogs)

func loadCatalogs() *catalogs {
	c := &catalogs{
		types: map[uint32]*pgType{}, typeNames: map[string][]*pgType{}, functions: map[string][]*Function{},
		operators: map[string][]*Operator{}, casts: map[[2]uint32]castRow{}, aggregates: map[uint32]aggregateRow{},
		relations: map[string]*Relation{}, byOID: map[uint32]*Relation{}, collations: map[string]bool{},
		orderings: map[uint32]bool{}, hashings: map[uint32]bool{}, btree: map[uint32]bool{},
	}
	c.loadTypes()
	c.loadFunctions()
	c.loadOperators()
	c.each("pg_cast", func(f []string) {
		c.casts[[2]uint32{number(f[1]), number(f[2])}] = castRow{number(f[3]), f[4][0], f[5][0]}
	})
	c.each("pg_aggregate", func(f []string) {
		c.aggregates[number(f[0])] = aggregateRow{f[1][0], int(number(f[2]))}
	})
	c.each("pg_range", func(f []string) {
		c.ranges = append(c.ranges, rangeRow{number(f[0]), number(f[1]), number(f[2])})
	})
	c.each("pg_collation", func(f []string) { c.collations[f[1]] = true })
	c.each("pg_opclass", func(f []string) {
		if f[7] != "t" {
			return
		}
		switch number(f[1]) {
		case 403: // btree, pg_am.dat
			c.orderings[number(f[6])] = true
		case 405: // hash
			c.hashings[number(f[6])] = true
		}
	})
	c.each("pg_amop", func(f []string) {
		if number(f[7]) == 403 {
			c.btree[number(f[6])] = true
		}
	})
	c.loadRelations()
	return c
}

// each calls f with the fields of each row of a catalog.
func (c *catalogs) each(relation string, f func(fields []string)) {
	text, err := pgdata.Text(relation)
	if err != nil {
		c.loadError = err
		return
	}
	var fields []string
	for line := range strings.SplitSeq(text, "\n") {
		fields = fields[:0]
		for field := range strings.SplitSeq(line, "\t") {
			if strings.IndexByte(field, '\\') >= 0 && field != `\N` {
				field = unescape.Replace(field)
			}
			fields = append(fields, field)
		}
		f(fields)
	}
}

// unescape undoes COPY's text form.
var unescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")

func (c *catalogs) loadTypes() {
	c.each("pg_type", func(f []string) {
		t := &pgType{
			oid: number(f[0]), name: f[1], namespace: number(f[2]), kind: f[6][0], category: f[7][0], preferred: f[8] == "t",
			relation: number(f[11]), handler: number(f[12]), element: number(f[13]), array: number(f[14]), modin: f[19] != "0",
			plain: f[23] == "p", base: number(f[25]), mod: int32(signed(f[26])), collation: number(f[28]),
		}
		c.types[t.oid] = t
		c.typeNames[t.name] = append(c.typeNames[t.name], t)
	})
	c.each("type_names", func(f []string) {
		if t := c.types[number(f[0])]; t != nil {
			t.spelling = f[1]
		}
	})
}

func (c *catalogs) loadFunctions() {
	c.each("pg_proc", func(f []string) {
		p := &Function{
			OID: number(f[0]), Name: f[1], namespace: number(f[2]), Variadic: number(f[7]), Kind: f[9][0], Set: f[13] == "t",
			Defaults: int(number(f[17])), Result: number(f[18]), Args: numbers(strings.ReplaceAll(strings.Trim(f[19], "{}"), " ", ","), ","),
		}
		if f[20] != `\N` {
			p.allArgs = numbers(strings.Trim(f[20], "{}"), ",")
		}
		if f[21] != `\N` {
			p.modes = []byte(strings.ReplaceAll(strings.Trim(f[21], "{}"), ",", ""))
		}
		if f[22] != `\N` {
			p.names = strings.Split(strings.Trim(f[22], "{}"), ",")
			for i, n := range p.names {
				p.names[i] = strings.Trim(n, `"`)
			}
		}
		c.functions[p.Name] = append(c.functions[p.Name], p)
	})
}

func (c *catalogs) loadOperators() {
	c.each("pg_operator", func(f []string) {
		o := &Operator{OID: number(f[0]), Name: f[1], merge: f[5] == "t", hash: f[6] == "t", Left: number(f[7]), Right: number(f[8]),
			Result: number(f[9]), negator: number(f[11]), Function: number(f[12])}
		c.operators[o.Name] = append(c.operators[o.Name], o)
	})
}

func (c *catalogs) loadRelations() {
	lines, err := pgdata.Relations()
	if err != nil {
		c.loadError = err
		return
	}
	for _, f := range lines {
		if len(f) < 5 {
			continue
		}
		r := &Relation{OID: number(f[3]), Schema: f[0], Name: f[1], Kind: f[2][0], System: true}
		c.relations[f[0]+"."+f[1]] = r
		c.byOID[r.OID] = r
	}
	c.each("pg_class", func(f []string) {
		if r := c.byOID[number(f[0])]; r != nil {
			r.RowType = number(f[3])
		}
	})
	c.each("pg_attribute", func(f []string) {
		r := c.byOID[number(f[0])]
		if r == nil || f[18] == "t" {
			return
		}
		r.Columns = append(r.Columns, Column{Name: f[1], Type: Type{number(f[2]), int32(signed(f[8]))}, Table: r.OID, Attr: int16(number(f[5]))})
	})
	for _, r := range c.byOID {
		slices.SortFunc(r.Columns, func(a, b Column) int { return int(a.Attr) - int(b.Attr) })
	}
}

func number(s string) uint32 {
	n, _ := strconv.ParseUint(s, 10, 32)
	return uint32(n)
}

func signed(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

func numbers(s, separator string) []uint32 {
	if s == "" {
		return nil
	}
	parts := strings.Split(s, separator)
	out := make([]uint32, len(parts))
	for i, p := range parts {
		out[i] = number(p)
	}
	return out
}
