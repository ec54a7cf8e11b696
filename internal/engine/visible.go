package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// textList writes a list of texts.
func textList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = literal(v)
	}
	return "[" + strings.Join(quoted, ", ") + "]::VARCHAR[]"
}

// tellVisible tells which relations are found without their schema: those of which no
// schema before theirs has one of the same name (RelationIsVisible in
// src/backend/catalog/namespace.c).
func (s *session) tellVisible(ctx context.Context) error {
	path := strings.Join(s.namedPath(s.setting("search_path")), ",")
	if s.visibleIn == path && s.visible != nil {
		return nil
	}
	system := systemDialect()
	found := map[string]bool{}
	s.visible = map[uint32]bool{}
	var list []string
	look := func(match func(r *ownRelation) bool) {
		for i := range s.seen.Relations {
			r := &s.seen.Relations[i]
			if _, shadowed := system.Relations["pg_catalog."+r.Name]; shadowed || !match(r) || found[r.Name] {
				continue
			}
			found[r.Name], s.visible[r.OID] = true, true
			list = append(list, fmt.Sprint(r.OID))
		}
	}
	look(func(r *ownRelation) bool { return r.Persistence == "t" })
	for _, name := range s.path.schemas {
		look(func(r *ownRelation) bool { return r.Persistence != "t" && r.schema == name })
	}
	if _, err := s.conn.Exec(ctx, "SET VARIABLE visible = ["+strings.Join(list, ", ")+"]::UINTEGER[]"); err != nil {
		return fmt.Errorf("set visible relations: %w", err)
	}
	if _, err := s.conn.Exec(ctx, "SET VARIABLE schema_path = "+textList(s.systemPath())); err != nil {
		return fmt.Errorf("set search path: %w", err)
	}
	s.visibleIn = path
	return nil
}

// systemPath gives the schemas of the search path that there are, the catalogs' among
// them where the setting names them.
func (s *session) systemPath() (out []string) {
	for _, name := range s.namedPath(s.setting("search_path")) {
		if name == "pg_catalog" || name == "information_schema" || slices.Contains(s.path.schemas, name) {
			out = append(out, name)
		}
	}
	return out
}
