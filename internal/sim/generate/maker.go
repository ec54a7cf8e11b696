package generate

import (
	"strconv"
	"time"
)

// maker makes the records of one Options.
type maker struct {
	rng      random
	seed     uint64
	yield    func([]byte) bool
	left     int // records still to make
	events   int // records to make in all
	stopped  bool
	start    time.Time
	now      time.Time
	office   *rhythm
	machine  *rhythm
	accounts []*account
	global   []*place // of each account, its us-east-1

	// The record being made.
	time      time.Time
	account   *account
	place     *place
	role      int // of the account's roles
	requestID string
	memo      []span
	scratch   []byte
	buf       []byte
}

// span is a value that was drawn, in maker.scratch; to is 0 when it was not.
type span struct{ from, to int }

func (m *maker) done() bool { return m.stopped || m.left <= 0 }

// event is what one record says, beside the values of its template.
type event struct {
	template  *template
	actor     *actor
	time      time.Time
	account   *account
	place     *place
	errorCode string
	errorText string
	request   []byte // instead of the template's, if set
	response  []byte
	extra     string // more members, as JSON text without the comma in front
	eventType string // "" is AwsApiCall
	shared    bool   // has a sharedEventID
}

// emit writes a record and hands it out.
func (m *maker) emit(e *event) {
	if m.done() {
		return
	}
	m.begin(e)
	m.head(e)
	m.body(e)
	m.foot(e)
	m.left--
	if !m.yield(m.buf) {
		m.stopped = true
	}
}

func (m *maker) begin(e *event) {
	m.time, m.account, m.place = e.time, e.account, e.place
	if e.template.has("g") {
		for i, a := range m.accounts {
			if a == e.account {
				m.place = m.global[i]
			}
		}
	}
	m.role = skewed(m.rng, len(e.account.roles))
	m.requestID = uuidString(m.rng)
	clear(m.memo)
	m.scratch = m.scratch[:0]
	m.buf = m.buf[:0]
}

func (m *maker) add(parts ...string) {
	for _, part := range parts {
		m.buf = append(m.buf, part...)
	}
}

// head is what comes before requestParameters.
func (m *maker) head(e *event) {
	m.add(`{"eventVersion":"1.11","userIdentity":`)
	e.actor.identity(m)
	m.add(`,"eventTime":"`)
	m.buf = e.time.AppendFormat(m.buf, time.RFC3339)
	m.add(`","eventSource":"`, e.template.service.source, `","eventName":"`, e.template.name, `","awsRegion":"`, m.place.region,
		`","sourceIPAddress":"`, e.actor.ip, `","userAgent":"`, e.actor.agent, `"`)
	if e.errorCode != "" {
		m.add(`,"errorCode":"`, e.errorCode, `","errorMessage":"`, e.errorText, `"`)
	} else if e.errorText != "" {
		m.add(`,"errorMessage":"`, e.errorText, `"`)
	}
}

// body is requestParameters and responseElements.
func (m *maker) body(e *event) {
	m.add(`,"requestParameters":`)
	m.either(e.request, e.template.request)
	m.add(`,"responseElements":`)
	switch {
	case e.errorCode != "":
		m.add("null")
	default:
		m.either(e.response, e.template.response)
	}
}

func (m *maker) either(given []byte, pieces []piece) {
	if given != nil {
		m.buf = append(m.buf, given...)
		return
	}
	for _, p := range pieces {
		m.buf = append(m.buf, p.text...)
		if p.kind >= 0 {
			m.buf = append(m.buf, m.value(p.kind)...)
		}
	}
}

// value draws a value, or gives the one that the record has already.
func (m *maker) value(kind int) []byte {
	if m.memo[kind].to == 0 {
		from := len(m.scratch)
		m.scratch = values[kind].add(m, m.scratch)
		m.memo[kind] = span{from, len(m.scratch)}
	}
	return m.scratch[m.memo[kind].from:m.memo[kind].to]
}

// foot is what comes after responseElements.
func (m *maker) foot(e *event) {
	if e.extra != "" {
		m.add(",", e.extra)
	} else if e.template.service.source == "s3.amazonaws.com" {
		m.add(`,"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","x-amz-id-2":"`)
		m.buf = appendRandom(m.buf, m.rng, base64Letters, 75)
		m.add(`=","bytesTransferredOut":`)
		m.buf = strconv.AppendInt(m.buf, int64(m.rng.IntN(9000)), 10)
		m.add("}")
	} else if e.template.has("k") {
		m.add(`,"additionalEventData":{"keyMaterialId":"`)
		m.buf = appendRandom(m.buf, m.rng, hexLetters, 64)
		m.add(`"}`)
	}
	m.add(`,"requestID":"`, m.requestID, `","eventID":"`)
	m.buf = m.appendUUID(m.buf)
	m.add(`","readOnly":`, strconv.FormatBool(e.template.readOnly))
	m.concerned(e)
	m.classify(e)
	m.transport(e)
	m.add("}")
}

// concerned is the record's own list of resources, which only some services give.
// It is not what LookupEvents lists.
func (m *maker) concerned(e *event) {
	switch {
	case e.template.has("k"):
		m.add(`,"resources":[{"accountId":"`, m.account.id, `","type":"AWS::KMS::Key","ARN":"`)
		m.buf = append(m.buf, m.value(kindKeyARN)...)
	case e.template == assumeRole:
		m.add(`,"resources":[{"accountId":"`, m.account.id, `","type":"AWS::IAM::Role","ARN":"arn:aws:iam::`, m.account.id, `:role/`)
		m.buf = append(m.buf, m.value(kindRole)...)
	case m.memo[kindBucket].to > 0 && e.template.service.source == "s3.amazonaws.com":
		m.add(`,"resources":[{"accountId":"`, m.account.id, `","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::`)
		m.buf = append(m.buf, m.value(kindBucket)...)
	default:
		return
	}
	m.add(`"}]`)
}

// classify is what says which kind of record it is.
func (m *maker) classify(e *event) {
	kind := e.eventType
	if kind == "" {
		kind = "AwsApiCall"
	}
	m.add(`,"eventType":"`, kind, `"`)
	if e.template.service.version != "" {
		m.add(`,"apiVersion":"`, e.template.service.version, `"`)
	}
	m.add(`,"managementEvent":true,"recipientAccountId":"`, m.account.id, `"`)
	if e.shared {
		m.add(`,"sharedEventID":"`)
		m.buf = m.appendUUID(m.buf)
		m.add(`"`)
	}
	if e.actor.endpoint != "" {
		m.add(`,"vpcEndpointId":"`, e.actor.endpoint, `","vpcEndpointAccountId":"`, m.account.id, `"`)
	}
	m.add(`,"eventCategory":"Management"`)
	if m.rng.IntN(4000) == 0 {
		m.add(`,"addendum":{"reason":"DELIVERY_DELAY","updatedFields":"","originalRequestID":"`, m.requestID, `","originalEventID":"`)
		m.buf = m.appendUUID(m.buf)
		m.add(`"}`)
	}
}

// transport is how the call came in; services' own calls don't tell.
func (m *maker) transport(e *event) {
	if e.actor.internal {
		return
	}
	host := e.template.service.source
	if !e.template.has("g") {
		host = e.template.service.action + "." + m.place.region + ".amazonaws.com"
	}
	if e.eventType == "" && !e.actor.console {
		m.add(`,"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"`, host, `"}`)
	}
	if e.actor.console && e.eventType == "" {
		m.add(`,"sessionCredentialFromConsole":"true"`)
	}
}

var (
	kindKeyARN = kindOf("keyarn")
	kindRole   = kindOf("role")
	kindBucket = kindOf("bucket")
)

func kindOf(name string) int {
	for i, v := range values {
		if v.name == name {
			return i
		}
	}
	panic("no value " + name)
}
