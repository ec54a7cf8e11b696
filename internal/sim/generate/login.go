package generate

import (
	"fmt"
	"time"
)

var signin = &service{source: "signin.amazonaws.com", action: "signin"}

var loginTemplate = &template{service: signin, name: "ConsoleLogin", flags: "g"}

// login is one try to come into the console.
type login struct {
	who     *person // nil for a name that no user has
	root    bool
	mfa     bool
	success bool
	ip      string
}

// consoleLogin lets a person log in: mostly with MFA and success, sometimes a
// mistyped password first, rarely root, rarely someone who is no user at all.
func (m *maker) consoleLogin() {
	s := m.scene(m.office)
	p := s.account.people[skewed(m.rng, len(s.account.people))]
	l := login{who: p, mfa: m.rng.IntN(10) > 1, success: true, ip: p.ip}
	switch m.rng.IntN(20) {
	case 0:
		l.root = true
	case 1:
		l.who, l.success, l.mfa = nil, false, false
	case 2, 3, 4:
		for range 1 + m.rng.IntN(3) {
			m.login(s, login{who: p, ip: p.ip})
			s.time = m.later(s.time, 20*time.Second)
		}
	}
	m.login(s, l)
}

func (m *maker) login(s scene, l login) {
	result, text := "Success", ""
	if !l.success {
		result, text = "Failure", "Failed authentication"
		if l.who == nil {
			text = "No username found in supplied account"
		}
	}
	mfa := "No"
	if l.mfa {
		mfa = "Yes"
	}
	m.emit(&event{
		template: loginTemplate, time: s.time, account: s.account, place: s.place,
		actor:     &actor{ip: l.ip, agent: consoleAgent, identity: func(m *maker) { m.loginIdentity(s.account, l) }},
		errorText: text,
		request:   []byte("null"),
		response:  fmt.Appendf(nil, `{"ConsoleLogin":"%s"}`, result),
		extra:     `"additionalEventData":{"LoginTo":"https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state=hashArgsFromTB","MobileVersion":"No","MFAUsed":"` + mfa + `"}`,
		eventType: "AwsConsoleSignIn",
	})
}

func (m *maker) loginIdentity(a *account, l login) {
	switch {
	case l.root:
		m.add(`{"type":"Root","principalId":"`, a.id, `","arn":"arn:aws:iam::`, a.id, `:root","accountId":"`, a.id, `","accessKeyId":""}`)
	case l.who == nil:
		m.add(`{"type":"IAMUser","accountId":"`, a.id, `","accessKeyId":"","userName":"HIDDEN_DUE_TO_SECURITY_REASONS"}`)
	default:
		m.add(`{"type":"IAMUser","principalId":"`, l.who.id, `","arn":"arn:aws:iam::`, a.id, `:user/`, l.who.name, `","accountId":"`, a.id, `","userName":"`, l.who.name, `"}`)
	}
}
