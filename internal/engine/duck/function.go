package duck

import (
	"fmt"
	"strings"

	bindings "github.com/duckdb/duckdb-go-bindings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// Function is a scalar function written in Go. Functions of one name are overloads,
// among which DuckDB chooses by the types of the arguments.
type Function struct {
	Name   string
	Params []Type
	Rest   *Type // the type of any further arguments; nil for none
	Result Type
	// Nulls says that the function wants to see NULLs; otherwise a NULL constant makes
	// DuckDB answer NULL without asking. Call sees NULLs in vectors in any case.
	Nulls bool
	// Volatile says that the function may answer otherwise each time it is called.
	Volatile bool
	// Call computes rows values. An error's SQLSTATE and text reach the client.
	Call func(args []Vector, rows int, out *Output) error
}

// Of gives the type of an id that needs nothing more.
func Of(id TypeID) Type { return Type{ID: id} }

// ListOf gives the type of lists.
func ListOf(elem Type) Type { return Type{ID: ListType, Elem: &elem} }

// JSON is the type of documents: DuckDB's texts under another name.
var JSON = Type{ID: Varchar, Alias: "JSON"}

// Decimal gives the type of numerics of a precision and a scale.
func Decimal(width, scale int) Type { return Type{ID: DecimalType, Width: width, Scale: scale} }

// Register makes functions known to all connections of the instance.
func (d *DB) Register(functions []Function) error {
	c, err := d.Connect()
	if err != nil {
		return err
	}
	defer c.Close()
	byName := map[string][]*Function{}
	var names []string
	for i := range functions {
		f := &functions[i]
		if byName[f.Name] == nil {
			names = append(names, f.Name)
		}
		byName[f.Name] = append(byName[f.Name], f)
	}
	for _, name := range names {
		if err := c.register(name, byName[name]); err != nil {
			return err
		}
	}
	return nil
}

func (c *Conn) register(name string, overloads []*Function) error {
	set := bindings.CreateScalarFunctionSet(name)
	defer bindings.DestroyScalarFunctionSet(&set)
	for _, f := range overloads {
		made := f.make()
		state := bindings.AddScalarFunctionToSet(set, made)
		bindings.DestroyScalarFunction(&made)
		if state == bindings.StateError {
			return fmt.Errorf("register %s: an overload of these types is there", name)
		}
	}
	if bindings.RegisterScalarFunctionSet(c.conn, set) == bindings.StateError {
		return fmt.Errorf("register %s: refused", name)
	}
	return nil
}

func (f *Function) make() bindings.ScalarFunction {
	made := bindings.CreateScalarFunction()
	bindings.ScalarFunctionSetName(made, f.Name)
	for _, p := range f.Params {
		withLogical(p, func(t bindings.LogicalType) { bindings.ScalarFunctionAddParameter(made, t) })
	}
	if f.Rest != nil {
		withLogical(*f.Rest, func(t bindings.LogicalType) { bindings.ScalarFunctionSetVarargs(made, t) })
	}
	withLogical(f.Result, func(t bindings.LogicalType) { bindings.ScalarFunctionSetReturnType(made, t) })
	if f.Nulls {
		bindings.ScalarFunctionSetSpecialHandling(made)
	}
	if f.Volatile {
		bindings.ScalarFunctionSetVolatile(made)
	}
	bindings.ScalarFunctionSetExtraInfo(made, handle(f), forget())
	bindings.ScalarFunctionSetFunction(made, callback())
	return made
}

func withLogical(t Type, use func(bindings.LogicalType)) {
	made := logical(t)
	use(made)
	bindings.DestroyLogicalType(&made)
}

func logical(t Type) bindings.LogicalType {
	var made bindings.LogicalType
	switch t.ID {
	case DecimalType:
		made = bindings.CreateDecimalType(uint8(t.Width), uint8(t.Scale))
	case ListType:
		withLogical(*t.Elem, func(elem bindings.LogicalType) { made = bindings.CreateListType(elem) })
	default:
		made = bindings.CreateLogicalType(t.ID)
	}
	if t.Alias != "" {
		bindings.LogicalTypeSetAlias(made, t.Alias)
	}
	return made
}

// run calls the function over a chunk of arguments.
func (f *Function) run(input bindings.DataChunk, result bindings.Vector) error {
	rows := int(bindings.DataChunkGetSize(input))
	args := make([]Vector, bindings.DataChunkGetColumnCount(input))
	for i := range args {
		vec := bindings.DataChunkGetVector(input, bindings.IdxT(i))
		t := bindings.VectorGetColumnType(vec)
		args[i] = newVector(vec, typeOf(t), rows)
		bindings.DestroyLogicalType(&t)
	}
	out := newOutput(result, f.Result, rows)
	if err := f.Call(args, rows, out); err != nil {
		return err
	}
	return out.finish()
}

// The marks between the parts of an error's text.
const (
	detailMark = "\x1eDETAIL "
	hintMark   = "\x1eHINT "
)

// DecodeError gives the error of a Function or of a macro's error(), whose text says
// its SQLSTATE.
func DecodeError(message string) (*pgerr.Error, bool) {
	rest, ok := strings.CutPrefix(message, "SQLSTATE ")
	if !ok || len(rest) < 6 || rest[5] != ' ' {
		return nil, false
	}
	text, hint, _ := strings.Cut(rest[6:], hintMark)
	text, detail, _ := strings.Cut(text, detailMark)
	e := pgerr.New(rest[:5], "%s", text)
	e.Detail, e.Hint = detail, hint
	return e, true
}
