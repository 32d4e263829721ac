package document_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tract/generator/diag"
	"tract/generator/document"
)

var pages = map[string]string{
	"plain":           "---\ntitle: A\n---\n\nText with a [link](b.md).\n\n## Part\n\nMore.\n",
	"title from text": "# A heading\n\nText.\n",
	"no title":        "Text alone.\n",
	"faults":          "---\ntitle: A\ndate: never\n---\n\n<script>x</script> {{< shortcode >}}\n",
	"empty":           "",
	"unclosed":        "---\ntitle: A\n\nText.\n",
	"title alone":     "---\ntitle: A\n---\n",
}

// A body that is compiled late is the one that is compiled at once, however its
// bytes were kept, and whatever becomes of the bytes that were read.
func TestLateText(t *testing.T) {
	for name, text := range pages {
		for _, kept := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " ", kept), func(t *testing.T) {
				want, html := read(t, text)
				r, store := reader(t)
				f := file("a-page")
				src := []byte(text)
				var waits *document.Store
				if kept {
					waits = store.Next()
				}
				d := r.ReadFront(f, diag.Source{Path: f.Path, Text: src}, waits)
				if kept {
					clear(src) // the file is another one now
				}
				if strings.HasPrefix(text, "---") && store.Size() > 0 {
					t.Error("the body was compiled before it was asked for")
				}
				var buf []byte
				got, err := store.Get(d.Text().Body, &buf)
				if err != nil || string(got) != html {
					t.Errorf("another body: %q, wanted %q (%v)", got, html, err)
				}
				a, b := *d.Text(), *want.Text()
				a.Body, b.Body = document.Body{}, document.Body{}
				if !reflect.DeepEqual(a, b) {
					t.Errorf("%+v\nwanted\n%+v", a, b)
				}
				if d.Title != want.Title || d.Broken != want.Broken || !reflect.DeepEqual(d.Messages, want.Messages) {
					t.Errorf("%q %v %v\nwanted\n%q %v %v", d.Title, d.Broken, d.Messages, want.Title, want.Broken, want.Messages)
				}
				if n := d.Size(); name == "plain" && n != len(text) {
					t.Errorf("%d bytes", n)
				}
			})
		}
	}
}

// Many who ask at once get one text.
func TestLateTextOnce(t *testing.T) {
	r, store := reader(t)
	f := file("a-page")
	d := r.ReadFront(f, diag.Source{Path: f.Path, Text: []byte(pages["plain"])}, nil)
	texts := make([]*document.Text, 32)
	var wg sync.WaitGroup
	for i := range texts {
		wg.Go(func() { texts[i] = d.Text() })
	}
	wg.Wait()
	for _, text := range texts {
		if text != texts[0] || len(text.Links) != 1 || len(text.Headings) != 1 {
			t.Fatalf("%p %+v, wanted %p", text, text, texts[0])
		}
	}
	if store.Size() != texts[0].Body.Len() {
		t.Errorf("%d bytes in the store, for one body of %d", store.Size(), texts[0].Body.Len())
	}
	other := d.WithText(document.Text{Words: 7})
	if other.Text().Words != 7 || d.Text() != texts[0] || other.Title != d.Title {
		t.Error("a document with another text is not as it should be")
	}
}

// Bytes that the machine lost are told, and are an error for who asks.
func TestLateTextLost(t *testing.T) {
	file1 := &scratch{room: 1 << 30}
	waits := document.NewStore(1<<20, file1)
	r, _ := reader(t)
	f := file("a-page")
	filler := make([]byte, 1<<20)
	waits.Put(filler) // stays in memory
	d := r.ReadFront(f, diag.Source{Path: f.Path, Text: []byte(pages["plain"])}, waits)
	waits.Put(filler)
	if len(file1.bytes) == 0 {
		t.Fatal("nothing lies in the scratch")
	}
	file1.reads = errors.New("gone")
	for range 2 {
		text := d.Text()
		if !errors.Is(text.Err, file1.reads) || len(text.Messages) != 1 || text.Messages[0].File != f.Path || text.Body.Len() != 0 {
			t.Errorf("%+v", text)
		}
	}
}

// The room that a store took in the scratch file is used again once nobody
// holds the store.
func TestStoreGivesRoomBack(t *testing.T) {
	file := &scratch{room: 1 << 30}
	last := document.NewStore(1<<20, file)
	most := 0
	for range 30 {
		next := last.Next()
		bodies := make([]document.Body, 8)
		for i := range bodies {
			bodies[i] = next.Put(text(i, 1<<20))
		}
		var buf []byte
		for i := range bodies {
			if html, err := next.Get(bodies[i], &buf); err != nil || string(html) != string(text(i, 1<<20)) {
				t.Fatalf("the body %d is another one (%v)", i, err)
			}
		}
		last = next
		runtime.GC()
		time.Sleep(5 * time.Millisecond) // what is cleaned up is cleaned up beside
		most = max(most, len(file.bytes))
	}
	if most > 100<<20 {
		t.Errorf("%d MiB of the scratch file for two stores of 8 MiB", most>>20)
	}
}

// A document that is read whole holds nothing of the bytes it was read from: a
// build reads the next file into their place.
func TestReadHolds(t *testing.T) {
	texts := slices.Collect(maps.Values(pages))
	files, err := filepath.Glob("../../content/*/*.fr.md")
	if err != nil || len(files) < 20 {
		t.Fatalf("only %d texts of the reference site: %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		r, store := reader(t)
		f := file("a-page")
		src := []byte(text)
		d := r.Read(f, diag.Source{Path: f.Path, Text: src})
		said := func() string {
			body, err := store.Get(d.Text().Body, new([]byte))
			if err != nil {
				t.Fatal(err)
			}
			all, err := json.Marshal([]any{d, d.Text(), d.Sketch, string(body), d.Digest()})
			if err != nil {
				t.Fatal(err)
			}
			return string(all)
		}
		before := said()
		for i := range src {
			src[i] = '#'
		}
		if now := said(); now != before {
			t.Fatalf("%s\nis, when its bytes are overwritten,\n%s", before, now)
		}
	}
}
