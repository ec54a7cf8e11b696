package generate

import (
	"slices"
	"strconv"
	"time"
)

// value is something that templates name in angle brackets. add appends it, ready
// to stand inside a JSON string (or, for numbers and lists, outside one).
type value struct {
	name string
	add  func(m *maker, b []byte) []byte
}

// values are all there are. A record has one of each, so that the instance of the
// request is the instance of the response.
var values = slices.Concat(ownValues(), drawnValues(), bulkyValues())

// ownValues are things of the account and of the record itself.
func ownValues() []value {
	return []value{
		{"account", func(m *maker, b []byte) []byte { return append(b, m.account.id...) }},
		{"region", func(m *maker, b []byte) []byte { return append(b, m.place.region...) }},
		{"instance", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.instances)...) }},
		{"sg", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.groups)...) }},
		{"sgname", func(m *maker, b []byte) []byte { return append(append(b, "sg-"...), pick(m, labels)...) }},
		{"subnet", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.subnets)...) }},
		{"vpc", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.vpcs)...) }},
		{"volume", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.volumes)...) }},
		{"snapshot", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.snapshots)...) }},
		{"eni", func(m *maker, b []byte) []byte { return append(b, pick(m, m.place.eni)...) }},
		{"ami", func(m *maker, b []byte) []byte {
			return append(append(b, "ami-"...), m.place.snapshots[m.rng.IntN(4)][5:]...)
		}},
		{"keypair", func(m *maker, b []byte) []byte { return append(append(b, pick(m, teams)...), "-key"...) }},
		{"bucket", func(m *maker, b []byte) []byte { return append(b, pick(m, m.account.buckets)...) }},
		{"user", func(m *maker, b []byte) []byte {
			return append(b, m.account.people[m.rng.IntN(len(m.account.people))].name...)
		}},
		{"person", func(m *maker, b []byte) []byte {
			return append(append(b, m.account.people[m.rng.IntN(len(m.account.people))].name...), "@example.com"...)
		}},
		{"role", func(m *maker, b []byte) []byte { return append(b, m.account.roles[m.role]...) }},
		{"roleid", func(m *maker, b []byte) []byte { return append(b, m.account.roleIDs[m.role]...) }},
		{"keyarn", func(m *maker, b []byte) []byte { return m.keyARN(b) }},
		{"topic", func(m *maker, b []byte) []byte {
			b = append(append(b, "arn:aws:sns:"...), m.place.region...)
			return append(append(append(append(b, ':'), m.account.id...), ':'), pick(m, teams)...)
		}},
		{"isodate", func(m *maker, b []byte) []byte { return m.time.AppendFormat(b, time.RFC3339) }},
		{"longdate", func(m *maker, b []byte) []byte { return m.time.AppendFormat(b, "Jan 2, 2006 3:04:05 PM") }},
		{"datepath", func(m *maker, b []byte) []byte { return m.time.AppendFormat(b, "2006/01/02") }},
		{"day", func(m *maker, b []byte) []byte { return m.time.AppendFormat(b, time.DateOnly) }},
		{"epochms", func(m *maker, b []byte) []byte { return strconv.AppendInt(b, m.time.UnixMilli(), 10) }},
	}
}

// drawnValues are ids and names made up for the record.
func drawnValues() []value {
	list := []value{
		{"uuid", func(m *maker, b []byte) []byte { return m.appendUUID(b) }},
		{"requestid", func(m *maker, b []byte) []byte { return append(b, m.requestID...) }},
		{"up6", func(m *maker, b []byte) []byte { return appendRandom(b, m.rng, upper, 6) }},
		{"upper16", func(m *maker, b []byte) []byte { return appendRandom(b, m.rng, upper, 16) }},
		{"upper17", func(m *maker, b []byte) []byte { return appendRandom(b, m.rng, upper, 17) }},
		{"token", func(m *maker, b []byte) []byte {
			return appendRandom(append(b, "IQoJb3JpZ2luX2VjE"...), m.rng, base64Letters, 500+m.rng.IntN(900))
		}},
		{"session", func(m *maker, b []byte) []byte { return m.sessionName(b) }},
		{"ip", func(m *maker, b []byte) []byte { return m.privateIP(b, '.') }},
		{"ipdash", func(m *maker, b []byte) []byte { return m.privateIP(b, '-') }},
		{"small", func(m *maker, b []byte) []byte { return strconv.AppendInt(b, int64(1+m.rng.IntN(300)), 10) }},
		{"newname", func(m *maker, b []byte) []byte {
			return appendRandom(append(append(b, pick(m, teams)...), '-'), m.rng, hexLetters, 6)
		}},
		{"policyname", func(m *maker, b []byte) []byte { return append(append(b, pick(m, teams)...), "-access"...) }},
		{"lambda", func(m *maker, b []byte) []byte {
			return append(append(append(b, pick(m, teams)...), '-'), pick(m, labels)...)
		}},
		{"secret", func(m *maker, b []byte) []byte {
			return append(append(append(b, pick(m, teams)...), '/'), pick(m, labels)...)
		}},
	}
	for _, digits := range []struct {
		name string
		n    int
	}{{"hex8", 8}, {"hex16", 16}, {"hex17", 17}, {"hex17b", 17}, {"hex17c", 17}, {"hex17d", 17}, {"hex32", 32}, {"hex64", 64}} {
		list = append(list, value{digits.name, func(m *maker, b []byte) []byte { return appendRandom(b, m.rng, hexLetters, digits.n) }})
	}
	for _, words := range []struct {
		name string
		of   []string
	}{{"label", labels}, {"team", teams}, {"type", types}, {"odd", oddTexts}, {"repo", labels}, {"table", labels}, {"db", labels}, {"cluster", teams}, {"stack", labels}} {
		list = append(list, value{words.name, func(m *maker, b []byte) []byte { return append(b, pick(m, words.of)...) }})
	}
	return list
}

// bulkyValues make the long tail of record sizes.
func bulkyValues() []value {
	return []value{
		{"policy", func(m *maker, b []byte) []byte { return m.policy(b, `"`) }},
		{"policytext", func(m *maker, b []byte) []byte { return m.policy(b, `\"`) }},
		{"containers", func(m *maker, b []byte) []byte { return m.containers(b) }},
		{"parameters", func(m *maker, b []byte) []byte { return m.parameters(b) }},
		{"sql", func(m *maker, b []byte) []byte { return m.partitions(b) }},
	}
}

const (
	hexLetters    = "0123456789abcdef"
	upper         = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)

func pick(m *maker, list []string) string { return list[skewed(m.rng, len(list))] }

func (m *maker) keyARN(b []byte) []byte {
	b = append(append(append(b, "arn:aws:kms:"...), m.place.region...), ':')
	b = append(append(b, m.account.id...), ":key/"...)
	return append(b, pick(m, m.place.keys)...)
}

func (m *maker) appendUUID(b []byte) []byte {
	b = appendRandom(b, m.rng, hexLetters, 8)
	b = appendRandom(append(b, '-'), m.rng, hexLetters, 4)
	b = appendRandom(append(b, "-4"...), m.rng, hexLetters, 3)
	b = appendRandom(append(b, "-a"...), m.rng, hexLetters, 3)
	return appendRandom(append(b, '-'), m.rng, hexLetters, 12)
}

func (m *maker) privateIP(b []byte, separator byte) []byte {
	b = append(b, "10"...)
	for _, part := range []int{16, 256, 254} {
		b = strconv.AppendInt(append(b, separator), int64(1+m.rng.IntN(part)), 10)
	}
	return b
}

// sessionName is how programs name their sessions: an instance's by its id, a
// function's by its name, a service's by itself.
func (m *maker) sessionName(b []byte) []byte {
	switch m.rng.IntN(3) {
	case 0:
		return append(b, pick(m, m.place.instances)...)
	case 1:
		return append(append(append(b, pick(m, teams)...), '-'), pick(m, labels)...)
	}
	return appendRandom(append(b, "aws-sdk-session-"...), m.rng, hexLetters, 12)
}

// tail is a number from low on, mostly small, sometimes up to high.
func (m *maker) tail(low, high int) int {
	u := m.rng.Float64()
	u *= u * u
	return low + int(u*u*float64(high-low+1))
}

func (m *maker) policy(b []byte, quote string) []byte {
	key := func(name string) { b = append(append(append(append(b, quote...), name...), quote...), ':') }
	text := func(s string) { b = append(append(append(b, quote...), s...), quote...) }
	b = append(b, '{')
	key("Version")
	text("2012-10-17")
	b = append(b, ',')
	key("Statement")
	b = append(b, '[')
	for i := range m.tail(1, 60) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		key("Sid")
		text("s" + strconv.Itoa(i))
		b = append(b, ',')
		key("Effect")
		text("Allow")
		b = append(b, ',')
		key("Action")
		text("s3:GetObject")
		b = append(b, ',')
		key("Resource")
		text("arn:aws:s3:::" + pick(m, m.account.buckets) + "/" + pick(m, labels) + "/*")
		b = append(b, '}')
	}
	return append(b, "]}"...)
}

func (m *maker) containers(b []byte) []byte {
	for i := range m.tail(1, 12) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"name":"`...)
		b = append(b, pick(m, labels)...)
		b = append(b, `","image":"`...)
		b = append(append(b, m.account.id...), ".dkr.ecr."...)
		b = append(append(b, m.place.region...), `.amazonaws.com/app:latest","cpu":256,"essential":true,"environment":[`...)
		for j := range m.tail(4, 30) {
			if j > 0 {
				b = append(b, ',')
			}
			b = appendRandom(append(b, `{"name":"SETTING_`...), m.rng, upper, 6)
			b = append(b, `","value":"***"}`...)
		}
		b = append(b, "]}"...)
	}
	return b
}

func (m *maker) parameters(b []byte) []byte {
	for i := range m.tail(2, 200) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendRandom(append(b, `{"parameterKey":"Param`...), m.rng, hexLetters, 6)
		b = append(b, `","parameterValue":"****","usePreviousValue":false}`...)
	}
	return b
}

func (m *maker) partitions(b []byte) []byte {
	for i := range m.tail(1, 400) {
		if i > 0 {
			b = append(b, " OR "...)
		}
		b = append(b, "(year='2025' AND month='"...)
		b = append(strconv.AppendInt(b, int64(1+m.rng.IntN(12)), 10), "' AND source='"...)
		b = append(append(b, pick(m, labels)...), "')"...)
	}
	return b
}
