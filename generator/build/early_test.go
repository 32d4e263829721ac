package build

import (
	"testing"

	"tract/generator/site"
)

// A file is found at its address before the bodies of all texts are known as it
// is afterwards.
func TestFilesAreFoundEarly(t *testing.T) {
	files := referenceFiles(t)
	want := Load(Settings{Files: files}).Site
	early := Open(Settings{Files: files}).Load(Changes{All: true}).Site
	ask := func(p string) (site.Route, bool) {
		// A Site that nobody has asked for a file yet.
		return early.WithWords(early.Catalogue).Route(p)
	}
	published, hidden := 0, 0
	for _, r := range want.Routes() {
		if r.Type != site.FileRoute {
			continue
		}
		published++
		if got, ok := ask(r.Path); !ok || got.Target != r.Target || got.Width != r.Width || got.Type != r.Type {
			t.Errorf("%s: %+v, wanted %+v", r.Path, got, r)
		}
	}
	for asset := range want.Tree.Assets {
		p := want.FileAddress(asset)
		if _, ok := want.Route(p); ok {
			continue
		}
		hidden++
		if got, ok := ask(p); ok {
			t.Errorf("%s is found, though nothing shows it: %+v", p, got)
		}
	}
	if published < 10 || hidden == 0 {
		t.Errorf("%d published files, %d others", published, hidden)
	}
}
