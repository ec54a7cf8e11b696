package sim

import (
	"fmt"
	"net/http"
)

// apiError is an answer in the error form of AWS' JSON protocols.
type apiError struct {
	status  int
	code    string
	message string
}

func (e *apiError) Error() string { return e.code + ": " + e.message }

// badRequest is an error with the status that CloudTrail's own errors have.
func badRequest(code, format string, args ...any) *apiError {
	return &apiError{http.StatusBadRequest, code, fmt.Sprintf(format, args...)}
}

// write sends the error as application/x-amz-json-1.1 does. The Account service
// is REST and names the code in a header too.
func (e *apiError) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", jsonContentType)
	w.Header().Set("X-Amzn-ErrorType", e.code)
	w.WriteHeader(e.status)
	body := appendQuoted([]byte(`{"__type":`), e.code)
	body = appendQuoted(append(body, `,"message":`...), e.message)
	_, _ = w.Write(append(body, '}')) // the client is gone if this fails
}

const jsonContentType = "application/x-amz-json-1.1"

// The codes that are used in more than one place.
const (
	codeThrottling       = "ThrottlingException"
	codeInvalidToken     = "InvalidNextTokenException"
	codeInvalidAttribute = "InvalidLookupAttributesException"
	codeSerialization    = "SerializationException"
	codeValidation       = "ValidationException"
)
