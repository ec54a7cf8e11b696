package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// module is this module's path.
const module = "github.com/trailgres/trailgres"

// root is the top of the tree, seen from this package.
const root = "../.."

// file is one Go file of the module.
type file struct {
	name    string // from the top, with slashes: tables/table.go
	folder  string // tables; . at the top
	test    bool
	lines   int
	imports []imported
	syntax  *ast.File
	set     *token.FileSet
}

type imported struct {
	path string
	line int
}

// at gives the place of a node, as editors understand it.
func (f *file) at(n ast.Node) string {
	return f.name + ":" + strconv.Itoa(f.set.Position(n.Pos()).Line)
}

// sources reads all Go files of the module, without those of modules inside it.
func sources(t *testing.T) []*file {
	t.Helper()
	set := token.NewFileSet()
	var files []*file
	err := walk(func(name string) error {
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		syntax, err := parser.ParseFile(set, filepath.Join(root, name), nil, parser.ParseComments)
		if err != nil {
			return err
		}
		f := &file{name: name, folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), syntax: syntax, set: set}
		f.lines = set.File(syntax.Pos()).LineCount() - 1 // the last line end begins no line
		for _, spec := range syntax.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported{to, set.Position(spec.Pos()).Line})
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("only %d Go files were found from %s: this test looks in the wrong place", len(files), root)
	}
	return files
}

// walk calls each with the name of every file of the module.
func walk(each func(name string) error) error {
	return filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if !entry.IsDir() {
			return each(name)
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && name != "."
		inner, err := filepath.Glob(filepath.Join(p, "go.mod"))
		if err != nil {
			return err
		}
		if hidden || entry.Name() == "testdata" || name == "bin" || name == "build" || (name != "." && len(inner) > 0) {
			return fs.SkipDir
		}
		return nil
	})
}

// within says whether a folder is one of the named ones or inside it.
func within(folder string, parents ...string) bool {
	for _, p := range parents {
		if folder == p || strings.HasPrefix(folder, p+"/") {
			return true
		}
	}
	return false
}
