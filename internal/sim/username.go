package sim

import "strings"

// deriveUsername gives LookupEvents' Username for a record's userIdentity (JSON
// text), and false where the answer has none. The rules were read from real
// answers: an assumed role shows as its session name, root as "root", an AWS
// service not at all.
func deriveUsername(identity string) (string, bool) {
	kind, _ := str(member(identity, "type"))
	switch kind {
	case "IAMUser", "SAMLUser", "WebIdentityUser":
		return nonEmpty(str(member(identity, "userName")))
	case "Root":
		return "root", true
	case "AssumedRole":
		return sessionName(identity)
	case "FederatedUser":
		arn, _ := str(member(identity, "arn"))
		_, name, found := strings.Cut(arn, "federated-user/")
		return name, found && name != ""
	}
	return "", false
}

// sessionName is what follows the last slash of an assumed role's ARN; without an
// ARN, what follows the colon of its principal id, which is the same name.
func sessionName(identity string) (string, bool) {
	if arn, ok := str(member(identity, "arn")); ok && strings.Contains(arn, "/") {
		return nonEmpty(arn[strings.LastIndexByte(arn, '/')+1:], true)
	}
	principal, _ := str(member(identity, "principalId"))
	_, name, found := strings.Cut(principal, ":")
	return nonEmpty(name, found)
}

func nonEmpty(s string, ok bool) (string, bool) { return s, ok && s != "" }
