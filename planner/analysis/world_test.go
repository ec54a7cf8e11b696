package analysis_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	pgquery "github.com/pganalyze/pg_query_go/v6"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/internal/pgfunc"
	"github.com/trailgres/trailgres/internal/postgrestest"
	"github.com/trailgres/trailgres/planner/analysis"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

// eventsOID and eventsRow stand for the OIDs that PostgreSQL gives to the table of the tests.
const eventsOID, eventsRow = 90001, 90002

// eventColumns are cloudtrail_events' columns and their types.
var eventColumns = func() []analysis.Column {
	var out []analysis.Column
	for _, list := range []string{
		"event_time:1184 event_name event_source event_id username access_key_id read_only:16 aws_region recipient_account_id",
		"source_ip_address user_agent error_code error_message user_type user_arn principal_id user_account_id invoked_by",
		"session_issuer_arn mfa_authenticated:16 resource_names:1009 resource_types:1009 resources:3802 user_identity:3802",
		"request_parameters:3802 response_elements:3802 additional_event_data:3802 service_event_details:3802 tls_details:3802",
		"request_id shared_event_id vpc_endpoint_id api_version event_version event_type event_category management_event:16",
		"session_credential_from_console:16 cloudtrail_event:3802",
	} {
		for _, c := range strings.Fields(list) {
			name, oid, ok := strings.Cut(c, ":")
			t := uint32(25)
			if ok {
				_, _ = fmt.Sscan(oid, &t)
			}
			out = append(out, analysis.Column{Name: name, Type: analysis.Type{OID: t, Mod: -1}, Attr: int16(len(out) + 1)})
		}
	}
	return out
}()

// world is the Schema of the tests: the events, and tables with all kinds of columns.
type world struct{ analysis.Schema }

var events = &analysis.Relation{OID: eventsOID, Schema: "public", Name: "cloudtrail_events", Kind: 'r', RowType: eventsRow, RowArray: 90003, Columns: eventColumns}

// kinds is a table with a column of each kind, which the tests make in PostgreSQL too.
var kinds = &analysis.Relation{OID: 90011, Schema: "public", Name: "kinds", Kind: 'r', RowType: 90012, RowArray: 90013, Columns: columns(
	"i:23", "s:21", "b:20", "n:1700:655366", "f:701", "r:700", "t:25", "v:1043:14", "c:1042:7", "d:1082", "ts:1114", "tz:1184", "iv:1186",
	"u:2950", "j:114", "jb:3802", "ia:1007", "ta:1009", "ok:16", "by:17", "nm:19", "rg:3904", "bits:1560:4", "tm:1083:3", "o:26")}

// pairs is a small table beside kinds.
var pairs = &analysis.Relation{OID: 90021, Schema: "public", Name: "pairs", Kind: 'r', RowType: 90022, RowArray: 90023, Columns: columns("i:23", "t:25", "x:20", "Mixed:25")}

const schemaSQL = `CREATE TABLE kinds (i int, s smallint, b bigint, n numeric(10,2), f double precision, r real, t text, v varchar(10), c char(3), d date,
 ts timestamp, tz timestamptz, iv interval, u uuid, j json, jb jsonb, ia int[], ta text[], ok boolean, by bytea, nm name, rg int4range, bits bit(4), tm time(3), o oid);
CREATE TABLE pairs (i int, t text, x bigint, "Mixed" text);`

func columns(list ...string) []analysis.Column {
	var out []analysis.Column
	for i, c := range list {
		parts := strings.Split(c, ":")
		t := analysis.Type{Mod: -1}
		_, _ = fmt.Sscan(parts[1], &t.OID)
		if len(parts) > 2 {
			_, _ = fmt.Sscan(parts[2], &t.Mod)
		}
		out = append(out, analysis.Column{Name: parts[0], Type: t, Attr: int16(i + 1)})
	}
	return out
}

func (w world) Relation(schema, name string) *analysis.Relation {
	if r := w.Schema.Relation(schema, name); r != nil {
		return r
	}
	if schema != "" && schema != "public" {
		return nil
	}
	for _, r := range []*analysis.Relation{events, kinds, pairs} {
		if r.Name == name {
			return r
		}
	}
	return nil
}

func (w world) HasSchema(name string) bool { return name == "public" || w.Schema.HasSchema(name) }

// ours describes a statement as analysis sees it; open says that part of the answer is open.
func ours(sql string, params ...uint32) (text string, open bool) {
	tree, err := pgquery.Parse(sql)
	if err != nil || len(tree.Stmts) != 1 {
		return "no statement of the grammar", true
	}
	result, err := analysis.Analyze(tree.Stmts[0].Stmt, analysis.Input{
		Schema: world{analysis.Catalogs()}, Params: params, Database: "postgres",
		Position: func(offset int32) int { return utf8.RuneCountInString(sql[:offset]) + 1 },
		ReadPath: func(text string) (string, error) { return text, checkPath(text) },
		ReadInet: func(text, typeName string) error {
			_, err := pgfunc.ParseInet(text, typeName == "cidr")
			return err
		},
	})
	if err != nil {
		return describeError(pgerr.Flatten(err)), false
	}
	return describe(result)
}

func checkPath(text string) error {
	_, err := pgfunc.ParseJSONPath(text)
	return err
}

func describeError(e *pgerr.Error) string {
	out := fmt.Sprintf("%s: %s\n", e.Code, e.Message)
	if e.Detail != "" {
		out += "DETAIL: " + e.Detail + "\n"
	}
	if e.Hint != "" {
		out += "HINT: " + e.Hint + "\n"
	}
	if e.Position > 0 {
		out += fmt.Sprintf("POSITION: %d\n", e.Position)
	}
	return out
}

func describe(r *analysis.Result) (text string, open bool) {
	var b strings.Builder
	open = r.OpenColumns
	for i, p := range r.Params {
		open = open || p == analysis.Open
		fmt.Fprintf(&b, "$%d %s\n", i+1, analysis.TypeName(analysis.Type{OID: p, Mod: -1}))
	}
	for _, c := range r.Columns {
		open = open || c.Type.OID == analysis.Open
		b.WriteString(column(c))
	}
	if b.Len() == 0 {
		b.WriteString("nothing\n")
	}
	return b.String(), open
}

func column(c analysis.Column) string {
	from := ""
	if c.Table != 0 {
		from = fmt.Sprintf(" of %d.%d", c.Table, c.Attr)
	}
	return fmt.Sprintf("%q %s %d%s\n", c.Name, analysis.TypeName(analysis.Type{OID: c.Type.OID, Mod: -1}), c.Type.Mod, from)
}

// postgres is a connection to the real one with the tables of the tests.
type postgres struct {
	conn *pgconn.PgConn
	oids map[uint32]uint32
}

func connect(t *testing.T) *postgres {
	t.Helper()
	p := &postgres{conn: postgrestest.Connect(t), oids: map[uint32]uint32{}}
	var defs []string
	for _, c := range eventColumns {
		defs = append(defs, c.Name+" "+analysis.TypeName(c.Type))
	}
	p.exec(t, "DROP TABLE IF EXISTS cloudtrail_events, kinds, pairs")
	p.exec(t, "CREATE TABLE cloudtrail_events ("+strings.Join(defs, ", ")+");"+schemaSQL)
	for _, r := range []*analysis.Relation{events, kinds, pairs} {
		rows := p.exec(t, "SELECT '"+r.Name+"'::regclass::oid, (SELECT reltype FROM pg_class WHERE oid = '"+r.Name+"'::regclass), '"+r.Name+"[]'::regtype::oid")
		var oid, row, array uint32
		_, _ = fmt.Sscan(string(rows[0][0]), &oid)
		_, _ = fmt.Sscan(string(rows[0][1]), &row)
		_, _ = fmt.Sscan(string(rows[0][2]), &array)
		p.oids[oid], p.oids[row], p.oids[array] = r.OID, r.RowType, r.RowArray
	}
	return p
}

func (p *postgres) exec(t *testing.T, sql string) [][][]byte {
	t.Helper()
	results, err := p.conn.Exec(t.Context(), sql).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return results[len(results)-1].Rows
}

// describe asks PostgreSQL what ours answers.
func (p *postgres) describe(t *testing.T, sql string) string {
	t.Helper()
	d, err := p.conn.Prepare(t.Context(), "", sql, nil)
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return describeError(&pgerr.Error{Code: e.Code, Message: e.Message, Detail: e.Detail, Hint: e.Hint, Position: int(e.Position)})
	}
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	r := &analysis.Result{Params: d.ParamOIDs}
	for _, f := range d.Fields {
		r.Columns = append(r.Columns, analysis.Column{Name: f.Name, Type: analysis.Type{OID: p.oid(f.DataTypeOID), Mod: f.TypeModifier},
			Table: p.oid(f.TableOID), Attr: int16(f.TableAttributeNumber)})
	}
	text, _ := describe(r)
	return text
}

func (p *postgres) oid(oid uint32) uint32 {
	if mapped, ok := p.oids[oid]; ok {
		return mapped
	}
	return oid
}
