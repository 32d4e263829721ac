package build

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
)

// shelf is a Cache that a test can look into and spoil.
type shelf struct {
	mu     sync.Mutex
	values map[string][]byte
	hits   int
}

func (s *shelf) Get(key string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.values[key]
	if ok {
		s.hits++
	}
	return v, ok
}

func (s *shelf) Put(key string, value []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = bytes.Clone(value)
}

// noisy is a JPEG that is worth making smaller.
func noisy(t *testing.T, w, h int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	noise := uint32(1)
	for y := range h {
		for x := range w {
			noise = noise*1664525 + 1013904223
			img.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), uint8(noise >> 27), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pictureSite(t *testing.T, more string) fstest.MapFS {
	photo := noisy(t, 1300, 100)
	return fstest.MapFS{
		"tract.yaml":                     {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: , en: }\n" + more)},
		"content/_index.fr.md":           {Data: []byte("---\ntitle: Accueil\n---\n")},
		"content/a/index.fr.md":          {Data: []byte("---\ntitle: A\ndate: 2020-01-01\nimage: first.jpg\nimage_alt: Un\n---\nTexte.\n\n![Deux](second.jpg)\n")},
		"content/a/first.jpg":            {Data: photo},
		"content/a/second.jpg":           {Data: photo},
		"content/b/index.fr.md":          {Data: []byte("---\ntitle: B\ndate: 2020-01-02\n---\nTexte.\n\n![Un](Grande%20photo.jpg)\n\n![Deux](/a/second.jpg)\n\n![Petit](small.jpg)\n")},
		"content/b/Grande photo.jpg":     {Data: photo},
		"content/b/Grande photo.480.jpg": {Data: photo}, // a name that somebody gave
		"content/b/small.jpg":            {Data: noisy(t, 100, 100)},
	}
}

func rendered(t *testing.T, l *Loaded, path string) string {
	t.Helper()
	var out bytes.Buffer
	found, err := l.Render(&out, path)
	if err != nil || !found {
		t.Fatalf("%s: %v, %v", path, found, err)
	}
	return out.String()
}

func TestPicturesInSizes(t *testing.T) {
	l := Load(Settings{Files: pictureSite(t, "")})
	if n := diag.Count(l.Messages).Errors; n > 0 {
		t.Fatalf("%d errors: %s", n, describe(l.Messages))
	}
	a, b := rendered(t, l, "fr/a/index.html"), rendered(t, l, "fr/b/index.html")
	for _, tt := range []struct{ page, name, want string }{
		{a, "a's own", `<img src="../../files/a/first.960.jpg" srcset="../../files/a/first.480.jpg 480w, ../../files/a/first.960.jpg 960w, ../../files/a/first.jpg 1300w" sizes="(min-width: 48rem) 45rem, 100vw" alt="Un" width="1300" height="100" fetchpriority="high" decoding="async">`},
		{a, "a's second", `srcset="../../files/a/second.480.jpg 480w, ../../files/a/second.960.jpg 960w, ../../files/a/second.jpg 1300w" sizes="(min-width: 48rem) 45rem, 100vw" width="1300" height="100" loading="lazy" decoding="async"`},
		{b, "b's first", `src="../../files/b/Grande-photo.960.jpg" srcset="../../files/b/Grande-photo.960.jpg 960w, ../../files/b/Grande-photo.jpg 1300w" sizes="(min-width: 48rem) 45rem, 100vw" width="1300" height="100" fetchpriority="high" decoding="async"`},
		{b, "b's small", `src="../../files/b/small.jpg" width="100" height="100" loading="lazy" decoding="async"`},
	} {
		if !strings.Contains(tt.page, tt.want) {
			at := strings.Index(tt.page, "<main")
			t.Errorf("%s is not as wanted:\n%s\n\n%s", tt.name, tt.want, tt.page[at:])
		}
	}
	if n := strings.Count(a+b, "fetchpriority"); n != 2 {
		t.Errorf("%d images are first on two pages", n)
	}
	feed := rendered(t, l, "fr/feed.xml")
	if strings.Contains(feed, "srcset") || !strings.Contains(feed, "https://example.org/files/a/second.960.jpg") {
		t.Error("a feed shows not one moderate size")
	}
	for path, width := range map[string]int{"files/a/first.480.jpg": 480, "files/a/first.960.jpg": 960, "files/a/first.jpg": 1300, "files/b/Grande-photo.960.jpg": 960} {
		c, err := jpeg.DecodeConfig(strings.NewReader(rendered(t, l, path)))
		if err != nil || c.Width != width {
			t.Errorf("%s is %d wide: %v", path, c.Width, err)
		}
	}
	var out bytes.Buffer
	if found, _ := l.Render(&out, "files/a/first.1440.jpg"); found {
		t.Error("an image was made larger")
	}
	off := Load(Settings{Files: pictureSite(t, "images: off\n")})
	if page := rendered(t, off, "fr/a/index.html"); strings.Contains(page, "srcset") || !strings.Contains(page, `src="../../files/a/first.jpg"`) {
		t.Error("sizes are made that are off")
	}
}

// What is kept changes no byte: not when it is there, nor when it is spoiled.
func TestScaledFromCache(t *testing.T) {
	const path = "files/a/first.480.jpg"
	want := rendered(t, Load(Settings{Files: pictureSite(t, "")}), path)
	kept := &shelf{values: map[string][]byte{}}
	first := rendered(t, Load(Settings{Files: pictureSite(t, ""), Cache: kept}), path)
	again := rendered(t, Load(Settings{Files: pictureSite(t, ""), Cache: kept}), path)
	if first != want || again != want {
		t.Error("the cache changes an image")
	}
	if kept.hits == 0 || len(kept.values) != 1 {
		t.Errorf("%d values kept, found %d times", len(kept.values), kept.hits)
	}
	for key, value := range kept.values {
		for _, spoiled := range [][]byte{nil, value[:3], value[:len(value)/2], append(bytes.Clone(value), 0)} {
			kept.values[key] = spoiled
			if rendered(t, Load(Settings{Files: pictureSite(t, ""), Cache: kept}), path) != want {
				t.Errorf("an entry of %d bytes changes an image", len(spoiled))
			}
		}
	}
}

func TestPack(t *testing.T) {
	whole := []byte("the whole")
	sizes := [][]byte{[]byte("one"), whole, nil, {}}
	got, ok := unpack(pack(sizes, whole), whole, len(sizes))
	if !ok || len(got) != 4 || string(got[0]) != "one" || string(got[1]) != "the whole" || got[2] != nil || len(got[3]) != 0 {
		t.Errorf("%q, %v", got, ok)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(pack([][]byte{[]byte("a"), nil}, []byte("ab")))
	f.Fuzz(func(t *testing.T, b []byte) { unpack(b, []byte("whole"), 3) })
}
