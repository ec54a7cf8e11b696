package pgfunc_test

import (
	"os"
	"testing"

	"github.com/trailgres/trailgres/internal/postgrestest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }
