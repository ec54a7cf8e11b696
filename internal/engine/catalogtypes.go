package engine

import (
	"strings"

	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/planner/dialect"
)

// catalogTypes are the OIDs of the types that the engine has none of the kind of
// (src/include/catalog/pg_type.dat), by what stands for them.
var catalogTypes = map[duck.TypeID]map[string]uint32{
	duck.Varchar: {
		"name": nameOID, "char": 18, "varchar": varcharOID, "bpchar": bpcharOID, "pg_node_tree": 194,
		"aclitem": 1033, "inet": 869, "pg_lsn": 3220, "tid": 27, "anyarray": 2277,
		"pg_ndistinct": 3361, "pg_dependencies": 3402, "pg_mcv_list": 5017,
	},
	duck.UInteger: {
		"oid": oidOID, "xid": 28, "cid": 29, "regproc": 24, "regprocedure": 2202, "regoper": 2203,
		"regoperator": 2204, "regclass": 2205, "regtype": 2206, "regrole": 4096, "regnamespace": 4089,
		"regcollation": 4191, "regconfig": 3734, "regdictionary": 3769,
	},
	duck.BigInt: {"xid8": 5069},
	duck.Double: {"numeric": numericOID},
	duck.ListType: {
		"int2vector": 22, "oidvector": 30, "_name": 1003, "_char": 1002, "_oid": 1028, "_aclitem": 1034,
		"_regtype": 2211, "_regclass": 2210, "_regproc": 1008, "_varchar": 1015, "_xid": 1011, "_pg_statistic": 10028,
	},
}

// retyped gives result columns the types that the dialect found.
func retyped(columns []pgwire.Column, stored []duck.Column, types []string) []pgwire.Column {
	for i, t := range types {
		if i >= len(columns) || t == "" {
			continue
		}
		id := stored[i].Type.ID
		if id == duck.Varchar && dialect.Registered(t) {
			id = duck.UInteger // spelled already
		}
		if oid, ok := catalogTypes[id][t]; ok {
			columns[i].OID, columns[i].TypeMod = oid, -1
		}
	}
	return columns
}

// spelling gives the function that shows a result column by name, "" for none.
func spelling(t duck.Type, types []string, i int) string {
	if i >= len(types) {
		return ""
	}
	element, array := strings.CutPrefix(types[i], "_")
	switch {
	case array && dialect.Registered(element) && t.ID == duck.ListType:
		return "list_" + element + "out"
	case dialect.Registered(types[i]) && t.ID == duck.UInteger:
		return types[i] + "out"
	}
	return ""
}
