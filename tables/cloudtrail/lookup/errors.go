package lookup

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// explain turns the error that ended a call into one for a person: what failed,
// where, in the service's own words, and what to do.
func (s *Source) explain(err error, e effort) *pgerr.Error {
	where := fmt.Sprintf("account %s, region %s", s.key.Account, s.key.Region)
	switch classify(err) {
	case throttled:
		return pgerr.New(pgerr.ConfigurationLimitExceeded, "CloudTrail throttled LookupEvents in %s for %s (%s)",
			where, plural(int(e.spent.Round(time.Second).Seconds()), "second"), plural(e.attempts, "attempt")).
			WithDetail("%s. The quota of 2 calls a second for each account and region is shared with the CloudTrail console and every other tool.", sentence(serviceText(err))).
			WithHint("Run the query again: what was fetched is kept, and it goes on from there. If other tools need the quota, lower the rate.").
			Because(err)
	case denied:
		return pgerr.New(pgerr.InsufficientPrivilege, "CloudTrail denied LookupEvents in %s", where).
			WithDetail("%s", serviceText(err)).
			WithHint("%s", deniedHint(err, s.identity.ARN())).
			Because(err)
	case expired, unrecognized, badSignature, noCredentials:
		return authError(err, "CloudTrail", where, s.identity.Profile())
	case unreachable, untrusted:
		return unreachableError(err, "CloudTrail", "for "+where, s.endpoint)
	case transient:
		if !answered(err) {
			return unreachableError(err, "CloudTrail", "for "+where, s.endpoint)
		}
		return pgerr.New(pgerr.ForeignDataError, "CloudTrail failed in %s (%s)", where, plural(e.attempts, "attempt")).
			WithDetail("%s", serviceText(err)).
			WithHint("Run the query again later: what was fetched is kept. https://health.aws.amazon.com tells of outages.").
			Because(err)
	}
	if !answered(err) {
		return pgerr.New(pgerr.ForeignDataError, "could not read CloudTrail's answer in %s", where).
			WithDetail("%s", err.Error()).
			WithHint("Is a proxy in between, or an endpoint that is not CloudTrail's?").Because(err)
	}
	refused := pgerr.New(pgerr.ForeignDataError, "CloudTrail refused LookupEvents in %s", where).
		WithDetail("%s", serviceText(err)).Because(err)
	if deadToken(err) {
		return refused.WithHint("The lookup's place in CloudTrail's history was lost again and again. Run the query again: what was fetched is kept.")
	}
	return refused
}

// stuck is the error for a service that repeats itself.
func (s *Source) stuck() *pgerr.Error {
	return pgerr.New(pgerr.ForeignDataError, "CloudTrail's pages do not advance in account %s, region %s", s.key.Account, s.key.Region).
		WithDetail("It gave %d empty pages in a row with the same paging token.", maxIdlePages).
		WithHint("Run the query again: what was fetched is kept.")
}

func deniedHint(err error, arn string) string {
	text := serviceText(err)
	switch {
	case errorCode(err) == "OptInRequired":
		return "Enable the region in the account, or leave it out with --regions."
	case strings.Contains(text, "service control policy"):
		return "A service control policy of the organization forbids it: have it allow cloudtrail:LookupEvents in this region, or leave the region out with --regions."
	case strings.Contains(text, "explicit deny"):
		return "A policy denies it explicitly: have that changed, or leave the region out with --regions."
	}
	return fmt.Sprintf("Grant cloudtrail:LookupEvents to %s, or leave the region out with --regions.", or(arn, "the caller"))
}

// authError is for credentials that are missing, old or wrong.
func authError(err error, service, where, profile string) *pgerr.Error {
	message, hint := service+" does not know the credentials of "+profileName(profile), renewHint(profile)
	switch classify(err) {
	case noCredentials:
		message = "no AWS credentials from " + profileName(profile)
	case expired:
		message = "the AWS credentials of " + profileName(profile) + " have expired"
	case badSignature:
		message = service + " did not accept the signature made with the credentials of " + profileName(profile)
		hint = "Check this machine's clock (a signature is good for five minutes), and that the secret access key belongs to the access key id."
	case unrecognized:
		hint = "If other regions work, this one is probably not enabled in the account: enable it, or leave it out with --regions. If none works: " + hint
	}
	return pgerr.New(pgerr.InvalidAuthorization, "%s (%s)", message, where).
		WithDetail("%s", serviceText(err)).WithHint("%s", hint).Because(err)
}

func profileName(profile string) string {
	if profile == "" {
		return "the default credential chain"
	}
	return fmt.Sprintf("profile %q", profile)
}

func renewHint(profile string) string {
	if profile == "" {
		return "Log in again (aws sso login), or put new session credentials where the old ones are; after a change of environment variables, restart. \"aws sts get-caller-identity\" must work."
	}
	return fmt.Sprintf("Log in again with \"aws sso login --profile %[1]s\", or put new session credentials into the profile; then try again. \"aws sts get-caller-identity --profile %[1]s\" must work.", profile)
}

// unreachableError is for a service that cannot be spoken to.
func unreachableError(err error, service, where, endpoint string) *pgerr.Error {
	address := endpoint
	var sent *url.Error
	if errors.As(err, &sent) {
		address = sent.URL
	}
	message := "could not reach " + service
	if address != "" {
		message += " at " + address
	}
	return pgerr.New(pgerr.UnableToEstablishForeignServer, "%s %s", message, where).
		WithDetail("%s", rootText(err)).WithHint("%s", unreachableHint(err)).Because(err)
}

func unreachableHint(err error) string {
	var dns *net.DNSError
	switch {
	case classify(err) == untrusted:
		return "The certificate was not accepted: is a proxy in between, or is the endpoint plain HTTP? AWS_CA_BUNDLE names further certificate authorities."
	case errors.As(err, &dns):
		return "Check the region's name and this machine's DNS."
	case classify(err) == transient:
		return "The connection broke or timed out: check the network, VPN and proxy (HTTPS_PROXY), then run the query again; what was fetched is kept."
	}
	return "Check that the endpoint is running and its address is right, and the network, VPN and proxy (HTTPS_PROXY)."
}

// rootText gives the words of the innermost error of a failed request, without
// the SDK's preamble.
func rootText(err error) string {
	var op *net.OpError
	if errors.Is(err, context.DeadlineExceeded) {
		return "no answer came in time"
	}
	if errors.As(err, &op) {
		return op.Error()
	}
	var sent *url.Error
	if errors.As(err, &sent) {
		return sent.Err.Error()
	}
	return err.Error()
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// sentence takes the full stop off, for a text that another one follows.
func sentence(s string) string { return strings.TrimRight(s, ". ") }
