package duck

/*
#include <stdint.h>
#include <stdlib.h>

void trailgres_scalar(void *, void *, void *);
typedef void (*trailgres_scalar_t)(void *, void *, void *);
void trailgres_forget(void *);
typedef void (*trailgres_forget_t)(void *);
*/
import "C"

import (
	"fmt"
	"runtime/cgo"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// DuckDB calls C: the two functions below are what it is given, and the memory that
// goes with them holds a handle of the Function to call.

func callback() unsafe.Pointer { return unsafe.Pointer(C.trailgres_scalar_t(C.trailgres_scalar)) }

func forget() unsafe.Pointer { return unsafe.Pointer(C.trailgres_forget_t(C.trailgres_forget)) }

// handle puts a Function where C can hold it.
func handle(f *Function) unsafe.Pointer {
	memory := C.malloc(C.size_t(unsafe.Sizeof(C.uintptr_t(0))))
	*(*C.uintptr_t)(memory) = C.uintptr_t(cgo.NewHandle(f))
	return memory
}

func handled(memory unsafe.Pointer) cgo.Handle { return cgo.Handle(*(*C.uintptr_t)(memory)) }

//export trailgres_forget
func trailgres_forget(memory unsafe.Pointer) {
	handled(memory).Delete()
	C.free(memory)
}

// trailgres_scalar runs a function over a vector. A panic is the function's error: it
// must not unwind through C.
//
//export trailgres_scalar
func trailgres_scalar(info, input, output unsafe.Pointer) {
	called := bindings.FunctionInfo{Ptr: info}
	f, _ := handled(bindings.ScalarFunctionGetExtraInfo(called)).Value().(*Function)
	defer func() {
		if p := recover(); p != nil {
			bindings.ScalarFunctionSetError(called, encodeError(pgerr.New(pgerr.InternalError, "%s: %v", f.Name, p)))
		}
	}()
	if err := f.run(bindings.DataChunk{Ptr: input}, bindings.Vector{Ptr: output}); err != nil {
		bindings.ScalarFunctionSetError(called, encodeError(err))
	}
}

// encodeError writes an error so that its SQLSTATE survives DuckDB, as the error() of
// macros does; see DecodeError.
func encodeError(err error) string {
	e := pgerr.Flatten(err)
	text := fmt.Sprintf("SQLSTATE %s %s", e.Code, e.Message)
	if e.Detail != "" {
		text += detailMark + e.Detail
	}
	if e.Hint != "" {
		text += hintMark + e.Hint
	}
	return text
}
