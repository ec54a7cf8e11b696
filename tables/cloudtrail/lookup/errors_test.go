package lookup

import (
	awscloudtrail "github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/smithy-go"
)

type lookupInput = awscloudtrail.LookupEventsInput

func apiError(code, message string) error {
	return &smithy.GenericAPIError{Code: code, Message: message}
}
