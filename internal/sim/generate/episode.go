package generate

import "time"

// shares are what of 10,000 episodes is whose, with the records an episode has on
// average: what counts for the shares of records is the product.
var shares = []struct {
	weight int
	run    func(*maker)
}{
	{6600, (*maker).serviceCalls},  // 2.5 records
	{850, (*maker).programRuns},    // 3
	{170, (*maker).signOnSession},  // 8
	{350, (*maker).robotRuns},      // 5
	{110, (*maker).userSession},    // 9
	{14, (*maker).rootSession},     // 6
	{100, (*maker).linkedCalls},    // 3
	{60, (*maker).buildLogin},      // 1
	{25, (*maker).samlLogin},       // 1
	{60, (*maker).strangerVisit},   // 2
	{5, (*maker).federatedSession}, // 4
	{40, (*maker).consoleLogin},    // 1
	{5, (*maker).throttledBurst},   // 30
}

// episode lets one actor do a few things.
func (m *maker) episode() {
	sum := 0
	for _, s := range shares {
		sum += s.weight
	}
	at := m.rng.IntN(sum)
	for _, s := range shares {
		if at -= s.weight; at < 0 {
			s.run(m)
			return
		}
	}
}

// scene is where and when an episode happens.
type scene struct {
	account *account
	place   *place
	time    time.Time
}

func (m *maker) scene(r *rhythm) scene {
	a := m.accounts[skewed(m.rng, len(m.accounts))]
	return scene{a, a.places[skewed(m.rng, len(a.places))], r.pick(m.rng)}
}

// perform lets an actor do n things that choose picks, with pauses of up to gap.
func (m *maker) perform(s scene, who *actor, n int, gap time.Duration, choose func() *template) {
	for range n {
		if m.done() {
			return
		}
		e := event{template: choose(), actor: who, time: s.time, account: s.account, place: s.place}
		if e.template.has("x") {
			e.eventType = "AwsServiceEvent"
		}
		m.maybeFail(&e)
		m.emit(&e)
		s.time = m.later(s.time, gap)
	}
}

// later moves on by up to gap, never beyond now.
func (m *maker) later(t time.Time, gap time.Duration) time.Time {
	next := t.Add(time.Duration(m.rng.Float64() * float64(gap))).Truncate(time.Second)
	if next.After(m.now) {
		return m.now
	}
	return next
}

func (m *maker) serviceCalls() {
	s := m.scene(m.machine)
	m.perform(s, m.serviceActor(), 1+m.rng.IntN(4), 3*time.Second, func() *template { return groups[byServices].pick(m.rng) })
}

func (m *maker) linkedCalls() {
	s := m.scene(m.machine)
	m.perform(s, m.linked(s.account, m.before(s.time)), 1+m.rng.IntN(5), 5*time.Second, func() *template { return groups[byServices].pick(m.rng) })
}

func (m *maker) programRuns() {
	s := m.scene(m.machine)
	m.perform(s, m.program(s.account, s.place, m.before(s.time)), 1+m.rng.IntN(5), 10*time.Second, func() *template { return groups[byRoles].pick(m.rng) })
}

func (m *maker) signOnSession() {
	s := m.scene(m.office)
	p := s.account.people[skewed(m.rng, len(s.account.people))]
	s.place = s.account.places[p.place]
	m.perform(s, m.singleSignOn(s.account, p, m.before(s.time)), 2+m.rng.IntN(13), 90*time.Second, m.habits(p))
}

func (m *maker) userSession() {
	s := m.scene(m.office)
	p := s.account.people[skewed(m.rng, len(s.account.people))]
	s.place = s.account.places[p.place]
	m.perform(s, m.iamUser(s.account, p, m.before(s.time)), 2+m.rng.IntN(15), 90*time.Second, m.habits(p))
}

func (m *maker) robotRuns() {
	s := m.scene(m.machine)
	p := s.account.robots[m.rng.IntN(len(s.account.robots))]
	s.place = s.account.places[p.place]
	m.perform(s, m.iamUser(s.account, p, s.time), 2+m.rng.IntN(7), 4*time.Second, m.habits(p))
}

func (m *maker) rootSession() {
	s := m.scene(m.office)
	who := m.root(s.account, m.before(s.time))
	m.perform(s, who, 2+m.rng.IntN(9), 2*time.Minute, func() *template { return groups[byPeople].pick(m.rng) })
}

func (m *maker) buildLogin() {
	s := m.scene(m.machine)
	m.perform(s, m.webIdentity(s.account), 1, time.Second, func() *template { return groups[byWebIdentity].pick(m.rng) })
}

func (m *maker) samlLogin() {
	s := m.scene(m.office)
	p := s.account.people[m.rng.IntN(len(s.account.people))]
	m.perform(s, m.samlUser(p), 1, time.Second, func() *template { return groups[bySAML].pick(m.rng) })
}

var assumeRole = byName("sts", "AssumeRole")

func (m *maker) strangerVisit() {
	s := m.scene(m.machine)
	who := m.stranger()
	for range 1 + m.rng.IntN(3) {
		m.emit(&event{template: assumeRole, actor: who, time: s.time, account: s.account, place: s.place, shared: true})
		s.time = m.later(s.time, time.Second)
	}
}

func (m *maker) federatedSession() {
	s := m.scene(m.office)
	p := s.account.people[m.rng.IntN(len(s.account.people))]
	m.perform(s, m.federated(s.account, p, m.before(s.time)), 2+m.rng.IntN(5), time.Minute, func() *template { return groups[byPeople].pick(m.rng) })
}

// throttledBurst is a program in a loop: dozens of one call, many refused.
func (m *maker) throttledBurst() {
	s := m.scene(m.office)
	who := m.program(s.account, s.place, m.before(s.time))
	t := groups[byRoles].pick(m.rng)
	for range 15 + m.rng.IntN(30) {
		e := event{template: t, actor: who, time: s.time, account: s.account, place: s.place}
		if m.rng.IntN(2) == 0 {
			m.throttle(&e)
		}
		m.emit(&e)
		s.time = m.later(s.time, 2*time.Second)
	}
}

// habits picks what a person does most, and now and then something else.
func (m *maker) habits(p *person) func() *template {
	return func() *template {
		if m.rng.IntN(4) > 0 {
			return p.habits.pick(m.rng)
		}
		return groups[byPeople].pick(m.rng)
	}
}

// before is when a session started that is in use at t.
func (m *maker) before(t time.Time) time.Time {
	return t.Add(-time.Duration(m.rng.IntN(3600)) * time.Second)
}
