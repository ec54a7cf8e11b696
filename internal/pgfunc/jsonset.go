package pgfunc

import (
	"github.com/trailgres/trailgres/internal/pgerr"
)

// The functions that change a value at a path (setPath in
// src/backend/utils/adt/jsonfuncs.c).

type setting struct {
	path    []string
	value   JSON
	replace bool // what is there
	create  bool // what is not there
	insert  bool // beside the element that is there
	after   bool
	remove  bool
}

// Set is jsonb_set().
func (v JSON) Set(path []string, value JSON, create bool) (JSON, error) {
	if v.scalar() {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot set path in scalar")
	}
	if len(v.Items) == 0 && len(v.Members) == 0 && !create || len(path) == 0 {
		return v, nil
	}
	return (&setting{path: path, value: value, replace: true, create: create}).at(v, 0)
}

// Insert is jsonb_insert().
func (v JSON) Insert(path []string, value JSON, after bool) (JSON, error) {
	if v.scalar() {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot set path in scalar")
	}
	if len(path) == 0 {
		return v, nil
	}
	return (&setting{path: path, value: value, insert: true, after: after}).at(v, 0)
}

// WithoutPath is v #- path.
func (v JSON) WithoutPath(path []string) (JSON, error) {
	if v.scalar() {
		return v, pgerr.New(pgerr.InvalidParameterValue, "cannot delete path in scalar")
	}
	if len(v.Items) == 0 && len(v.Members) == 0 || len(path) == 0 {
		return v, nil
	}
	return (&setting{path: path, remove: true}).at(v, 0)
}

// at changes v, which the first level steps of the path lead to.
func (s *setting) at(v JSON, level int) (JSON, error) {
	switch v.Kind {
	case KindObject:
		return s.object(v, level)
	case KindArray:
		return s.array(v, level)
	}
	return v, nil
}

func (s *setting) object(v JSON, level int) (JSON, error) {
	last, name := level == len(s.path)-1, s.path[level]
	out := JSON{Kind: KindObject}
	found := false
	for _, m := range v.Members {
		if m.Name != name {
			out.Members = append(out.Members, m)
			continue
		}
		found = true
		switch {
		case !last:
			inner, err := s.at(m.Value, level+1)
			if err != nil {
				return v, err
			}
			out.Members = append(out.Members, Member{name, inner})
		case s.remove:
		case s.insert:
			return v, pgerr.New(pgerr.InvalidParameterValue, "cannot replace existing key").
				WithHint("Try using the function jsonb_set to replace key value.")
		default:
			out.Members = append(out.Members, Member{name, s.value})
		}
	}
	if !found && last && (s.create || s.insert) {
		out.Members = sortMembers(append(out.Members, Member{name, s.value}))
	}
	return out, nil
}

func (s *setting) array(v JSON, level int) (JSON, error) {
	last, n := level == len(s.path)-1, int64(len(v.Items))
	i, err := pathIndex(s.path[level], level+1)
	if err != nil {
		return v, err
	}
	if i < 0 {
		i += n
	}
	out := JSON{Kind: KindArray}
	if last && (s.create || s.insert) && (i < 0 || n == 0) {
		out.Items = append(append(out.Items, s.value), v.Items...)
		return out, nil
	}
	for k, item := range v.Items {
		switch {
		case int64(k) != i:
			out.Items = append(out.Items, item)
		case !last:
			inner, err := s.at(item, level+1)
			if err != nil {
				return v, err
			}
			out.Items = append(out.Items, inner)
		case s.remove:
		case s.insert && s.after:
			out.Items = append(out.Items, item, s.value)
		case s.insert:
			out.Items = append(out.Items, s.value, item)
		default:
			out.Items = append(out.Items, s.value)
		}
	}
	if last && (s.create || s.insert) && i >= n {
		out.Items = append(out.Items, s.value)
	}
	return out, nil
}
