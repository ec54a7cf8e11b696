package lookup

import (
	"context"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/account"
	"github.com/aws/aws-sdk-go-v2/service/account/types"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// wanted is the regions asked for: names in full, and patterns with *.
type wanted struct {
	names, patterns []string
}

var (
	regionName    = regexp.MustCompile(`^[a-z]{2,}(-[a-z]+)+-[0-9]+$`)
	regionPattern = regexp.MustCompile(`^[a-z0-9*-]+$`)
)

// parseRegions sorts the entries and checks how they are spelled.
func parseRegions(entries []string) (wanted, error) {
	var w wanted
	for _, e := range entries {
		e = strings.TrimSpace(e)
		switch {
		case e == "":
		case strings.Contains(e, "*") && regionPattern.MatchString(e):
			w.patterns = append(w.patterns, e)
		case regionName.MatchString(e):
			w.names = append(w.names, e)
		default:
			return wanted{}, pgerr.New(pgerr.InvalidParameterValue, "%q is not the name of a region", e).
				WithHint("Regions are named like eu-west-1; eu-* and * stand for those enabled in the account.")
		}
	}
	return w, nil
}

// defaultTo gives w, or the configured region when nothing was asked for.
func (w wanted) defaultTo(configured, profile string) (wanted, error) {
	if len(w.names)+len(w.patterns) > 0 {
		return w, nil
	}
	if configured == "" {
		return w, pgerr.New(pgerr.InvalidParameterValue, "no region is configured for %s", profileName(profile)).
			WithHint("Say which regions to read with --regions (eu-west-1, eu-*, or * for all that are enabled), or set AWS_REGION.")
	}
	return wanted{names: []string{configured}}, nil
}

// home is the region to ask STS in: the configured one if the regions wanted are
// of its partition, else one of theirs.
func (w wanted) home(configured string) string {
	entries := slices.Concat(w.names, w.patterns)
	fits := func(e string) bool { return partition(e) == partition(configured) || e[0] == '*' }
	switch {
	case configured != "" && slices.ContainsFunc(entries, fits):
		return configured
	case len(w.names) > 0:
		return w.names[0]
	}
	return heads[partition(entries[0])]
}

// The partitions' regions, by how their names begin, and one that each surely has
// (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html).
var (
	prefixes = []struct{ prefix, partition string }{
		{"cn-", "aws-cn"}, {"us-gov-", "aws-us-gov"}, {"us-isob-", "aws-iso-b"}, {"us-isof-", "aws-iso-f"},
		{"us-iso-", "aws-iso"}, {"eu-isoe-", "aws-iso-e"}, {"eusc-", "aws-eusc"},
	}
	heads = map[string]string{
		"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1", "aws-iso-b": "us-isob-east-1",
		"aws-iso-f": "us-isof-south-1", "aws-iso": "us-iso-east-1", "aws-iso-e": "eu-isoe-west-1", "aws-eusc": "eusc-de-east-1",
	}
)

func partition(region string) string {
	for _, p := range prefixes {
		if strings.HasPrefix(region, p.prefix) {
			return p.partition
		}
	}
	return "aws"
}

// regions gives the session's regions: the names of its partition as they are,
// and what the patterns match among those enabled in the account.
func (s *session) regions(ctx context.Context, w wanted) ([]string, error) {
	found := s.ownPartition(w.names)
	if len(w.patterns) > 0 {
		enabled, err := s.enabledRegions(ctx)
		if err != nil {
			return nil, err
		}
		for _, region := range enabled {
			if matchesAny(w.patterns, region) && !slices.Contains(found, region) {
				found = append(found, region)
			}
		}
	}
	if len(found) == 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "account %s has none of the regions %s",
			s.account, strings.Join(slices.Concat(w.names, w.patterns), ", ")).
			WithHint("Name regions that are enabled in the account and in the partition of %s with --regions.", profileName(s.profile))
	}
	return found, nil
}

// ownPartition drops the names of other partitions: with several profiles some
// regions are another profile's. With an endpoint of our own there is no such
// thing.
func (s *session) ownPartition(names []string) []string {
	own := strings.Split(s.arn+":", ":")[1]
	if s.endpoint != "" || s.config.BaseEndpoint != nil || own == "" {
		return slices.Clone(names)
	}
	var kept []string
	for _, name := range names {
		if partition(name) == own {
			kept = append(kept, name)
		}
	}
	return kept
}

func matchesAny(patterns []string, region string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, err := path.Match(p, region)
		return err == nil && ok
	})
}

// enabledRegions asks the Account service, and sorts what it says.
func (s *session) enabledRegions(ctx context.Context) ([]string, error) {
	client := account.NewFromConfig(s.config, func(o *account.Options) {
		o.Region = s.home
		o.BaseEndpoint = s.base(o.BaseEndpoint)
	})
	pages := account.NewListRegionsPaginator(client, &account.ListRegionsInput{
		RegionOptStatusContains: []types.RegionOptStatus{types.RegionOptStatusEnabled, types.RegionOptStatusEnabledByDefault},
	})
	var names []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, s.listError(ctx, err)
		}
		for _, region := range page.Regions {
			names = append(names, aws.ToString(region.RegionName))
		}
	}
	slices.Sort(names)
	return names, nil
}

func (s *session) listError(ctx context.Context, err error) error {
	if ctx.Err() != nil || classify(err) != denied && errorCode(err) == "" {
		return s.startError(ctx, err, "the Account service")
	}
	code := pgerr.ForeignDataError
	if classify(err) == denied {
		code = pgerr.InsufficientPrivilege
	}
	return pgerr.New(code, "cannot list the regions of account %s", s.account).
		WithDetail("%s", serviceText(err)).
		WithHint("Name the regions in full with --regions (eu-west-1,us-east-1), or grant account:ListRegions to %s.", or(s.arn, "the caller")).
		Because(err)
}
