package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// random is the one source of chance.
type random = *rand.Rand

// account is one AWS account with what is in it.
type account struct {
	id      string
	places  []*place // by region, in the order of Options.Regions; the first is home
	people  []*person
	robots  []*person // IAM users of programs
	roles   []string
	roleIDs []string
	buckets []string
	ssoRole string
	ssoID   string
}

// place is what an account has in one region.
type place struct {
	region                                                          string
	instances, groups, subnets, vpcs, volumes, snapshots, eni, keys []string
}

// person is someone with a name, keys and habits; a robot is one with few habits.
type person struct {
	name    string
	id      string // AIDA…
	key     string // AKIA… of the person's own access key
	ip      string
	agent   string // user agent of the command line or the SDK
	console bool   // works in the console mostly
	place   int    // of the account's places, where most work is done
	habits  *chooser
}

var (
	names    = strings.Fields("alice bob carol dmitri erika farid grace hiroshi ines jörg kim lena mateo nadia oscar priya quentin rosa sven tomoko uma viktor wanda xavier yusuf zoë")
	teams    = strings.Fields("payments search growth platform data security mobile billing ops ml")
	labels   = strings.Fields("checkout-api web-frontend orders-worker ingest report-builder auth-gateway image-resizer cron-runner feature-store event-router email-sender price-engine")
	roleSet  = strings.Fields("lambda-exec ecs-task-execution ec2-app-instance deploy-pipeline config-recorder backup-service flow-logs glue-etl eks-node rds-monitoring states-exec github-actions support-readonly")
	types    = strings.Fields("t3.micro t3.medium m7g.large c7g.xlarge r6i.2xlarge")
	oddTexts = []string{"für die Zahlungs-API", "検証用 – do not delete", "O'Brien's \\\"test\\\" box", "emoji 🚀 deploy", "line one\\nline two", "50% off; DROP TABLE events;--", "nightly", "managed by terraform", "managed by terraform", "managed by terraform"}
)

func hexString(r random, n int) string {
	b := make([]byte, 0, n)
	return string(appendRandom(b, r, "0123456789abcdef", n))
}

func upperString(r random, n int) string {
	return string(appendRandom(make([]byte, 0, n), r, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", n))
}

// appendRandom appends n letters of an alphabet of 16, 32 or 64.
func appendRandom(b []byte, r random, alphabet string, n int) []byte {
	var bits uint64
	for left := 0; n > 0; n-- {
		if left == 0 {
			bits, left = r.Uint64(), 10
		}
		b = append(b, alphabet[bits&uint64(len(alphabet)-1)])
		bits >>= 6
		left--
	}
	return b
}

func uuidString(r random) string {
	h := hexString(r, 30)
	return h[:8] + "-" + h[8:12] + "-4" + h[12:15] + "-a" + h[15:18] + "-" + h[18:30]
}

func publicIP(r random) string {
	if r.IntN(12) == 0 {
		return fmt.Sprintf("2a02:%x:%x::%x", 0x100+r.IntN(0xe00), r.IntN(0xffff), 1+r.IntN(0xfffe))
	}
	return fmt.Sprintf("%d.%d.%d.%d", 80+r.IntN(20), r.IntN(256), r.IntN(256), 1+r.IntN(254))
}

func newAccount(r random, id string, regions []string) *account {
	a := &account{id: id, roles: roleSet, ssoID: "AROA" + upperString(r, 17), ssoRole: "AWSReservedSSO_AdministratorAccess_" + hexString(r, 16)}
	for range a.roles {
		a.roleIDs = append(a.roleIDs, "AROA"+upperString(r, 17))
	}
	for _, team := range teams {
		a.buckets = append(a.buckets, "example-"+team+"-"+id[8:], "example-"+team+"-logs-"+id[8:])
	}
	for _, region := range regions {
		a.places = append(a.places, newPlace(r, region))
	}
	for _, i := range r.Perm(len(names))[:12] {
		a.people = append(a.people, newPerson(r, names[i], regions))
	}
	for _, name := range []string{"ci-deploy", "terraform", "backup-agent", "grafana-reader"} {
		robot := newPerson(r, name, regions)
		robot.console = false
		a.robots = append(a.robots, robot)
	}
	return a
}

func newPlace(r random, region string) *place {
	p := &place{region: region}
	fill := func(list *[]string, prefix string, n int) {
		for range n {
			*list = append(*list, prefix+hexString(r, 17))
		}
	}
	fill(&p.instances, "i-", 40)
	fill(&p.groups, "sg-", 15)
	fill(&p.subnets, "subnet-", 9)
	fill(&p.vpcs, "vpc-", 3)
	fill(&p.volumes, "vol-", 50)
	fill(&p.snapshots, "snap-", 50)
	fill(&p.eni, "eni-", 60)
	for range 8 {
		p.keys = append(p.keys, uuidString(r))
	}
	return p
}

func newPerson(r random, name string, regions []string) *person {
	agents := []string{
		"aws-cli/2.22.7 md/awscrt#0.23.4 ua/2.0 os/macos#24.1.0 md/arch#arm64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off",
		"Boto3/1.35.81 md/Botocore#1.35.81 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.81",
		"APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.79.0 aws-sdk-go-v2/1.32.5 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.193.0",
	}
	p := &person{
		name:    name,
		id:      "AIDA" + upperString(r, 17),
		key:     "AKIA" + upperString(r, 16),
		ip:      publicIP(r),
		agent:   agents[r.IntN(len(agents))],
		console: r.IntN(2) == 0,
		place:   skewed(r, len(regions)),
		habits:  &chooser{},
	}
	for range 12 {
		p.habits.add(groups[byPeople].pick(r))
	}
	return p
}

// skewed picks from 0 to n-1, low numbers more often.
func skewed(r random, n int) int {
	u := r.Float64()
	return int(u * u * float64(n))
}
