package generator_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path of this module.
const module = "tract"

// architecture is the document whose table of packages is held here.
const architecture = "../docs/architecture.md"

// pkg is a package of this module as the go command knows it.
type pkg struct {
	ImportPath   string
	Dir          string
	Imports      []string
	TestImports  []string
	XTestImports []string
	GoFiles      []string
}

// name is the package's path without the module's.
func (p *pkg) name() string { return strings.TrimPrefix(p.ImportPath, module+"/") }

// packages asks the go command for all packages of the module.
func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,TestImports,XTestImports,GoFiles", "./...")
	cmd.Dir = ".."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []pkg
	d := json.NewDecoder(bytes.NewReader(out))
	for {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list's answer: %v", err)
		}
		all = append(all, p)
	}
	return all
}

var row = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")

// order reads the packages of the table in docs/architecture.md, in its order.
func order(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "## Packages, in import order")
	if !found {
		t.Fatalf("%s has no heading “Packages, in import order”", architecture)
	}
	table, _, _ := strings.Cut(after, "\n## ")
	var names []string
	for _, m := range row.FindAllStringSubmatch(table, -1) {
		names = append(names, strings.TrimSuffix(m[1], "/…"))
	}
	if len(names) < 15 {
		t.Fatalf("the table of packages in %s has %d rows; it was read wrongly", architecture, len(names))
	}
	return names
}

// place is the row of the table that a package belongs to; -1 for none. A row
// holds the packages below it too, unless they have one of their own.
func place(names []string, p string) int {
	best := -1
	for i, name := range names {
		if (p == name || strings.HasPrefix(p, name+"/")) && (best < 0 || len(name) > len(names[best])) {
			best = i
		}
	}
	return best
}

// outside are packages that stand in no row: documentation alone, and tests.
var outside = []string{"generator", "generator/sitetest"}

// TestImportOrder holds the table: a package imports only packages that stand
// above it, or in its own row (render/…).
func TestImportOrder(t *testing.T) {
	names := order(t)
	all := packages(t)
	rows := map[int]bool{}
	looked, imports := 0, 0
	for _, p := range all {
		at := place(names, p.name())
		if slices.Contains(outside, p.name()) {
			if len(p.GoFiles) > 1 || slices.ContainsFunc(p.Imports, isOurs) {
				t.Errorf("%s holds no code of its own", p.name())
			}
			continue
		}
		if at < 0 {
			t.Errorf("%s stands in no row of the table of packages in docs/architecture.md; give it one", p.name())
			continue
		}
		looked++
		rows[at] = true
		for _, path := range p.Imports {
			if !isOurs(path) {
				continue
			}
			imports++
			other := strings.TrimPrefix(path, module+"/")
			if to := place(names, other); to > at {
				t.Errorf("%s imports %s, which stands below it in docs/architecture.md: hand the value or function in instead", p.name(), other)
			}
		}
	}
	for i, name := range names {
		if !rows[i] && !later(name) {
			t.Errorf("docs/architecture.md names %s, and there is no such package", name)
		}
	}
	if looked < 20 || imports < 60 {
		t.Errorf("%d packages with %d imports were looked at; there are more", looked, imports)
	}
	t.Logf("%d packages, %d imports within the module", looked, imports)
}

func isOurs(path string) bool { return path == module || strings.HasPrefix(path, module+"/") }

// later says whether the table marks a package as one of a later issue.
func later(name string) bool {
	text, err := os.ReadFile(architecture)
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "| `"+name+"`") {
			return strings.Contains(line, "later issue")
		}
	}
	return false
}

// writing are the functions of package os that change the disk.
var writing = []string{
	"Chmod", "Chown", "Chtimes", "CopyFS", "Create", "CreateTemp", "Lchown", "Link", "Mkdir", "MkdirAll", "MkdirTemp",
	"OpenFile", "Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile", "OpenRoot", "OpenInRoot",
}

// mayWrite are the packages that may: the writer; the command, which opens the
// summary of a job; and the program that writes the tables of i18n for us.
var mayWrite = []string{"generator/output", "cmd/tract", "i18n/cldr/generate"}

// pure are the packages whose results may depend on nothing but their input.
var pure = []string{"generator/render", "generator/site", "generator/document", "generator/markdown", "generator/kind",
	"generator/config", "generator/source", "generator/media", "generator/check", "generator/data", "i18n"}

// impure are the functions and packages that would make them depend on more.
var (
	impureCalls   = map[string][]string{"time": {"Now", "Since", "Until"}, "os": {"Getenv", "LookupEnv", "Environ", "Getwd", "Hostname"}}
	impureImports = []string{"math/rand", "math/rand/v2", "crypto/rand"}
)

// TestOnlyOutputWrites looks at every call of package os in code that is no
// test: only generator/output changes the disk, and nothing that renders asks
// the clock, the environment or chance.
func TestOnlyOutputWrites(t *testing.T) {
	files, calls := 0, 0
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			files++
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			local := importNames(file)
			if isPure(p.name()) {
				for _, path := range local {
					if slices.Contains(impureImports, path) {
						t.Errorf("%s/%s imports %s; a build has no chance in it", p.name(), name, path)
					}
				}
			}
			ast.Inspect(file, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				x, ok := sel.X.(*ast.Ident)
				if !ok || local[x.Name] == "" {
					return true
				}
				calls++
				at := p.name() + "/" + name + ":" + strconv.Itoa(set.Position(sel.Pos()).Line)
				from := local[x.Name]
				if from == "os" && slices.Contains(writing, sel.Sel.Name) && !slices.Contains(mayWrite, p.name()) {
					t.Errorf("%s calls os.%s; only generator/output writes", at, sel.Sel.Name)
				}
				if from == "io/ioutil" {
					t.Errorf("%s uses io/ioutil", at)
				}
				if isPure(p.name()) && slices.Contains(impureCalls[from], sel.Sel.Name) {
					t.Errorf("%s asks %s.%s; what is published depends on the site's files alone", at, from, sel.Sel.Name)
				}
				return true
			})
		}
	}
	if files < 90 || calls < 1500 {
		t.Errorf("%d files with %d uses of packages were looked at; there are more", files, calls)
	}
	t.Logf("%d files, %d uses of packages", files, calls)
}

func isPure(name string) bool {
	return slices.ContainsFunc(pure, func(p string) bool { return name == p || strings.HasPrefix(name, p+"/") })
}

// importNames are the packages that a file imports, by the names it uses.
func importNames(file *ast.File) map[string]string {
	out := map[string]string{}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path[strings.LastIndexByte(path, '/')+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		out[name] = path
	}
	return out
}
