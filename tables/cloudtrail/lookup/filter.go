package lookup

import (
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/tables/cloudtrail"
)

// maxFilterValue is the longest value that an attribute can be looked up by, in
// characters (API_LookupAttribute).
const maxFilterValue = 2000

// CanFilter says whether LookupEvents can be asked for an attribute with this
// value: it takes 1 to 2,000 characters of valid UTF-8. An event with another
// value is found only by a wider lookup.
func CanFilter(value string) bool {
	return value != "" && utf8.ValidString(value) && utf8.RuneCountInString(value) <= maxFilterValue
}

// attributes turns a filter into the request's member: none, or exactly one,
// because the live service silently ignores a second one.
func attributes(f cloudtrail.Filter) ([]types.LookupAttribute, error) {
	if f.Attribute == cloudtrail.Everything {
		return nil, nil
	}
	if !CanFilter(f.Value) {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot look up events by this %s", f.Attribute).
			WithDetail("LookupEvents takes values of 1 to %d characters.", maxFilterValue)
	}
	return []types.LookupAttribute{{
		AttributeKey:   types.LookupAttributeKey(f.Attribute),
		AttributeValue: &f.Value,
	}}, nil
}
