package sim

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"slices"
)

// serveSTS answers sts:GetCallerIdentity
// (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
func (s *Server) serveSTS(w http.ResponseWriter, r *http.Request, form string) {
	w.Header().Set("Content-Type", "text/xml")
	c, refused := s.identify(r, "sts")
	values, err := url.ParseQuery(form)
	switch action := values.Get("Action"); {
	case refused != nil:
		writeXMLError(w, refused)
	case err != nil || action != "GetCallerIdentity":
		writeXMLError(w, badRequest("InvalidAction", "Could not find operation %s for version 2011-06-15", action))
	default:
		_, _ = fmt.Fprintf(w, `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>`+
			`<Arn>%s</Arn><UserId>AIDATRAILGRESEXAMPLE</UserId><Account>%s</Account></GetCallerIdentityResult>`+
			`<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
			html.EscapeString(c.userARN()), html.EscapeString(c.account))
	}
}

func writeXMLError(w http.ResponseWriter, e *apiError) {
	w.WriteHeader(e.status)
	_, _ = fmt.Fprintf(w, `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>`,
		e.code, html.EscapeString(e.message))
}

// regionStatus is an element of ListRegions' answer.
type regionStatus struct {
	RegionName      string
	RegionOptStatus string
}

// serveListRegions answers account:ListRegions
// (https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html): the
// regions with data and the configured ones, on one page, all enabled by default.
func (s *Server) serveListRegions(w http.ResponseWriter, r *http.Request) {
	c, refused := s.identify(r, "account")
	if refused != nil {
		refused.write(w)
		return
	}
	var req struct{ RegionOptStatusContains []string }
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&req)
	if err != nil && err != io.EOF { // no body is no parameters
		badRequest(codeValidation, "%v", err).write(w)
		return
	}
	answer := struct{ Regions []regionStatus }{[]regionStatus{}}
	if wanted := req.RegionOptStatusContains; len(wanted) == 0 || slices.Contains(wanted, "ENABLED_BY_DEFAULT") {
		for _, region := range s.regionsOf(c.account) {
			answer.Regions = append(answer.Regions, regionStatus{region, "ENABLED_BY_DEFAULT"})
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // the client is gone if this fails
}

// regionsOf lists the regions of an account, sorted; us-east-1 is always one.
func (s *Server) regionsOf(account string) []string {
	list := append([]string{"us-east-1"}, s.options.Regions...)
	for _, source := range s.store.sources() {
		if source.Account == account {
			list = append(list, source.Region)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
