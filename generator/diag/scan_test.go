package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A scan finds the message ids that the module's Go files give. Its rule is
// simple and goes by names, not by types:
//
//   - the first argument of diag.At and diag.In, and the ID of a diag.Message
//     literal, carry an id;
//   - a parameter that is passed on as one makes its function carry an id in
//     that place: r.at("config-type", v) counts where at calls diag.At;
//   - a variable, constant, field or result so used carries an id: each
//     string that its package assigns to that name, sets in a field of that
//     name or returns in that place counts, if it has a hyphen.
//
// An id is written whole, so that it can be searched for; one put together
// with + is reported.
type scan struct {
	files    *token.FileSet
	packages map[string]*scanned // by import path
	carriers map[carrier]bool    // true if it surely carries an id, not by its name alone
	changed  bool                // whether this round found a carrier
	given    map[string][]use    // by id
	strings  map[string]bool     // every string literal of the module
	faults   map[string]bool
}

// A carrier is what holds an id: a name, or the parameter or result of a
// function. A method that others may call has no package.
type carrier struct {
	kind, pkg, name string
	index           int
}

type scanned struct {
	path  string
	files []*ast.File
}

// use is where an id is given. Args are the names that a call gives with it,
// if all can be read.
type use struct {
	place string
	args  []string
	known bool
}

const diagPath = "tract/generator/diag"

var (
	idShape   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	longShape = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
)

func scanModule(t *testing.T, root fs.FS) *scan {
	t.Helper()
	s := &scan{
		files: token.NewFileSet(), packages: map[string]*scanned{}, carriers: map[carrier]bool{},
		given: map[string][]use{}, strings: map[string]bool{}, faults: map[string]bool{},
	}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "public" || base == "bench") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") || path.Dir(name) == "generator/diag" {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		// A file in the middle of being written is the compiler's to report.
		file, _ := parser.ParseFile(s.files, name, text, parser.SkipObjectResolution)
		if file == nil {
			return nil
		}
		at := path.Join("tract", path.Dir(name))
		if s.packages[at] == nil {
			s.packages[at] = &scanned{path: at}
		}
		s.packages[at].files = append(s.packages[at].files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for s.changed = true; s.changed; {
		s.changed = false
		for _, at := range slices.Sorted(maps.Keys(s.packages)) {
			for _, file := range s.packages[at].files {
				(&visit{scan: s, pkg: at, imports: importsOf(file)}).walk(file)
			}
		}
	}
	return s
}

func importsOf(file *ast.File) map[string]string {
	imports := map[string]string{}
	for _, spec := range file.Imports {
		target, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(target)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = target
	}
	return imports
}

// visit walks one file; functions is the stack of those it is inside of.
type visit struct {
	*scan
	pkg       string
	imports   map[string]string
	functions []function
}

type function struct {
	name   string
	method bool
	typ    *ast.FuncType
}

func (v *visit) walk(node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				v.inside(function{n.Name.Name, n.Recv != nil, n.Type}, n.Body)
			}
			return false
		case *ast.FuncLit:
			v.inside(function{"", false, n.Type}, n.Body)
			return false
		case *ast.AssignStmt:
			return v.assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			var names []ast.Expr
			for _, name := range n.Names {
				names = append(names, name)
			}
			return v.assign(names, n.Values)
		case *ast.RangeStmt:
			if n.Value != nil && v.carries(n.Value) {
				v.take(n.X, nil, false)
			}
		case *ast.CallExpr:
			v.call(n)
		case *ast.CompositeLit:
			v.literal(n)
		case *ast.ReturnStmt:
			v.results(n)
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text, _ := strconv.Unquote(n.Value)
				v.strings[text] = true
			}
		}
		return true
	})
}

func (v *visit) inside(f function, body ast.Node) {
	v.functions = append(v.functions, f)
	v.walk(body)
	v.functions = v.functions[:len(v.functions)-1]
}

// assign looks at "names = values". A function literal is known by the name
// it is given. It tells whether the walk is to go on into the parts.
func (v *visit) assign(names, values []ast.Expr) bool {
	for i, name := range names {
		if v.carries(name) {
			if len(values) == len(names) {
				v.take(values[i], nil, false)
			} else if len(values) == 1 {
				v.takeResult(values[0], i)
			}
		}
	}
	for i, value := range values {
		if literal, ok := value.(*ast.FuncLit); ok && i < len(names) {
			v.inside(function{nameOf(names[i]), false, literal.Type}, literal.Body)
		} else {
			v.walk(value)
		}
	}
	return false
}

func (v *visit) call(n *ast.CallExpr) {
	pkg, name, method := v.callee(n.Fun)
	if name == "" {
		return
	}
	if pkg == diagPath && (name == "At" || name == "In") && len(n.Args) > 0 {
		names, known := argNames(n, map[string]int{"At": 4, "In": 2}[name])
		v.takeCall(n, 0, names, known, true)
		return
	}
	for i := range n.Args {
		for _, c := range [...]carrier{{"param", pkg, name, i}, {"param", "", name, i}} {
			if sure, ok := v.carriers[c]; ok && (c.pkg != "" || method) {
				names, known := []string(nil), false
				if rest, ok := v.passesArgs(c); ok {
					names, known = argNames(n, rest)
				}
				v.takeCall(n, i, names, known, sure)
				break
			}
		}
	}
}

func (v *visit) takeCall(n *ast.CallExpr, i int, names []string, known, sure bool) {
	v.take(n.Args[i], &use{args: names, known: known}, sure)
	// A function that hands its own args on unchanged does so for its callers.
	if f, index, ok := v.param(n.Args[i]); ok && n.Ellipsis.IsValid() && len(n.Args) > 0 {
		if _, last, ok := v.param(n.Args[len(n.Args)-1]); ok && last == f.typ.Params.NumFields()-1 {
			v.mark(carrier{"args", v.pkg, f.name + "#" + strconv.Itoa(index), last}, true)
			if f.method {
				v.mark(carrier{"args", "", f.name + "#" + strconv.Itoa(index), last}, true)
			}
		}
	}
}

func (v *visit) passesArgs(c carrier) (int, bool) {
	for rest := range 12 {
		if v.has(carrier{"args", c.pkg, c.name + "#" + strconv.Itoa(c.index), rest}) {
			return rest, true
		}
	}
	return 0, false
}

// argNames are the names among the arguments of a call from index on.
func argNames(n *ast.CallExpr, from int) ([]string, bool) {
	if n.Ellipsis.IsValid() {
		return nil, false
	}
	names := []string{}
	for i := from; i < len(n.Args); i += 2 {
		literal, ok := n.Args[i].(*ast.BasicLit)
		if !ok {
			return nil, false
		}
		name, _ := strconv.Unquote(literal.Value)
		names = append(names, name)
	}
	return names, true
}

// callee is the package, name and kind of what is called.
func (v *visit) callee(fun ast.Expr) (pkg, name string, method bool) {
	switch fun := fun.(type) {
	case *ast.Ident:
		return v.pkg, fun.Name, false
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok {
			if target := v.imports[x.Name]; target != "" {
				return target, fun.Sel.Name, false
			}
		}
		return v.pkg, fun.Sel.Name, true
	}
	return "", "", false
}

func (v *visit) literal(n *ast.CompositeLit) {
	pkg := v.pkg
	if typ, ok := n.Type.(*ast.SelectorExpr); ok {
		pkg = v.imports[nameOf(typ.X)]
	}
	for _, element := range n.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			key := nameOf(pair.Key)
			if pkg == diagPath && key == "ID" || key != "" && v.has(carrier{"name", pkg, key, 0}) {
				v.take(pair.Value, nil, pkg == diagPath)
			}
		}
	}
}

func (v *visit) results(n *ast.ReturnStmt) {
	if len(v.functions) == 0 {
		return
	}
	f := v.functions[len(v.functions)-1]
	for i, result := range n.Results {
		if v.has(carrier{"result", v.pkg, f.name, i}) {
			v.take(result, nil, false)
		}
	}
}

func moduleRoot() fs.FS { return os.DirFS(filepath.Join("..", "..")) }
