package html

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write themes/default/DATA.md anew")

const dataPage = "../../../themes/default/DATA.md"

// TestDataPage holds the page on what templates get to the types of this
// package: every exported field and method of every type that the Page leads to.
func TestDataPage(t *testing.T) {
	want := writeData(t)
	if *update {
		if err := os.WriteFile(dataPage, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(dataPage)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r"), nil), want) {
		t.Errorf("%s is not what the types say; write it anew with: go test ./generator/render/html -run TestDataPage -update", dataPage)
	}
	if n := bytes.Count(want, []byte("\n| `")); n < 150 {
		t.Errorf("only %d fields and methods are told", n)
	}
}

// writeData is the page: a table for each type, in the order of their names but
// that the Page comes first.
func writeData(t *testing.T) []byte {
	set := token.NewFileSet()
	packages, err := parser.ParseDir(set, ".", func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	type member struct{ name, kind, says string }
	members, about := map[string][]member{}, map[string]string{}
	show := func(n ast.Node) string {
		var b bytes.Buffer
		if err := printer.Fprint(&b, set, n); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	line := func(groups ...*ast.CommentGroup) string {
		for _, g := range groups {
			if g != nil {
				return strings.ReplaceAll(strings.Join(strings.Fields(g.Text()), " "), "|", `\|`)
			}
		}
		return ""
	}
	tell := func(n ast.Node) bool {
		switch d := n.(type) {
		case *ast.GenDecl:
			for _, s := range d.Specs {
				spec, ok := s.(*ast.TypeSpec)
				if !ok {
					continue
				}
				fields, ok := spec.Type.(*ast.StructType)
				if !ok {
					continue
				}
				about[spec.Name.Name] = line(spec.Doc, d.Doc)
				for _, f := range fields.Fields.List {
					if len(f.Names) == 0 {
						members[spec.Name.Name] = append(members[spec.Name.Name], member{show(f.Type), "", "all fields and methods of it"})
					}
					for _, name := range f.Names {
						if name.IsExported() {
							members[spec.Name.Name] = append(members[spec.Name.Name], member{name.Name, show(f.Type), line(f.Comment, f.Doc)})
						}
					}
				}
			}
		case *ast.FuncDecl:
			if d.Recv != nil && d.Name.IsExported() {
				owner := strings.TrimLeft(show(d.Recv.List[0].Type), "*")
				signature := strings.TrimPrefix(show(d.Type), "func")
				members[owner] = append(members[owner], member{d.Name.Name, signature, strings.TrimPrefix(line(d.Doc), d.Name.Name+" ")})
			}
		}
		return true
	}
	// In the order of the files' names: a map has none.
	files := packages["html"].Files
	for _, name := range slices.Sorted(maps.Keys(files)) {
		ast.Inspect(files[name], tell)
	}
	types := make([]string, 0, len(members))
	for name := range dataNames() {
		if name = strings.TrimPrefix(name, "html."); name != "Page" && name != "Pair" {
			types = append(types, name)
		}
	}
	slices.Sort(types)
	var out bytes.Buffer
	out.WriteString("# The data of templates\n\n`base.html` and the templates of pages get a `Page`; `menu.html` and `foot.html` its `Shell`; a part called with\n`pair` a `Pair`. A type with `[]` is a list, one with `*` may be missing. `template.HTML` is markup that Tract wrote;\neverything else is plain and is escaped.\n\nThis page is made from the types themselves; a test holds it to them.\n")
	for _, name := range append([]string{"Page", "Pair"}, types...) {
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n| | type | is |\n|---|---|---|\n", name, about[name])
		for _, m := range members[name] {
			kind := ""
			if m.kind != "" {
				kind = "`" + m.kind + "`"
			}
			fmt.Fprintf(&out, "| `%s` | %s | %s |\n", m.name, kind, m.says)
		}
	}
	return out.Bytes()
}
