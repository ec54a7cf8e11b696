package analysis

// candidate is an operator or a function that may be meant, with the argument types it
// would be called with.
type candidate struct {
	args      []uint32
	operator  *Operator
	function  *Function
	order     []int // for a call with names: the parameter of each argument given
	used      int   // number of defaults used
	variadic  int   // number of arguments that become the variadic array
	ambiguous bool
}

// matching is func_match_argtypes: the candidates that can take the types.
func (a *analyzer) matching(types []uint32, list []candidate) []candidate {
	var out []candidate
	for _, c := range list {
		if a.canCoerce(types, c.args[:len(types)], implicit) {
			out = append(out, c)
		}
	}
	return out
}

// selectCandidate is func_select_candidate, rule by rule (parse_func.c; the rules stand in
// https://www.postgresql.org/docs/15/typeconv-oper.html). It gives nil when none is best.
func (a *analyzer) selectCandidate(types []uint32, list []candidate) *candidate {
	base := make([]uint32, len(types))
	unknowns := 0
	for i, t := range types {
		if base[i] = a.base(t); t == unknownType {
			unknowns++
		}
	}
	list = most(list, func(c candidate) int {
		n := 0
		for i, b := range base {
			if b != unknownType && c.args[i] == b {
				n++
			}
		}
		return n
	})
	if len(list) == 1 {
		return &list[0]
	}
	list = most(list, func(c candidate) int {
		n := 0
		for i, b := range base {
			if b != unknownType && (c.args[i] == b || a.category(c.args[i]) == a.category(b) && a.preferred(c.args[i])) {
				n++
			}
		}
		return n
	})
	if len(list) == 1 {
		return &list[0]
	}
	if unknowns == 0 {
		return nil
	}
	if list = a.byCategory(base, list); len(list) == 1 {
		return &list[0]
	}
	if unknowns < len(types) {
		return a.byKnown(base, list)
	}
	return nil
}

// most keeps the candidates with the highest count.
func most(list []candidate, count func(candidate) int) []candidate {
	best := -1
	var out []candidate
	for _, c := range list {
		n := count(c)
		if n > best {
			best, out = n, nil
		}
		if n == best {
			out = append(out, c)
		}
	}
	return out
}

// byCategory decides unknown arguments by the categories that the candidates take there;
// strings win.
func (a *analyzer) byCategory(base []uint32, list []candidate) []candidate {
	category := make([]byte, len(base))
	prefers := make([]bool, len(base))
	for i, b := range base {
		if b != unknownType {
			continue
		}
		conflict := false
		for _, c := range list {
			cat, pref := a.category(c.args[i]), a.preferred(c.args[i])
			switch {
			case category[i] == 0:
				category[i], prefers[i] = cat, pref
			case cat == category[i]:
				prefers[i] = prefers[i] || pref
			case cat == 'S':
				category[i], prefers[i] = cat, pref
			default:
				conflict = true
			}
		}
		if conflict && category[i] != 'S' {
			return list
		}
	}
	var out []candidate
	for _, c := range list {
		keep := true
		for i, b := range base {
			if b == unknownType {
				keep = keep && a.category(c.args[i]) == category[i] && (!prefers[i] || a.preferred(c.args[i]))
			}
		}
		if keep {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

// byKnown takes unknown arguments to be of the type that all known ones have.
func (a *analyzer) byKnown(base []uint32, list []candidate) *candidate {
	known := uint32(unknownType)
	for _, b := range base {
		if b == unknownType {
			continue
		}
		if known != unknownType && known != b {
			return nil
		}
		known = b
	}
	if known == unknownType {
		return nil
	}
	all := make([]uint32, len(base))
	for i := range all {
		all[i] = known
	}
	fit := a.matching(all, list)
	if len(fit) == 1 {
		return &fit[0]
	}
	return nil
}
