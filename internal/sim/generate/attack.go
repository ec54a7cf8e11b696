package generate

import (
	"fmt"
	"time"
)

// AttackerIP is where the stolen key is used from, an address of RFC 5737.
const AttackerIP = "203.0.113.66"

// attackShare bounds the attack to one record in so many.
const attackShare = 5

// step is one call of the attack. With an error it fails.
type step struct {
	service, event, code string
	request, response    string // "" is the template's, or null
}

// attack hides a break-in: about two days before now, the key of the user ci-deploy
// of the first account is used from AttackerIP with another tool than ever before.
// It looks around and is refused a lot, makes itself a user with administrator's
// rights, logs in, opens the network, starts machines in a region that nobody uses,
// opens a bucket, and removes the trail.
func (m *maker) attack() {
	a := m.accounts[0]
	s := scene{a, m.global[0], m.now.Add(-49*time.Hour + 7*time.Minute)}
	if s.time.Before(m.start) {
		s.time = m.start
	}
	robot := *a.robots[0]
	robot.ip, robot.agent = AttackerIP, "aws-cli/1.29.62 Python/3.11.6 Linux/6.5.0-kali3-amd64 botocore/1.31.62"
	thief := m.iamUser(a, &robot, s.time)
	budget := m.events / attackShare
	m.reconnoitre(s, thief, min(60, budget/2))
	s.time = s.time.Add(25 * time.Minute)
	m.script(s, thief, min(budget, 1000))
}

// reconnoitre asks for everything and is denied most of it.
func (m *maker) reconnoitre(s scene, who *actor, n int) {
	m.try(s, who, step{service: "sts", event: "GetCallerIdentity"})
	m.try(s, who, step{service: "s3", event: "ListBuckets"})
	for range n {
		s.time = m.later(s.time, 20*time.Second)
		e := event{template: groups[byPeople].pick(m.rng), actor: who, time: s.time, account: s.account, place: s.place}
		if e.template.readOnly {
			m.fail(&e, e.template.service.errors[0])
			m.emit(&e)
		}
	}
}

func (m *maker) script(s scene, who *actor, budget int) {
	user := fmt.Sprintf(`{"userName":"%s"}`, intruder)
	open := `{"groupId":"` + s.place.groups[0] + `","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"groups":{},"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]},"ipv6Ranges":{"items":[{"cidrIpv6":"::/0"}]},"prefixListIds":{}}]}}`
	bucket := s.account.buckets[0]
	trail := `{"name":"arn:aws:cloudtrail:us-east-1:` + s.account.id + `:trail/organization"}`
	steps := []step{
		{service: "iam", event: "ListUsers"},
		{service: "iam", event: "CreateUser", request: user, response: `{"user":{"path":"/","userName":"` + intruder + `","userId":"AIDA` + upperString(m.rng, 17) + `","arn":"arn:aws:iam::` + s.account.id + `:user/` + intruder + `"}}`},
		{service: "iam", event: "CreateAccessKey", request: user, response: `{"accessKey":{"userName":"` + intruder + `","accessKeyId":"AKIA` + upperString(m.rng, 16) + `","status":"Active"}}`},
		{service: "iam", event: "AttachUserPolicy", request: `{"userName":"` + intruder + `","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}`},
		{service: "iam", event: "CreateLoginProfile", request: `{"userName":"` + intruder + `","passwordResetRequired":false}`, response: `{"loginProfile":{"userName":"` + intruder + `","passwordResetRequired":false}}`},
		{service: "cloudtrail", event: "StopLogging", request: trail},
		{service: "ec2", event: "AuthorizeSecurityGroupIngress", request: open},
		{service: "s3", event: "PutBucketPolicy", request: `{"bucketPolicy":{"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::` + bucket + `","arn:aws:s3:::` + bucket + `/*"]}]},"bucketName":"` + bucket + `","Host":"` + bucket + `.s3.us-east-1.amazonaws.com","policy":""}`},
		{service: "secretsmanager", event: "GetSecretValue"},
		{service: "secretsmanager", event: "GetSecretValue"},
		{service: "iam", event: "CreatePolicy", code: "AccessDenied"},
	}
	for range 8 {
		steps = append(steps, step{service: "ec2", event: "RunInstances"})
	}
	steps = append(steps, step{service: "cloudtrail", event: "DeleteTrail", request: trail})
	abroad := newPlace(m.rng, AttackRegion)
	self := &person{name: intruder, id: "AIDA" + upperString(m.rng, 17)}
	for _, next := range steps[:max(0, min(len(steps), budget))] {
		s.time = m.later(s.time, 3*time.Minute)
		at := s
		if next.event == "RunInstances" {
			at.place = abroad
		}
		m.try(at, who, next)
		if next.event == "CreateLoginProfile" {
			m.login(s, login{who: self, success: true, ip: AttackerIP})
		}
	}
}

// AttackRegion is where the attack starts machines; nobody else is there.
const AttackRegion = "ap-southeast-2"

// intruder is the user that the attack makes.
const intruder = "svc-backup-sync"

// attackOnly are kinds of event that only the attack has.
var attackOnly = map[string]*template{
	"CreateLoginProfile": {service: byName("iam", "ListUsers").service, name: "CreateLoginProfile", flags: "g", request: null, response: null},
	"StopLogging":        {service: byName("cloudtrail", "DescribeTrails").service, name: "StopLogging", request: null, response: null},
	"DeleteTrail":        {service: byName("cloudtrail", "DescribeTrails").service, name: "DeleteTrail", request: null, response: null},
}

var null = []piece{{"null", -1}}

func (m *maker) try(s scene, who *actor, next step) {
	t := attackOnly[next.event]
	if t == nil {
		t = byName(next.service, next.event)
	}
	e := event{template: t, actor: who, time: s.time, account: s.account, place: s.place}
	if next.request != "" {
		e.request = []byte(next.request)
	}
	if next.response != "" {
		e.response = []byte(next.response)
	}
	if next.code != "" {
		m.fail(&e, next.code)
	}
	m.emit(&e)
}
