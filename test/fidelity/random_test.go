package fidelity

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

var (
	randomCount = flag.Int("queries", 300, "how many statements TestRandom generates")
	randomSeed  = flag.Uint64("seed", 1, "the seed of TestRandom's statements")
)

// TestRandom compares generated statements. Its score is information: what it finds
// belongs into testdata, with its mending.
func TestRandom(t *testing.T) {
	ours, real := both(t)
	g := generator{rng: rand.New(rand.NewPCG(*randomSeed, 0))}
	counts := map[verdict]int{}
	for range *randomCount {
		sql := g.query()
		v, why := judge(t, ours, real, sql)
		counts[v]++
		if v != same {
			t.Logf("%s: %s\n    %s", v, sql, why)
		}
	}
	t.Logf("random statements, seed %d: %d of %d same (%.1f %%), %d refused, %d failed, %d in form, %d silent", *randomSeed,
		counts[same], *randomCount, 100*float64(counts[same])/float64(max(*randomCount, 1)),
		counts[refused], counts[failed], counts[form], counts[silent])
}

// address is an expression of inet, NULL for callers that are services.
const address = `(CASE WHEN source_ip_address ~ '^[0-9.]+$' THEN source_ip_address::inet END)`

// generator writes statements over the events, of types that fit.
type generator struct {
	rng *rand.Rand
}

func (g *generator) pick(options ...string) string { return options[g.rng.IntN(len(options))] }

func (g *generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

func (g *generator) query() string {
	switch g.rng.IntN(6) {
	case 0:
		return g.grouped()
	case 1:
		return g.total()
	case 2:
		return g.windowed()
	case 3:
		return g.joined()
	case 4:
		return g.nested()
	}
	return g.rows()
}

func (g *generator) rows() string {
	var items []string
	for range 1 + g.rng.IntN(4) {
		items = append(items, g.scalar(2))
	}
	sql := "SELECT " + strings.Join(items, ", ") + " FROM cloudtrail_events"
	return sql + g.where() + " ORDER BY event_time" + g.pick("", " DESC") + ", event_id LIMIT " + fmt.Sprint(1+g.rng.IntN(20))
}

func (g *generator) where() string {
	if g.chance(30) {
		return ""
	}
	return " WHERE " + g.boolean(2)
}

func (g *generator) grouped() string {
	key, count := g.pick(g.text(1), g.text(1), g.moment(1), g.integer(1)), "count(*)"
	sql := "SELECT " + key + " AS k, " + count + " AS n, " + g.aggregate() + ", " + g.aggregate() + " FROM cloudtrail_events" + g.where() + " GROUP BY 1"
	if g.chance(30) {
		sql += " HAVING count(*) > " + fmt.Sprint(g.rng.IntN(20))
	}
	return sql + " ORDER BY " + g.pick("n DESC, k", "k", "k DESC", "k NULLS FIRST", "n, k DESC NULLS LAST") + " LIMIT 20"
}

func (g *generator) total() string {
	return "SELECT " + g.aggregate() + ", " + g.aggregate() + ", " + g.aggregate() + " FROM cloudtrail_events" + g.where()
}

func (g *generator) windowed() string {
	window := "(" + g.pick("", "PARTITION BY event_source ", "PARTITION BY "+g.text(1)+" ") + "ORDER BY event_time, event_id)"
	call := g.pick("row_number()", "rank()", "dense_rank()", "count(*)", "lag(event_name)", "lead("+g.integer(1)+")",
		"sum("+g.integer(1)+")", "avg("+g.integer(1)+")", "first_value("+g.text(1)+")", "max(event_time)", "ntile(4)", "cume_dist()")
	return "SELECT event_id, " + call + " OVER " + window + " FROM cloudtrail_events" + g.where() + " ORDER BY event_time, event_id LIMIT 15"
}

func (g *generator) joined() string {
	kind := g.pick("JOIN", "LEFT JOIN")
	return "SELECT a.event_source, b.n, count(*) FROM cloudtrail_events a " + kind +
		" (SELECT event_name, count(*) AS n FROM cloudtrail_events" + g.where() + " GROUP BY 1) b USING (event_name)" +
		" GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 20"
}

func (g *generator) nested() string {
	inner := "SELECT " + g.text(1) + " AS t, " + g.integer(1) + " AS i, " + g.moment(1) + " AS m FROM cloudtrail_events" + g.where()
	switch g.rng.IntN(4) {
	case 0:
		return "WITH q AS (" + inner + ") SELECT t, sum(i), avg(i), max(m) FROM q GROUP BY t ORDER BY t LIMIT 10"
	case 1:
		return "SELECT DISTINCT t FROM (" + inner + ") q ORDER BY t LIMIT 20"
	}
	if g.chance(30) {
		return "SELECT t, sum(x), avg(x), max(x) FROM (SELECT t, i / 7.0 AS x FROM (" + inner + ") p) q GROUP BY t ORDER BY t LIMIT 10"
	}
	return "SELECT count(*), count(DISTINCT t), min(i), max(m) FROM (" + inner + ") q WHERE i > " + fmt.Sprint(g.rng.IntN(30))
}

func (g *generator) aggregate() string {
	filter := ""
	if g.chance(25) {
		filter = " FILTER (WHERE " + g.boolean(1) + ")"
	}
	return g.pick("count(*)", "count("+g.text(1)+")", "count(DISTINCT "+g.text(1)+")", "min("+g.text(1)+")", "max("+g.moment(1)+")",
		"sum("+g.integer(1)+")", "avg("+g.integer(1)+")", "max("+g.integer(1)+")", "bool_or("+g.boolean(1)+")",
		"array_agg(DISTINCT "+g.text(1)+")", "string_agg(DISTINCT aws_region, ','  ORDER BY aws_region)",
		"percentile_disc(0.5) WITHIN GROUP (ORDER BY "+g.integer(1)+")") + filter
}

func (g *generator) scalar(depth int) string {
	switch g.rng.IntN(6) {
	case 0:
		return g.integer(depth)
	case 1:
		return g.moment(depth)
	case 2:
		return g.boolean(depth)
	case 3:
		return g.pick("resource_names", "resource_types", "user_identity -> 'sessionContext'", "resources", "NULL::text", "round("+g.integer(1)+" / 3.0, 2)", g.integer(1)+" / 7.0")
	}
	return g.text(depth)
}

func (g *generator) text(depth int) string {
	column := g.pick("event_name", "event_source", "username", "aws_region", "error_code", "user_type", "source_ip_address", "user_agent", "event_type")
	if depth <= 0 {
		return column
	}
	inner := g.text(depth - 1)
	return g.pick(column, column, "upper("+inner+")", "lower("+inner+")", "left("+inner+", "+g.small()+")", "right("+inner+", "+g.small()+")",
		"substring("+inner+" from "+g.small()+" for "+g.small()+")", "split_part("+inner+", '.', "+g.pick("1", "2", "-1")+")",
		"coalesce("+inner+", 'none')", "nullif("+inner+", 'AssumeRole')", "replace("+inner+", 'e', 'EE')", inner+" || '-' || "+column,
		"user_identity ->> "+g.pick("'type'", "'arn'", "'nosuch'"), "CASE WHEN "+g.boolean(depth-1)+" THEN "+inner+" ELSE 'other' END",
		"to_char(event_time, "+g.pick("'YYYY-MM-DD'", "'HH24:MI'", "'YYYY\"w\"IW'")+")", "regexp_replace("+inner+", '[aeiou]', '', 'g')",
		"trim(both 'A' from "+inner+")", "concat("+inner+", "+g.small()+")", "resource_types["+g.pick("1", "2")+"]", "reverse("+inner+")",
		"event_time::text", "concat("+inner+", read_only, event_time)", "substring("+column+" similar '#\"%#\".%' escape '#')",
		"abbrev(network(set_masklen("+address+", "+g.pick("8", "16", "24")+")))", "lpad("+inner+", 8, '*')", "initcap("+inner+")", "request_parameters ->> 'bucketName'", g.integer(depth-1)+"::text", "md5("+inner+")")
}

func (g *generator) small() string { return fmt.Sprint(g.rng.IntN(7) - 1 + 1) }

func (g *generator) integer(depth int) string {
	base := g.pick("length(event_name)", "extract(hour from event_time)::int", "cardinality(resource_names)", "read_only::int", fmt.Sprint(g.rng.IntN(100)))
	if depth <= 0 {
		return base
	}
	inner := g.integer(depth - 1)
	return g.pick(base, base, "length("+g.text(depth-1)+")", inner+" + "+base, inner+" * 3", "("+inner+") / 4", "("+inner+") % 5", "abs("+inner+" - 20)",
		"coalesce(array_length(resource_names, 1), 0)", "position('a' in "+g.text(depth-1)+")", "greatest("+inner+", 5)", "least("+inner+", "+base+")",
		"CASE WHEN "+g.boolean(depth-1)+" THEN "+inner+" ELSE 0 END", "ascii("+g.text(depth-1)+")", "-("+inner+")")
}

func (g *generator) moment(depth int) string {
	return g.pick("event_time", "event_time", "date_trunc("+g.pick("'hour'", "'day'", "'week'", "'month'")+", event_time)",
		"event_time + interval '90 minutes'", "event_time::date", "event_time AT TIME ZONE 'America/New_York'",
		"date_trunc('day', event_time)::date", "date_bin('6 hours', event_time, timestamptz '2020-01-01 00:00:00+00')")
}

func (g *generator) boolean(depth int) string {
	base := g.pick("read_only", "error_code IS NULL", "error_code IS NOT NULL", "event_name = 'AssumeRole'", "event_name LIKE 'Get%'", "event_source <> 's3.amazonaws.com'",
		"event_name IN ('ConsoleLogin', 'CreateUser', 'GetObject')", "aws_region = ANY(ARRAY['us-east-1', 'eu-central-1'])", "'AWS::IAM::Role' = ANY(resource_types)",
		"event_time >= '2026-02-01'", "event_time BETWEEN '2026-01-15' AND '2026-02-20'", "user_identity ->> 'type' = 'IAMUser'", "username IS DISTINCT FROM 'alice'",
		"mfa_authenticated IS TRUE", "user_agent ~* 'console|cli'", "event_name !~ '^(Get|List)'", "resource_types @> ARRAY['AWS::IAM::Role']",
		"event_time <@ tstzrange('2026-01-15', '2026-02-20')", "event_name ~ '^(?!Get)[A-Z]'", "event_source SIMILAR TO '(s3|iam)%'", address+" <<= ANY('{10.0.0.0/8,198.51.100.0/24}')")
	if depth <= 0 {
		return base
	}
	return g.pick(base, base, "("+g.boolean(depth-1)+" AND "+base+")", "("+g.boolean(depth-1)+" OR "+base+")", "NOT ("+g.boolean(depth-1)+")",
		g.integer(depth-1)+" > "+fmt.Sprint(g.rng.IntN(20)), g.text(depth-1)+" ILIKE '%a%'", "("+g.text(depth-1)+") < 'm'", "("+g.integer(depth-1)+") BETWEEN 3 AND 15")
}
