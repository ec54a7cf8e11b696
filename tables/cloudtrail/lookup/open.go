package lookup

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	awscloudtrail "github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"golang.org/x/sync/errgroup"

	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// openAtOnce is how many profiles are asked at the same time.
const openAtOnce = 8

// Open gives a source for each account and region that the options name, in
// their order; what several profiles share is given once, to the first of them.
// It asks STS for each profile's account, and the Account service for its
// regions if there are patterns. Errors are *pgerr.Error that say which profile
// could not be used, and what to do.
func Open(ctx context.Context, o Options) ([]cloudtrail.Source, error) {
	o = o.withDefaults()
	asked, err := parseRegions(o.Regions)
	if err != nil {
		return nil, err
	}
	profiles := o.Profiles
	if len(profiles) == 0 {
		profiles = []string{""}
	}
	opened := make([][]*Source, len(profiles))
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(openAtOnce)
	for i, profile := range profiles {
		group.Go(func() (err error) {
			opened[i], err = openProfile(groupCtx, profile, asked, o)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return distinct(opened), nil
}

func distinct(opened [][]*Source) []cloudtrail.Source {
	var sources []cloudtrail.Source
	seen := map[cloudtrail.SourceKey]bool{}
	for _, list := range opened {
		for _, s := range list {
			if !seen[s.key] {
				seen[s.key] = true
				sources = append(sources, s)
			}
		}
	}
	return sources
}

func openProfile(ctx context.Context, profile string, asked wanted, o Options) ([]*Source, error) {
	s, err := loadSession(ctx, profile, o)
	if err != nil {
		return nil, err
	}
	asked, err = asked.defaultTo(s.config.Region, profile)
	if err != nil {
		return nil, err
	}
	if err := s.identify(ctx, asked.home(s.config.Region)); err != nil {
		return nil, err
	}
	regions, err := s.regions(ctx, asked)
	if err != nil {
		return nil, err
	}
	sources := make([]*Source, len(regions))
	for i, region := range regions {
		key := cloudtrail.SourceKey{Account: s.account, Region: region}
		sources[i] = newSource(key, s.client(region), s, o)
	}
	return sources, nil
}

// client gives CloudTrail in a region, with the SDK's retries off.
func (s *session) client(region string) *awscloudtrail.Client {
	return awscloudtrail.NewFromConfig(s.config, func(o *awscloudtrail.Options) {
		o.Region = region
		o.Retryer = aws.NopRetryer{}
		o.BaseEndpoint = s.base(o.BaseEndpoint)
	})
}
