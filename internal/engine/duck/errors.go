package duck

import (
	"strings"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Class is the class of a DuckDB error.
type Class = bindings.ErrorType

// The classes that callers tell apart.
const (
	ClassOutOfRange     = bindings.ErrorTypeOutOfRange
	ClassConversion     = bindings.ErrorTypeConversion
	ClassMismatchType   = bindings.ErrorTypeMismatchType
	ClassDivideByZero   = bindings.ErrorTypeDivideByZero
	ClassInvalidType    = bindings.ErrorTypeInvalidType
	ClassTransaction    = bindings.ErrorTypeTransaction
	ClassNotImplemented = bindings.ErrorTypeNotImplemented
	ClassCatalog        = bindings.ErrorTypeCatalog
	ClassParser         = bindings.ErrorTypeParser
	ClassConstraint     = bindings.ErrorTypeConstraint
	ClassSyntax         = bindings.ErrorTypeSyntax
	ClassBinder         = bindings.ErrorTypeBinder
	ClassIO             = bindings.ErrorTypeErrorIO
	ClassInterrupt      = bindings.ErrorTypeInterrupt
	ClassFatal          = bindings.ErrorTypeFatal
	ClassInternal       = bindings.ErrorTypeInternal
	ClassInvalidInput   = bindings.ErrorTypeInvalidInput
	ClassOutOfMemory    = bindings.ErrorTypeOutOfMemory
	ClassPermission     = bindings.ErrorTypePermission
	ClassDependency     = bindings.ErrorTypeDependency
	ClassParameter      = bindings.ErrorTypeParameterNotResolved
)

// Error is an error of the engine: its class, and its message without DuckDB's
// prefix and without its picture of the statement.
type Error struct {
	Class   Class
	Message string
}

func (e *Error) Error() string { return e.Message }

// Spoiled says whether the instance may be unusable after the error.
func (e *Error) Spoiled() bool { return e.Class == ClassFatal || e.Class == ClassInternal }

// prefixes are the beginnings of DuckDB's messages, for the errors of a prepare,
// whose class the C interface does not tell.
var prefixes = map[string]Class{
	"Out of Range Error":       ClassOutOfRange,
	"Conversion Error":         ClassConversion,
	"Mismatch Type Error":      ClassMismatchType,
	"Divide by Zero Error":     ClassDivideByZero,
	"Invalid type Error":       ClassInvalidType,
	"TransactionContext Error": ClassTransaction,
	"Not implemented Error":    ClassNotImplemented,
	"Catalog Error":            ClassCatalog,
	"Parser Error":             ClassParser,
	"Constraint Error":         ClassConstraint,
	"Syntax Error":             ClassSyntax,
	"Binder Error":             ClassBinder,
	"IO Error":                 ClassIO,
	"INTERRUPT Error":          ClassInterrupt,
	"FATAL Error":              ClassFatal,
	"INTERNAL Error":           ClassInternal,
	"Invalid Input Error":      ClassInvalidInput,
	"Out of Memory Error":      ClassOutOfMemory,
	"Permission Error":         ClassPermission,
	"Dependency Error":         ClassDependency,
}

// newError makes an Error of DuckDB's text; class may be invalid when unknown.
func newError(class Class, text string) *Error {
	if prefix, rest, ok := strings.Cut(text, ": "); ok {
		if c, known := prefixes[prefix]; known {
			text = rest
			if class == bindings.ErrorTypeInvalid {
				class = c
			}
		} else if prefix == "Error" || prefix == "Invalid Error" {
			text = rest
		}
	}
	if i := strings.Index(text, "\n\nLINE "); i >= 0 {
		text = text[:i]
	}
	return &Error{Class: class, Message: text}
}
