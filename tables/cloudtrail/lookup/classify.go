package lookup

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// failure is what kind of thing went wrong with a call.
type failure int

const (
	other         failure = iota
	throttled             // the quota is spent
	transient             // 5xx, reset, time-out: worth another attempt
	unreachable           // name, route or port: nothing answers
	untrusted             // TLS: something answers, but not who it should be
	denied                // the caller may not
	expired               // the credentials were good once
	unrecognized          // the credentials mean nothing to this region
	badSignature          // wrong secret or wrong clock
	noCredentials         // none could be had
)

// String names the kind, for logs.
func (f failure) String() string {
	return [...]string{"other", "throttled", "transient", "unreachable", "untrusted", "denied",
		"expired", "unrecognized", "bad signature", "no credentials"}[f]
}

// codes are the services' error codes that mean more than a bad request
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html).
// Throttling codes are the SDK's own list.
var codes = map[string]failure{
	"AccessDenied":                        denied,
	"AccessDeniedException":               denied,
	"NotAuthorized":                       denied,
	"UnauthorizedOperation":               denied,
	"OptInRequired":                       denied,
	"ExpiredToken":                        expired,
	"ExpiredTokenException":               expired,
	"RequestExpired":                      badSignature,
	"RequestTimeTooSkewed":                badSignature,
	"InvalidSignatureException":           badSignature,
	"SignatureDoesNotMatch":               badSignature,
	"IncompleteSignature":                 badSignature,
	"IncompleteSignatureException":        badSignature,
	"UnrecognizedClientException":         unrecognized,
	"InvalidClientTokenId":                unrecognized,
	"InvalidAccessKeyId":                  unrecognized,
	"AuthFailure":                         unrecognized,
	"MissingAuthenticationToken":          noCredentials,
	"MissingAuthenticationTokenException": noCredentials,
	"InternalFailure":                     transient,
	"InternalError":                       transient,
	"InternalServerError":                 transient,
	"ServiceUnavailable":                  transient,
	"ServiceUnavailableException":         transient,
	"RequestTimeout":                      transient,
	"RequestTimeoutException":             transient,
}

// errNoCredentials marks errors of the credential chain, which the SDK leaves
// without a type.
type errNoCredentials struct{ err error }

func (e *errNoCredentials) Error() string { return e.err.Error() }
func (e *errNoCredentials) Unwrap() error { return e.err }

// classify says what kind of failure a call's error is.
func classify(err error) failure {
	var none *errNoCredentials
	if errors.As(err, &none) {
		return noCredentials
	}
	if f := classifyAnswer(err); f != other {
		return f
	}
	return classifyConnection(err)
}

// classifyAnswer looks at what the service said.
func classifyAnswer(err error) failure {
	if code := errorCode(err); code != "" {
		if _, ok := retry.DefaultThrottleErrorCodes[code]; ok {
			return throttled
		}
		if f, ok := codes[code]; ok {
			return f
		}
	}
	switch status := httpStatus(err); {
	case status == http.StatusTooManyRequests:
		return throttled
	case status >= 500:
		return transient
	}
	return other
}

// httpStatus gives the answer's status, or 0 when none came.
func httpStatus(err error) int {
	var response *smithyhttp.ResponseError
	if errors.As(err, &response) {
		return response.HTTPStatusCode()
	}
	return 0
}

// answered says that the service reported the error, as against one of reading
// its answer or of not getting any.
func answered(err error) bool { return errorCode(err) != "" || httpStatus(err) >= 500 }

// classifyConnection looks at what the network did.
func classifyConnection(err error) failure {
	var (
		dns        *net.DNSError
		op         *net.OpError
		address    *url.Error
		unknownCA  x509.UnknownAuthorityError
		host       x509.HostnameError
		invalid    x509.CertificateInvalidError
		handshake  *tls.CertificateVerificationError
		recordType tls.RecordHeaderError
		timeout    interface{ Timeout() bool }
	)
	switch {
	case errors.As(err, &handshake), errors.As(err, &unknownCA), errors.As(err, &host),
		errors.As(err, &invalid), errors.As(err, &recordType):
		return untrusted
	case errors.As(err, &dns):
		return unreachable
	case errors.As(err, &op) && op.Op == "dial":
		return unreachable
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout(),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed):
		return transient
	case errors.As(err, &address):
		return classifyAddress(address)
	}
	return other
}

// classifyAddress looks at a request that could not be sent for a reason that
// has no type of its own.
func classifyAddress(err *url.Error) failure {
	text := err.Err.Error()
	if strings.Contains(text, "unsupported protocol scheme") || strings.Contains(text, "server gave HTTP response to HTTPS") {
		return unreachable
	}
	return transient
}

// errorCode gives the service's code, or "".
func errorCode(err error) string {
	var answer smithy.APIError
	if errors.As(err, &answer) {
		return answer.ErrorCode()
	}
	return ""
}

// serviceText gives the service's own words, or those of the error.
func serviceText(err error) string {
	var none *errNoCredentials
	if errors.As(err, &none) {
		return none.Error()
	}
	var answer smithy.APIError
	if !errors.As(err, &answer) {
		return err.Error()
	}
	if answer.ErrorMessage() == "" {
		return answer.ErrorCode()
	}
	return answer.ErrorCode() + ": " + answer.ErrorMessage()
}

// deadToken says that the service no longer takes a paging token. How long one
// lives is not documented, nor how its end is told, so the words count too.
func deadToken(err error) bool {
	code := errorCode(err)
	if code == "InvalidNextTokenException" {
		return true
	}
	if _, known := codes[code]; known || code == "" {
		return false
	}
	text := strings.ToLower(serviceText(err))
	return strings.Contains(text, "token") && !strings.Contains(text, "security token") &&
		(strings.Contains(text, "expired") || strings.Contains(text, "invalid"))
}
