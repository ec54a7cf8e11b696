package generate

import "strings"

// maybeFail lets a call go wrong: one in 50, one in 6 of those that often do.
func (m *maker) maybeFail(e *event) {
	odds := 50
	if e.template.has("e") {
		odds = 6
	}
	if e.actor.internal {
		odds *= 3
	}
	if e.eventType != "" || m.rng.IntN(odds) > 0 {
		return
	}
	codes := e.template.service.errors
	m.fail(e, codes[m.rng.IntN(len(codes))])
}

// fail sets an error and the text that goes with it.
func (m *maker) fail(e *event, code string) {
	e.errorCode = code
	action := e.template.service.action + ":" + strings.TrimRight(e.template.name, "0123456789v")
	switch {
	case code == "Client.UnauthorizedOperation":
		e.errorText = "You are not authorized to perform this operation. User: arn:aws:iam::" + e.account.id + ":user/ci-deploy is not authorized to perform: " + action +
			" because no identity-based policy allows the " + action + " action. Encoded authorization failure message: " +
			string(appendRandom(nil, m.rng, base64Letters, 300+m.rng.IntN(300)))
	case strings.HasPrefix(code, "AccessDenied"), code == "AuthorizationError":
		e.errorText = "User: arn:aws:iam::" + e.account.id + ":user/ci-deploy is not authorized to perform: " + action + " on resource: * because no identity-based policy allows the " + action + " action"
	case strings.Contains(code, "Throttling"), strings.HasPrefix(code, "TooMany"), strings.HasSuffix(code, "LimitExceeded"):
		e.errorText = "Rate exceeded"
	default:
		e.errorText = "The resource does not exist or is not as it should be."
	}
	if m.rng.IntN(3) == 0 {
		e.request = []byte("null")
	}
}

func (m *maker) throttle(e *event) {
	code := "ThrottlingException"
	if e.template.service.source == "ec2.amazonaws.com" {
		code = "Client.RequestLimitExceeded"
	}
	m.fail(e, code)
}
