package site_test

import (
	"os"
	"testing"

	"tract/generator/build"
	"tract/generator/site"
)

// reference is the reference site, linked.
func reference(t *testing.T) *site.Site {
	t.Helper()
	l := build.Load(build.Settings{Files: os.DirFS("../..")})
	if l.Site == nil {
		t.Fatal("the reference site cannot be read")
	}
	return l.Site
}

// Every route is found by its path as the same route, and paths beside them
// are not.
func TestRouteIsFoundByItsAddress(t *testing.T) {
	s := reference(t)
	for _, want := range s.Routes() {
		got, ok := s.Route(want.Path)
		if !ok || got != want {
			t.Errorf("%s: got %+v (%v), want %+v", want.Path, got, ok, want)
		}
	}
	for _, p := range []string{"", "fr", "fr/", "fr/page/2/index.html", "xx/index.html", "fr/nothing/index.html", "files/nothing.png",
		"fr/../index.html", "fr/programmes/page/99/index.html", "fr/programmes/page/1/index.html", "fr/programmes/pha/feed.xml"} {
		if r, ok := s.Route(p); ok {
			t.Errorf("%q: found %+v", p, r)
		}
	}
	if n := len(s.Routes()); n < 1000 {
		t.Fatalf("only %d routes were looked at", n)
	}
}
