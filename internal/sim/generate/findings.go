package generate

import (
	_ "embed"
	"math"
	"math/rand/v2"
	"time"
)

// InsiderIP is where the findings' insider calls from, an address of RFC 5737.
const InsiderIP = "198.51.100.23"

// Insider is the user who makes the findings, and StrangerAccount the account that
// things are shared with.
const (
	Insider         = "mallory"
	StrangerAccount = "444455556666"
)

//go:embed findings.txt
var findingTable string

var findings = mustParse(findingTable)

// findings adds what detections look for: an insider's deeds, some six minutes apart
// from a day and a quarter before now on, and a burst of failed logins. They come after
// all other records, which are the same without them.
func (m *maker) findings() {
	m.left, m.rng = math.MaxInt, rand.New(rand.NewPCG(m.seed, 3))
	a := m.accounts[0]
	s := scene{a, m.global[0], m.now.Add(-30 * time.Hour)}
	insider := &person{name: Insider, id: "AIDA" + upperString(m.rng, 17), key: "AKIA" + upperString(m.rng, 16), ip: InsiderIP,
		agent: "aws-cli/2.15.30 Python/3.11.8 Linux/6.5.0-45-generic exe/x86_64.ubuntu.22"}
	stranger := &actor{ip: "192.0.2.77", agent: "Boto3/1.34.0", identity: func(m *maker) {
		m.add(`{"type":"AWSAccount","principalId":"AROA2STRANGEREXAMPLE:drop","accountId":"`, StrangerAccount, `"}`)
	}}
	for _, t := range findings {
		who := m.iamUser(a, insider, s.time)
		if t.has("t") {
			who = m.root(a, s.time)
			who.ip = InsiderIP
		}
		if t.has("z") {
			who = stranger
		}
		for range t.weight {
			s.time = m.later(s.time, 12*time.Minute)
			m.emit(&event{template: t, actor: who, time: s.time, account: a, place: s.place})
		}
	}
	for range 8 {
		s.time = m.later(s.time, 40*time.Second)
		m.login(s, login{who: a.people[0], ip: InsiderIP})
	}
}
