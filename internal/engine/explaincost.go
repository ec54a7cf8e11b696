package engine

import (
	"context"
	"fmt"
	"strconv"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/planner"
	"github.com/trailgres/trailgres/tables"
)

// planCost is what PostgreSQL's EXPLAIN ends its first line with, and postgres_fdw's
// use_remote_estimate reads (contrib/postgres_fdw/postgres_fdw.c, get_remote_estimate).
type planCost struct {
	calls int64 // of the service, which are all that costs
	rows  int64 // as the engine estimates them from what is stored
	width int   // in bytes
}

func (c planCost) String() string {
	return fmt.Sprintf("  (cost=0.00..%d.00 rows=%d width=%d)", c.calls, c.rows, c.width)
}

// planCost estimates a query, and fetches nothing.
func (s *session) planCost(ctx context.Context, rendered planner.Rendered, scans []planner.TableScan) (planCost, error) {
	p, err := s.twin.conn.Prepare(ctx, rendered.Query)
	if err != nil {
		return planCost{}, err
	}
	c := planCost{rows: 1, width: widthOf(p.Columns())}
	p.Close()
	for _, scan := range scans {
		if e, ok := scan.Table.(tables.Estimator); ok {
			cost, err := e.Estimate(ctx, scan.Scan)
			if err != nil {
				return c, err
			}
			c.calls += cost.Calls
		}
	}
	text, err := s.enginePlan(ctx, "EXPLAIN (FORMAT json) "+rendered.Query)
	if err != nil {
		return c, err
	}
	roots, err := readNodes(text)
	for err == nil && len(roots) > 0 {
		if n, ok := roots[0].estimated(); ok {
			c.rows = max(n, 1)
			break
		}
		roots = roots[0].Children
	}
	return c, err
}

// estimated gives the rows that the engine expects of a node.
func (n duckNode) estimated() (int64, bool) {
	text, _ := n.Info["Estimated Cardinality"].(string)
	rows, err := strconv.ParseInt(text, 10, 64)
	return rows, err == nil
}

// widths are the bytes of types that have as many always (src/include/catalog/pg_type.dat).
var widths = map[uint32]int{boolOID: 1, charOID: 1, int2OID: 2, int4OID: 4, int8OID: 8, float4OID: 4, float8OID: 8, oidOID: 4, dateOID: 4,
	timeOID: 8, timestampOID: 8, timestamptzOID: 8, intervalOID: 16, uuidOID: 16, nameOID: 64}

// textWidth is what PostgreSQL takes for the others (lsyscache.c, get_typavgwidth).
const textWidth = 32

func widthOf(columns []duck.Column) (total int) {
	for _, c := range columns {
		oid, _ := typeOID(c.Type)
		if w, ok := widths[oid]; ok {
			total += w
		} else {
			total += textWidth
		}
	}
	return total
}
