package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner/analysis"
	"github.com/trailgres/trailgres/planner/dialect"
)

// alterTable gives what alters a table that has indexes, which the engine refuses: they
// are dropped before, and made again after, unless one is unique. Views that read a column which goes are in
// the way, or go as well.
func (st *statement) alterTable(ctx context.Context, whole []string) ([]string, error) {
	s, d := st.session, st.info.Defining
	if err := s.readCatalog(ctx); err != nil {
		return nil, err
	}
	r := s.seen.find(st.info.Name(), s)
	if r == nil {
		return whole, nil
	}
	st.tellColumns(r)
	if views := s.seen.over(r); d.NewName != "" && len(views) > 0 {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "%s cannot be renamed, or its columns, while %s reads it", r.described(s), views[0].described(s)).
			WithHint("Drop the view first, and create it again.")
	}
	before, err := st.viewsOfDropped(r)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(s.seen.Indexes, func(x ownIndex) bool { return x.Relation == r.OID && x.items != nil && x.Unique }) {
		return slices.Concat(before, whole), nil // a name of a unique index is not free before the transaction's end
	}
	var after []string
	for _, x := range s.seen.Indexes {
		if x.Relation != r.OID || x.items == nil {
			continue
		}
		create, err := x.again(r, d.Column, d.NewName, d.Dropped)
		if err != nil {
			return nil, err
		}
		schema := quote(r.Store)
		if r.Persistence == "t" {
			schema = "temp." + schema
		}
		before = append(before, "DROP INDEX "+schema+"."+quote(x.name))
		if create != "" {
			after = append(after, create)
		}
	}
	return slices.Concat(before, whole, after), nil
}

// tellColumns tells which columns are left alone, since they are there or are not.
func (st *statement) tellColumns(r *ownRelation) {
	for _, column := range st.info.Defining.IfMissing {
		if r.column(column) != nil {
			st.session.tell(existing("42701", "column %q of relation %q already exists, skipping", column, r.Name))
		}
	}
	for _, column := range st.info.Defining.IfThere {
		if r.column(column) == nil {
			st.session.tell(pgerr.Notice("column %q of relation %q does not exist, skipping", column, r.Name))
		}
	}
}

// again makes an index anew, of the table and the columns by their later names; "" when
// one of its columns goes, and the index with it.
func (x *ownIndex) again(r *ownRelation, column, name string, dropped []string) (string, error) {
	table := r.Name
	if column == "" && name != "" {
		table = name
	}
	items := make([]string, len(x.items))
	for i, item := range x.items {
		plain := r.column(item) != nil
		switch {
		case slices.ContainsFunc(dropped, func(d string) bool { return d == item || !plain && mentions(item, d) }):
			return "", nil
		case plain && item == column:
			items[i] = quote(name)
		case plain:
			items[i] = quote(item)
		case mentions(item, column):
			return "", pgerr.New(pgerr.FeatureNotSupported, "a column that the expression of index %q names cannot be renamed", x.name).
				WithHint("Drop the index first.")
		default:
			items[i] = "(" + item + ")"
		}
	}
	full := quote(r.Store) + "." + quote(table)
	if r.Persistence == "t" {
		full = "temp." + quote(table)
	}
	return fmt.Sprintf("CREATE INDEX %s ON %s (%s)", quote(x.name), full, strings.Join(items, ", ")), nil
}

// viewsOfDropped gives what drops the views that read a column which goes.
func (st *statement) viewsOfDropped(r *ownRelation) (drops []string, err error) {
	d := st.info.Defining
	for _, column := range d.Dropped {
		if r.column(column) == nil {
			continue
		}
		for _, v := range st.session.seen.over(r) {
			if !mentions(v.Definition, column) && !strings.Contains(v.Definition, "*") {
				continue
			}
			if !d.Cascade {
				return nil, pgerr.New("2BP01", "cannot drop column %s of table %s because other objects depend on it", column, r.Name).
					WithDetail("view %s depends on column %s of table %s", v.Name, column, r.Name).
					WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
			}
			drops = append(drops, fmt.Sprintf("DROP VIEW IF EXISTS %s.%s", quote(v.schema), quote(v.Name)))
		}
	}
	return drops, nil
}

// replaceable refuses to replace a view by one without its columns
// (src/backend/commands/view.c, checkViewTupleDesc).
func (st *statement) replaceable(ctx context.Context, columns []dialect.DeclaredColumn) error {
	s := st.session
	if !st.info.Defining.Replace || columns == nil {
		return nil
	}
	if err := s.readCatalog(ctx); err != nil {
		return err
	}
	old := s.seen.find(st.made(), s)
	if old == nil || old.Kind != "v" {
		return nil
	}
	const code = "42P16"
	if len(columns) < len(old.Columns) {
		return pgerr.New(code, "cannot drop columns from view")
	}
	for i, c := range old.Columns {
		was, is := analysis.Type{OID: c.Type, Mod: c.TypeMod}, columns[i].Type
		switch {
		case c.Name != columns[i].Name:
			return pgerr.New(code, "cannot change name of view column %q to %q", c.Name, columns[i].Name).
				WithHint("Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.")
		case was != is && is.OID != analysis.Open:
			return pgerr.New(code, "cannot change data type of view column %q from %s to %s", c.Name, analysis.TypeName(was), analysis.TypeName(is))
		}
	}
	return nil
}
