package engine

// subtransactions numbers what transactions and savepoints begin, so that the wire knows
// which portals end. See pgwire.Nester.
type subtransactions struct {
	top      int64 // the transaction
	last     int64
	released map[int64]int64 // those that RELEASE has made part of another
}

// begin gives the next number.
func (n *subtransactions) begin() int64 {
	n.last++
	return n.last
}

// end begins another transaction.
func (n *subtransactions) end() {
	n.top, n.released = n.begin(), map[int64]int64{}
}

// Subtransaction is the number of the present one. See pgwire.Nester.
func (s *session) Subtransaction() int64 {
	if n := len(s.savepoints); n > 0 {
		return s.savepoints[n-1].number
	}
	return s.subs.top
}

// Survives gives what a subtransaction has become. See pgwire.Nester.
func (s *session) Survives(number int64) (int64, bool) {
	for {
		parent, ok := s.subs.released[number]
		if !ok {
			break
		}
		number = parent
	}
	if number == s.subs.top {
		return number, true
	}
	for _, p := range s.savepoints {
		if p.number == number {
			return number, true
		}
	}
	return number, false
}
