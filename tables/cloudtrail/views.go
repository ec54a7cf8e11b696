package cloudtrail

import (
	"regexp"
	"strings"

	"github.com/trailgres/trailgres/tables"
)

// views are the shapes that other tools give to CloudTrail's events, each in a file
// of sql/views, which says where its columns are from.
var views = []tables.View{
	{Name: "aws_cloudtrail_log"},
	{Name: "aws_cloudtrail_lookup_event", Equalities: []tables.Equality{
		{Column: "start_time", Means: tables.From},
		{Column: "end_time", Means: tables.Until},
		{Column: "resource_name", Means: tables.Element},
		{Column: "resource_type", Means: tables.Element},
	}},
	{Name: "aws_cloudtrail_trail_event", Equalities: []tables.Equality{
		{Column: "log_group_name", Means: tables.True},
		{Column: "filter", Means: tables.Refused},
	}},
	{Name: "cloudtrail_logs", Presto: true},
	{Name: "cloudtrail_lake", Presto: true},
}

// Views gives the events in the shapes of Tailpipe, Steampipe, Athena and CloudTrail
// Lake.
func (t *Table) Views() []tables.View {
	out := make([]tables.View, len(views))
	for i, v := range views {
		v.Schema, v.SQL = t.Schema(), readSQL("views/"+v.Name+".sql")
		v.Doc, v.Docs = viewDocs(v.SQL)
		out[i] = v
	}
	return out
}

// documented is a line of a view's file: a column, and what it is.
var documented = regexp.MustCompile(`(?m)^ {4}(?:\S.* AS )?"?(\w+)"?,?(?: -- (.*))?$`)

// viewDocs reads the comments of a view's file: its first line is the view's, the end
// of a column's line the column's. A column without one that is named like one of the
// table's own is that.
func viewDocs(sql string) (doc string, docs map[string]string) {
	first, _, _ := strings.Cut(sql, "\n")
	docs = map[string]string{}
	for _, m := range documented.FindAllStringSubmatch(sql, -1) {
		docs[m[1]] = m[2]
		for _, c := range columns {
			if m[2] == "" && c.Name == m[1] {
				docs[m[1]] = c.Doc
			}
		}
	}
	return strings.TrimPrefix(first, "-- "), docs
}
