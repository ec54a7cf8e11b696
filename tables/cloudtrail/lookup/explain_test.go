package lookup

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/cockroachdb/datadriven"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// TestExplain shows what a person reads for each thing that can go wrong.
func TestExplain(t *testing.T) {
	datadriven.RunTest(t, "testdata/explain", func(t *testing.T, d *datadriven.TestData) string {
		var profile string
		var status int
		d.MaybeScanArgs(t, "profile", &profile)
		d.MaybeScanArgs(t, "status", &status)
		err := failureOf(t, d.Cmd, status, strings.TrimSpace(d.Input))
		s := newSource(testKey, nil, nobody{profile: profile}, Options{})
		e := s.explain(err, effort{attempts: 8, spent: 34 * time.Second})
		if !errors.Is(e, err) {
			t.Error("the cause is lost")
		}
		return show(e)
	})
}

// show writes an error as psql does.
func show(e *pgerr.Error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "ERROR:  %s: %s\n", e.Code, e.Message)
	for _, field := range []struct{ name, text string }{{"DETAIL", e.Detail}, {"HINT", e.Hint}} {
		if field.text != "" {
			fmt.Fprintf(&b, "%s:  %s\n", field.name, field.text)
		}
	}
	return b.String()
}

// failureOf makes the error that the SDK gives for a service's code, or for what
// the network did.
func failureOf(t *testing.T, kind string, status int, text string) error {
	t.Helper()
	const address = "https://cloudtrail.eu-west-1.amazonaws.com/"
	sending := func(err error) error {
		return &smithyhttp.RequestSendError{Err: &url.Error{Op: "Post", URL: address, Err: err}}
	}
	dialing := func(err error) error { return sending(&net.OpError{Op: "dial", Net: "tcp", Err: err}) }
	switch kind {
	case "dns":
		return dialing(&net.DNSError{Err: "no such host", Name: "cloudtrail.eu-west-1.amazonaws.com", IsNotFound: true})
	case "refused":
		return dialing(syscall.ECONNREFUSED)
	case "reset":
		return sending(&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET})
	case "eof":
		return sending(io.EOF)
	case "timeout":
		return sending(context.DeadlineExceeded)
	case "certificate":
		return sending(x509.UnknownAuthorityError{})
	case "no-credentials":
		return &errNoCredentials{errors.New(text)}
	case "garbage":
		return errors.New(text)
	}
	err := apiError(kind, text)
	if status == 0 {
		return err
	}
	return &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status}}, Err: err}
}
