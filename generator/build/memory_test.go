package build

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// smallSite has pages with front matter of some weight, so that a document that
// is held for ever can be told from the noise.
func smallSite(pages int) fstest.MapFS {
	files := fstest.MapFS{"tract.yaml": {Data: []byte("title: Small\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")}}
	for i := range pages {
		for _, l := range []string{"fr", "en"} {
			files[fmt.Sprintf("content/news/n-%d.%s.md", i, l)] = &fstest.MapFile{Data: []byte(page(i, l, 0))}
		}
	}
	return files
}

func page(i int, language string, edit int) string {
	return fmt.Sprintf("---\ntitle: A page %d %s %d\ndate: 2026-01-02\nsummary: %q\ntags: [a, b]\n---\n\nText %d, with a [link](/news/n-%d/). %s\n",
		i, language, edit, strings.Repeat(fmt.Sprintf("word %d ", edit), 2000), edit, (i+1)%10, said[language])
}

// said is what tells the languages apart: what is translated is not compiled to
// see whether it is.
var said = map[string]string{
	"fr": "Chaque région discute de plusieurs propositions communes, et toutes celles qui le veulent sont dans la liste pour le vote.",
	"en": "Members of all groups discuss proposals freely, and those who have been heard by the others are on the list for the ballot.",
}

// The bodies of a site are not compiled to link it, nor to find a page.
func TestLinkNeedsNoBodies(t *testing.T) {
	files := smallSite(20)
	files["content/maps/a.fr.md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\n---\n\n![A map](map.png)\n")}
	for _, p := range []string{"content/maps/map.png", "content/maps/other.png"} {
		files[p] = &fstest.MapFile{Data: []byte("x")}
	}
	w := Open(Settings{Files: files})
	l := w.Load(Changes{All: true})
	if n := w.store.Size(); n != 0 {
		t.Errorf("%d bytes of bodies were compiled to link the site", n)
	}
	var out bytes.Buffer
	if found, err := l.Render(&out, "fr/news/n-3/index.html"); !found || err != nil {
		t.Fatalf("%v %v", found, err)
	}
	one := w.store.Size()
	if one == 0 || one > 4*200 {
		t.Errorf("%d bytes of bodies were compiled for one page", one)
	}
	if _, found := l.Site.Route("fr/nowhere/index.html"); found {
		t.Error("a page that is not there was found")
	}
	if r, found := l.Site.Route("files/maps/map.png"); !found || r.Target != "content/maps/map.png" {
		t.Errorf("a picture that a text shows: %v %v", r, found)
	}
	if few := w.store.Size(); few > one+200 {
		t.Errorf("%d bytes of bodies were compiled to know a page that is not there, and a picture", few)
	}
	if _, found := l.Site.Route("files/maps/other.png"); found {
		t.Error("a picture that no text shows was found")
	}
	if ms := l.Check(); len(ms) > 3 {
		t.Errorf("%v", ms)
	}
	if all := w.store.Size(); all < 20*one/4 {
		t.Errorf("the checks looked at %d bytes of bodies", all)
	}
}

// What is held does not grow with the number of edits.
func TestMemoryStaysFlat(t *testing.T) {
	files := smallSite(10)
	w := Open(Settings{Files: files})
	w.Load(Changes{All: true}).Check()
	var after [2]uint64
	for edit := 1; edit <= 500; edit++ {
		p := fmt.Sprintf("content/news/n-%d.fr.md", edit%10)
		switch edit % 5 {
		case 0: // words alone
			files[p] = &fstest.MapFile{Data: []byte(page(edit%10, "fr", edit))}
		case 1: // what needs a new link
			files[p] = &fstest.MapFile{Data: []byte(strings.Replace(page(edit%10, "fr", edit), "\ntags:", fmt.Sprintf("\nslug: s-%d\ntags:", edit), 1))}
		case 2:
			p = fmt.Sprintf("content/news/new-%d.fr.md", edit)
			files[p] = &fstest.MapFile{Data: []byte(page(1, "fr", edit))}
		case 3:
			p = fmt.Sprintf("content/news/new-%d.fr.md", edit-1)
			delete(files, p)
		case 4:
			p = "i18n/fr.yaml"
			files[p] = &fstest.MapFile{Data: fmt.Appendf(nil, "home: Maison %d\n", edit)}
		}
		l := w.Load(Changes{Paths: []string{p}})
		if edit%7 == 0 {
			l.Check()
		}
		for _, path := range []string{"fr/index.html", "fr/news/index.html", "fr/feed.xml"} {
			var out bytes.Buffer
			if _, err := l.Render(&out, path); err != nil {
				t.Fatal(err)
			}
		}
		if edit == 100 || edit == 500 {
			after[edit/500] = heap()
		}
	}
	// The bodies themselves are in the store, which has a limit of its own.
	if grown := int64(after[1]) - int64(after[0]); grown > 2<<20 {
		t.Errorf("%d KiB held after 100 edits, %d KiB after 500", after[0]>>10, after[1]>>10)
	}
	runtime.KeepAlive(w)
}

// heap is how many bytes are held.
func heap() uint64 {
	for range 3 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
