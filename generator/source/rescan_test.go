package source_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
	"tract/generator/source"
)

// After any changes to the paths that are named, a walk that reads only what
// changed finds what a walk of everything finds.
func TestRescanFindsTheSame(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 0))
		c := configuration(t, "")
		files := fstest.MapFS{}
		some := func() string {
			folder := []string{"", "/a", "/a/b", "/fr/a", "/xx", "/no", "/a/b/c/d", "/.git", "/e~"}[r.IntN(9)]
			name := []string{"x.md", "x.ar.md", "x.de.md", "index.fr.md", "_index.md", "map.png", "m\u00e9.png", "me\u0301.png", ".hidden.md", "page.html", "signatories.csv", "x.seal", "x.fr.ar.md"}[r.IntN(13)]
			return "content" + folder + "/" + name
		}
		for range 30 {
			files[some()] = &fstest.MapFile{Data: []byte("x")}
		}
		if seed%5 == 0 {
			files["content/link"] = &fstest.MapFile{Data: []byte("a"), Mode: fs.ModeSymlink}
		}
		tree, _ := source.Scan(files, c)
		for step := range 20 {
			var paths []string
			for range 1 + r.IntN(3) {
				p := some()
				switch names := slices.Sorted(maps.Keys(files)); {
				case len(names) > 0 && r.IntN(3) == 0:
					p = names[r.IntN(len(names))]
					delete(files, p)
				case len(names) > 0 && r.IntN(4) == 0:
					// A folder goes, and only it is named.
					p = path.Dir(names[r.IntN(len(names))])
					maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return path.Dir(name) == p })
				default:
					files[p] = &fstest.MapFile{Data: make([]byte, r.IntN(9))}
				}
				paths = append(paths, p)
			}
			want, told := source.Scan(files, c)
			var said []diag.Message
			tree, said = tree.Rescan(files, c, paths)
			if got, want := exported(tree), exported(want); !reflect.DeepEqual(got, want) || fmt.Sprint(said) != fmt.Sprint(told) {
				t.Fatalf("seed %d, step %d, %q:\n%+v\n%+v\nwanted\n%+v\n%+v", seed, step, paths, got, said, want, told)
			}
		}
	}
}

// exported are the fields of a tree that others see.
func exported(t *source.Tree) map[string]any {
	out := map[string]any{}
	v := reflect.ValueOf(*t)
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			out[f.Name] = v.Field(i).Interface()
		}
	}
	return out
}

// A folder that is not named is not read again.
func TestRescanReadsLittle(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 50 {
		files[fmt.Sprintf("content/news/%d/index.md", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	c := configuration(t, "")
	tree, _ := source.Scan(files, c)
	counted := &counting{MapFS: files}
	files["content/news/7/map.png"] = &fstest.MapFile{Data: []byte("x")}
	tree, _ = tree.Rescan(counted, c, []string{"content/news/7/map.png"})
	if counted.read != 3 || tree.Assets["content/news/7/map.png"] != 1 || len(tree.Files) != 50 {
		t.Errorf("%d folders read, %d files", counted.read, len(tree.Files))
	}
}

// counting counts the folders that are read.
type counting struct {
	fstest.MapFS
	read int
}

func (c *counting) ReadDir(name string) ([]fs.DirEntry, error) {
	c.read++
	return c.MapFS.ReadDir(name)
}
