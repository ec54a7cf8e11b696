package catalog

import (
	"testing"

	"github.com/trailgres/trailgres/test/servertest"
)

// serve starts a server over an endpoint with a few events.
func serve(t testing.TB) *servertest.Server {
	t.Helper()
	return servertest.Start(t, servertest.Options{Seed: 1, Events: 50, Days: 10, Regions: []string{"us-east-1"}})
}
