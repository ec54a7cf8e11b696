package house

import (
	"go/ast"
	"strings"
	"testing"
)

// TestExportedNamesHaveComments asks for a doc comment on every exported name outside
// test files. A group of constants or variables may share one, and so may a method that
// implements an interface of the standard library: String, Error and the like.
func TestExportedNamesHaveComments(t *testing.T) {
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		for _, decl := range f.syntax.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Doc == nil && exportedFunc(d) && !wellKnown[d.Name.Name] {
					t.Errorf("%s: %s has no doc comment", f.at(d), d.Name.Name)
				}
			case *ast.GenDecl:
				checkGroup(t, f, d)
			}
		}
	}
}

// wellKnown are methods whose meaning everybody knows.
var wellKnown = map[string]bool{
	"String": true, "Error": true, "Unwrap": true, "Is": true, "As": true, "Len": true, "Less": true, "Swap": true,
	"MarshalJSON": true, "UnmarshalJSON": true, "MarshalText": true, "UnmarshalText": true, "Read": true, "Write": true,
	"ServeHTTP": true,
}

// exportedFunc says whether others can call a function: a method counts when its type
// is exported too.
func exportedFunc(d *ast.FuncDecl) bool {
	if !d.Name.IsExported() {
		return false
	}
	if d.Recv == nil {
		return true
	}
	of := d.Recv.List[0].Type
	for {
		switch t := of.(type) {
		case *ast.StarExpr:
			of = t.X
		case *ast.IndexExpr:
			of = t.X
		case *ast.IndexListExpr:
			of = t.X
		case *ast.Ident:
			return t.IsExported()
		default:
			return false
		}
	}
}

func checkGroup(t *testing.T, f *file, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
				t.Errorf("%s: type %s has no doc comment", f.at(s), s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
					t.Errorf("%s: %s has no doc comment", f.at(name), name.Name)
				}
			}
		}
	}
}

// TestPackagesHaveComments asks that one file of each package says what the package
// is for.
func TestPackagesHaveComments(t *testing.T) {
	said := map[string]bool{}
	first := map[string]*file{}
	for _, f := range sources(t) {
		if first[f.folder] == nil {
			first[f.folder] = f
		}
		if doc := f.syntax.Doc; doc != nil && !strings.HasSuffix(f.syntax.Name.Name, "_test") && strings.TrimSpace(doc.Text()) != "" {
			said[f.folder] = true
		}
	}
	for folder, f := range first {
		if !said[folder] {
			t.Errorf("%s: no file says what package %s is for; begin one with \"// Package %s …\"", folder, f.syntax.Name.Name, f.syntax.Name.Name)
		}
	}
}
