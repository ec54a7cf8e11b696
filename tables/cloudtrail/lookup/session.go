package lookup

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Connecting either works soon or not at all.
const (
	dialTimeout = 5 * time.Second
	tlsTimeout  = 10 * time.Second
	idleConns   = 2 * maxWorkers
)

// session is one profile: its configuration, its credentials and whom they
// belong to. It is the credentials provider of its clients, so that credentials
// put in place later reach those that run already.
type session struct {
	profile  string
	endpoint string
	load     func(context.Context) (aws.Config, error)
	config   aws.Config
	home     string // the region that STS and the Account service are asked in
	account  string
	arn      string

	current  atomic.Pointer[aws.CredentialsProvider]
	renewing chan struct{} // held while renewing; guards renewed
	renewed  time.Time
}

// loadSession reads a profile's configuration; it makes no call.
func loadSession(ctx context.Context, profile string, o Options) (*session, error) {
	s := &session{profile: profile, endpoint: o.EndpointURL, renewing: make(chan struct{}, 1)}
	options := loadOptions(profile, o)
	s.load = func(ctx context.Context) (aws.Config, error) {
		return config.LoadDefaultConfig(ctx, options...)
	}
	cfg, err := s.load(ctx)
	if err != nil {
		return nil, s.configError(err)
	}
	s.current.Store(&cfg.Credentials)
	s.config = cfg
	s.config.Credentials = s
	return s, nil
}

func loadOptions(profile string, o Options) []func(*config.LoadOptions) error {
	client := o.HTTPClient
	if client == nil {
		client = newHTTPClient()
	}
	options := []func(*config.LoadOptions) error{
		config.WithHTTPClient(client),
		config.WithAppID("trailgres"),
		config.WithRetryer(func() aws.Retryer {
			return retry.NewStandard(func(s *retry.StandardOptions) { s.MaxBackoff = time.Second })
		}),
	}
	if profile != "" {
		options = append(options, config.WithSharedConfigProfile(profile))
	}
	return options
}

func newHTTPClient() *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().
		WithDialerOptions(func(d *net.Dialer) { d.Timeout = dialTimeout }).
		WithTransportOptions(func(t *http.Transport) {
			t.TLSHandshakeTimeout = tlsTimeout
			t.MaxIdleConnsPerHost = idleConns
		})
}

func (s *session) configError(err error) error {
	e := pgerr.New(pgerr.InvalidAuthorization, "cannot read the AWS configuration of %s", profileName(s.profile)).
		WithDetail("%s", err.Error()).Because(err)
	var missing config.SharedConfigProfileNotExistError
	if errors.As(err, &missing) {
		return e.WithHint("\"aws configure list-profiles\" shows the profiles there are; AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say where they are looked for.")
	}
	return e.WithHint("Mend ~/.aws/config or ~/.aws/credentials; \"aws configure list\" shows what is in effect.")
}

// Profile is the configuration profile; empty for the default chain.
func (s *session) Profile() string { return s.profile }

// ARN is the caller, as STS named it.
func (s *session) ARN() string { return s.arn }

// Retrieve gives the credentials in use.
func (s *session) Retrieve(ctx context.Context) (aws.Credentials, error) {
	provider := *s.current.Load()
	if provider == nil {
		return aws.Credentials{}, &errNoCredentials{errors.New("the configuration names no credentials")}
	}
	c, err := provider.Retrieve(ctx)
	if err != nil && ctx.Err() == nil {
		return c, &errNoCredentials{err}
	}
	return c, err
}

// Renew reads the configuration and the credentials anew. New credentials are
// used only if they belong to the same account: the cache is kept by account.
func (s *session) Renew(ctx context.Context, sent time.Time) (bool, error) {
	select {
	case s.renewing <- struct{}{}:
		defer func() { <-s.renewing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if s.renewed.After(sent) {
		return true, nil
	}
	cfg, err := s.load(ctx)
	if err != nil || cfg.Credentials == nil {
		return false, err
	}
	fresh, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return false, err
	}
	used, err := s.Retrieve(ctx)
	if err == nil && used.AccessKeyID == fresh.AccessKeyID && used.SessionToken == fresh.SessionToken {
		return false, nil
	}
	if err := s.sameAccount(ctx, cfg.Credentials); err != nil {
		return false, err
	}
	s.current.Store(&cfg.Credentials)
	s.renewed = time.Now()
	return true, nil
}

func (s *session) sameAccount(ctx context.Context, provider aws.CredentialsProvider) error {
	account, _, err := s.whoami(ctx, provider)
	if err != nil {
		return err
	}
	if account != s.account {
		return pgerr.New(pgerr.InvalidAuthorization, "%s belongs to account %s now, it was %s", profileName(s.profile), account, s.account).
			WithHint("Restart to use the other account.")
	}
	return nil
}

// identify asks STS, in the region home, whom the credentials belong to.
func (s *session) identify(ctx context.Context, home string) error {
	s.home = home
	account, arn, err := s.whoami(ctx, s)
	if err != nil {
		return s.startError(ctx, err, "STS")
	}
	s.account, s.arn = account, arn
	return nil
}

func (s *session) whoami(ctx context.Context, provider aws.CredentialsProvider) (account, arn string, err error) {
	client := sts.NewFromConfig(s.config, func(o *sts.Options) {
		o.Region = s.home
		o.Credentials = provider
		o.BaseEndpoint = s.base(o.BaseEndpoint)
	})
	out, err := client.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", "", err
	}
	return aws.ToString(out.Account), aws.ToString(out.Arn), nil
}

// base gives the endpoint to use: ours if there is one, else what the SDK has.
func (s *session) base(sdk *string) *string {
	if s.endpoint != "" {
		return &s.endpoint
	}
	return sdk
}

// startError explains why a service could not be asked before any lookup.
func (s *session) startError(ctx context.Context, err error, service string) error {
	if ctx.Err() != nil {
		return pgerr.FromContext(ctx)
	}
	where := "region " + s.home
	switch classify(err) {
	case expired, unrecognized, badSignature, noCredentials:
		return authError(err, service, where, s.profile)
	case unreachable, untrusted:
		return unreachableError(err, service, "for "+profileName(s.profile)+", "+where, s.endpoint)
	case transient:
		if !answered(err) {
			return unreachableError(err, service, "for "+profileName(s.profile)+", "+where, s.endpoint)
		}
	}
	return pgerr.New(pgerr.UnableToEstablishForeignServer, "%s refused %s, %s", service, profileName(s.profile), where).
		WithDetail("%s", serviceText(err)).
		WithHint("\"aws sts get-caller-identity\" with the same profile shows whether AWS can be used from here.").
		Because(err)
}
