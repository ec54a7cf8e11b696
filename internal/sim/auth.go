package sim

import (
	"net/http"
	"regexp"
	"strings"
)

// caller is who signed a request, and where to. The signature is not checked:
// there are no secrets here.
type caller struct {
	accessKey string
	account   string
	region    string
}

func (c caller) source() sourceKey { return sourceKey{c.account, c.region} }

// userARN is an ARN for the caller, as errors and GetCallerIdentity show it.
func (c caller) userARN() string { return "arn:aws:iam::" + c.account + ":user/trailgres" }

var (
	credential    = regexp.MustCompile(`^AWS4-HMAC-SHA256 .*Credential=([^/\s,]+)/(\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request`)
	accountDigits = regexp.MustCompile(`\d{12}`)
)

// identify reads the credential scope of a request's Authorization header, which
// must be for the service.
func (s *Server) identify(r *http.Request, service string) (caller, *apiError) {
	header := r.Header.Get("Authorization")
	if header == "" {
		return caller{}, badRequest("MissingAuthenticationTokenException", "Missing Authentication Token")
	}
	m := credential.FindStringSubmatch(header)
	if m == nil {
		return caller{}, badRequest("IncompleteSignatureException", "Authorization header requires 'Credential' parameter with a scope. Authorization=%s", strings.SplitN(header, " ", 2)[0])
	}
	if m[4] != service {
		return caller{}, badRequest("InvalidSignatureException", "Credential should be scoped to correct service: '%s'.", service)
	}
	return caller{accessKey: m[1], account: s.accountOf(m[1]), region: m[3]}, nil
}

// accountOf maps an access key id to an account: by Options.Accounts, by twelve
// digits in the key, else the default account.
func (s *Server) accountOf(key string) string {
	if account, ok := s.options.Accounts[key]; ok {
		return account
	}
	if digits := accountDigits.FindString(key); digits != "" {
		return digits
	}
	return s.store.defaultAccount()
}
