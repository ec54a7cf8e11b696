package dialect

import (
	pgquery "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Walk calls visit for every node below m, for callers that look without changing.
func Walk(m proto.Message, visit func(*pgquery.Node) error) error { return walk(m, visit) }

// walk calls visit for every node below m, children before their parents. visit
// may replace what the node holds.
func walk(m proto.Message, visit func(*pgquery.Node) error) error {
	return walkMessage(m.ProtoReflect(), visit)
}

func walkMessage(m protoreflect.Message, visit func(*pgquery.Node) error) error {
	var err error
	m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if fd.Kind() != protoreflect.MessageKind {
			return true
		}
		if fd.IsList() {
			list := v.List()
			for i := 0; i < list.Len() && err == nil; i++ {
				err = walkMessage(list.Get(i).Message(), visit)
			}
		} else {
			err = walkMessage(v.Message(), visit)
		}
		return err == nil
	})
	if err != nil {
		return err
	}
	if node, ok := m.Interface().(*pgquery.Node); ok && node.GetNode() != nil {
		return visit(node)
	}
	return nil
}
