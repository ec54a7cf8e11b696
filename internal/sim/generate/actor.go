package generate

import "time"

// actor is who makes a call: how it shows in userIdentity, and where it calls from.
type actor struct {
	identity func(m *maker) // appends the userIdentity
	ip       string
	agent    string
	endpoint string // vpcEndpointId, "" is none
	internal bool   // an AWS service: no TLS, no console
	console  bool
}

// callers are the services that call others, by what they call most.
var callers = []string{"lambda", "ec2", "ecs-tasks", "config", "autoscaling", "cloudtrail", "states", "backup", "ssm", "events", "elasticloadbalancing", "rds", "access-analyzer", "delivery.logs", "dynamodb"}

func (m *maker) serviceActor() *actor {
	name := callers[skewed(m.rng, len(callers))] + ".amazonaws.com"
	return &actor{ip: name, agent: name, internal: true, identity: func(m *maker) {
		m.add(`{"type":"AWSService","invokedBy":"`, name, `"}`)
	}}
}

const consoleAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"

// iamUser is a person or a robot with a key of its own, or in the console.
func (m *maker) iamUser(a *account, p *person, since time.Time) *actor {
	console := p.console
	key, agent := p.key, p.agent
	if console {
		key, agent = "ASIA"+upperString(m.rng, 16), consoleAgent
	}
	return &actor{ip: p.ip, agent: agent, console: console, identity: func(m *maker) {
		m.add(`{"type":"IAMUser","principalId":"`, p.id, `","arn":"arn:aws:iam::`, a.id, `:user/`, p.name, `","accountId":"`, a.id,
			`","accessKeyId":"`, key, `","userName":"`, p.name, `"`)
		if console {
			m.add(`,"sessionContext":{"attributes":{"creationDate":"`)
			m.buf = since.AppendFormat(m.buf, time.RFC3339)
			m.add(`","mfaAuthenticated":"true"}}`)
		}
		m.add("}")
	}}
}

func (m *maker) root(a *account, since time.Time) *actor {
	key := "ASIA" + upperString(m.rng, 16)
	return &actor{ip: a.people[0].ip, agent: consoleAgent, console: true, identity: func(m *maker) {
		m.add(`{"type":"Root","principalId":"`, a.id, `","arn":"arn:aws:iam::`, a.id, `:root","accountId":"`, a.id, `","accessKeyId":"`, key,
			`","sessionContext":{"attributes":{"creationDate":"`)
		m.buf = since.AppendFormat(m.buf, time.RFC3339)
		m.add(`","mfaAuthenticated":"true"}}}`)
	}}
}

// singleSignOn is a person with the account's administrators' role.
func (m *maker) singleSignOn(a *account, p *person, since time.Time) *actor {
	agent := p.agent
	if p.console {
		agent = consoleAgent
	}
	path := "aws-reserved/sso.amazonaws.com/"
	return &actor{ip: p.ip, agent: agent, console: p.console,
		identity: m.session(a, path, a.ssoRole, a.ssoID, p.name+"@example.com", since, "")}
}

// program is something of the company that runs with a role.
func (m *maker) program(a *account, pl *place, since time.Time) *actor {
	role := skewed(m.rng, len(a.roles))
	name, ip, endpoint := string(m.programName(pl)), "", ""
	switch m.rng.IntN(3) {
	case 0:
		ip = publicIP(m.rng)
	default:
		ip = string(m.privateIP(nil, '.'))
		endpoint = "vpce-" + pl.vpcs[0][4:]
	}
	agent := "Boto3/1.35.81 md/Botocore#1.35.81 ua/2.0 os/linux#5.10.227-239.884.amzn2.x86_64 md/arch#x86_64 lang/python#3.12.7 md/pyimpl#CPython exec-env/AWS_Lambda_python3.12 cfg/retry-mode#legacy Botocore/1.35.81"
	return &actor{ip: ip, agent: agent, endpoint: endpoint, identity: m.session(a, "", a.roles[role], a.roleIDs[role], name, since, "")}
}

func (m *maker) programName(pl *place) []byte {
	if m.rng.IntN(2) == 0 {
		return append([]byte(nil), pick(m, pl.instances)...)
	}
	return append(append([]byte(pick(m, teams)), '-'), pick(m, labels)...)
}

// linked is a role that a service has taken on to act for the account.
func (m *maker) linked(a *account, since time.Time) *actor {
	name := callers[skewed(m.rng, len(callers))] + ".amazonaws.com"
	role := skewed(m.rng, len(a.roles))
	return &actor{ip: name, agent: name, internal: true,
		identity: m.session(a, "", a.roles[role], a.roleIDs[role], "AWSServiceSession", since, name)}
}

// session gives the identity of an assumed role.
func (m *maker) session(a *account, path, role, roleID, name string, since time.Time, invokedBy string) func(*maker) {
	key := "ASIA" + upperString(m.rng, 16)
	return func(m *maker) {
		m.add(`{"type":"AssumedRole","principalId":"`, roleID, `:`, name, `","arn":"arn:aws:sts::`, a.id, `:assumed-role/`, role, `/`, name,
			`","accountId":"`, a.id, `","accessKeyId":"`, key, `","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"`, roleID,
			`","arn":"arn:aws:iam::`, a.id, `:role/`, path, role, `","accountId":"`, a.id, `","userName":"`, role,
			`"},"attributes":{"creationDate":"`)
		m.buf = since.AppendFormat(m.buf, time.RFC3339)
		m.add(`","mfaAuthenticated":"false"}}`)
		if invokedBy != "" {
			m.add(`,"invokedBy":"`, invokedBy, `"`)
		}
		m.add("}")
	}
}

// webIdentity is a build that has only its provider's token so far.
func (m *maker) webIdentity(a *account) *actor {
	repo := "repo:example/" + pick(m, labels) + ":ref:refs/heads/main"
	provider := "arn:aws:iam::" + a.id + ":oidc-provider/token.actions.githubusercontent.com"
	return &actor{ip: publicIP(m.rng), agent: "configure-aws-credentials-for-github-actions aws-sdk-js/3.675.0", identity: func(m *maker) {
		m.add(`{"type":"WebIdentityUser","principalId":"`, provider, `:sts.amazonaws.com:`, repo, `","userName":"`, repo, `","identityProvider":"`, provider, `"}`)
	}}
}

func (m *maker) samlUser(p *person) *actor {
	return &actor{ip: p.ip, agent: consoleAgent, identity: func(m *maker) {
		m.add(`{"type":"SAMLUser","principalId":"`, p.id, `:`, p.name, `@example.com","userName":"`, p.name, `@example.com","identityProvider":"okta"}`)
	}}
}

// stranger is another company's account that was let in.
func (m *maker) stranger() *actor {
	return &actor{ip: publicIP(m.rng), agent: "Boto3/1.34.0 md/Botocore#1.34.0", identity: func(m *maker) {
		m.add(`{"type":"AWSAccount","principalId":"AROA2VENDOREXAMPLE000:vendor-scan","accountId":"999988887777"}`)
	}}
}

// federated is a session made by GetFederationToken.
func (m *maker) federated(a *account, p *person, since time.Time) *actor {
	key := "ASIA" + upperString(m.rng, 16)
	return &actor{ip: p.ip, agent: p.agent, identity: func(m *maker) {
		m.add(`{"type":"FederatedUser","principalId":"`, a.id, `:`, p.name, `","arn":"arn:aws:sts::`, a.id, `:federated-user/`, p.name,
			`","accountId":"`, a.id, `","accessKeyId":"`, key, `","sessionContext":{"sessionIssuer":{"type":"IAMUser","principalId":"`, p.id,
			`","arn":"arn:aws:iam::`, a.id, `:user/`, p.name, `","accountId":"`, a.id, `","userName":"`, p.name, `"},"attributes":{"creationDate":"`)
		m.buf = since.AppendFormat(m.buf, time.RFC3339)
		m.add(`","mfaAuthenticated":"false"}}}`)
	}}
}
