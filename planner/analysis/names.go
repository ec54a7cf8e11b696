package analysis

// TypeOID gives the type of a name (pg_type.typname), Open when there is none.
func TypeOID(name string) uint32 {
	for _, t := range catalog().typeNames[name] {
		if t.namespace == pgCatalogNamespace {
			return t.oid
		}
	}
	return Open
}

// BaseName gives a type's name (pg_type.typname), "" when there is none.
func BaseName(oid uint32) string {
	if t := catalog().types[oid]; t != nil {
		return t.name
	}
	return ""
}

// HasFunction says whether PostgreSQL has a function of the name.
func HasFunction(name string) bool { return len(catalog().functions[name]) > 0 }

// Element gives the type of an array's elements, Open for a type that is no array.
func Element(oid uint32) uint32 {
	t := catalog().types[oid]
	if t == nil || t.element == 0 || catalog().types[t.element].array != oid {
		return Open
	}
	return t.element
}

// firstUserOID is FirstNormalObjectId of transam.h.
const firstUserOID = 16384

// RowType says whether a type is that of rows: record, or the type of a relation's rows.
func RowType(oid uint32) bool {
	t := catalog().types[oid]
	return oid == recordType || oid >= firstUserOID || t != nil && t.relation != 0
}

// SystemRelation gives a relation of pg_catalog or information_schema, nil when there is
// none of the name.
func SystemRelation(schema, name string) *Relation { return catalog().relations[schema+"."+name] }
