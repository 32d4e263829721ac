package html

import (
	"bytes"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestLoadedAssets(t *testing.T) {
	page := `<head><link rel="icon" href="../assets/favicon.svg"><link rel="stylesheet" href="../assets/style.css?v=1"><script src="../assets/site.js?v=2" defer></script><script src="../assets/site.js?v=2"></script></head><body>assets/other.js"`
	if got := LoadedAssets([]byte(page)); !slices.Equal(got, []string{"style.css", "site.js"}) {
		t.Errorf("%q", got)
	}
	for _, broken := range []string{"", "assets/", "<head>assets/style.css", `assets/"`} {
		if got := LoadedAssets([]byte(broken)); len(got) > 0 {
			t.Errorf("%q: %q", broken, got)
		}
	}
}

// What a page says of its weight is no less than what a server sends, and not
// much more: of pages of the reference site's texts in all its scripts.
func TestDeflated(t *testing.T) {
	layout, err := os.ReadFile("../../../themes/default/templates/base.html")
	if err != nil {
		t.Fatal(err)
	}
	texts, least, most := 0, math.Inf(1), 0.0
	check := func(name string, text []byte) {
		texts++
		told, sent := float64(deflated(text)), float64(Compressed(text))
		least, most = min(least, told/sent), max(most, told/sent)
		if told < sent || told > 1.4*sent+64 {
			t.Errorf("%s: %.0f bytes told, %.0f sent, of %d", name, told, sent, len(text))
		}
	}
	err = filepath.WalkDir("../../../content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err == nil && len(text) > 1000 {
			check(name, append(bytes.Clone(layout), text...))
		}
		return err
	})
	if err != nil || texts < 300 {
		t.Errorf("%d texts: %v", texts, err)
	}
	t.Logf("%d texts: from %.2f to %.2f of what is sent", texts, least, most)
	noise := make([]byte, 100_000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for name, text := range map[string][]byte{
		"nothing": nil, "a byte": []byte("a"), "few": []byte("<p>few</p>"), "noise": noise,
		"one byte, often": bytes.Repeat([]byte("a"), 100_000), "one line, often": bytes.Repeat([]byte("<li>one line, often</li>\n"), 10_000),
		"far apart": slices.Concat(noise[:40_000], noise[:40_000]),
	} {
		if told, sent := deflated(text), Compressed(text); told < sent*9/10 || told > 2*sent+2*codes {
			t.Errorf("%s: %d bytes told, %d sent, of %d", name, told, sent, len(text))
		}
	}
}

func BenchmarkDeflated(b *testing.B) {
	var page bytes.Buffer
	for i := range 400 {
		page.WriteString("<p>Les soins de santé ne sont pas une <em>marchandise</em>")
		page.WriteByte(byte('a' + i*i%26))
		page.WriteString("</p>")
	}
	for b.Loop() {
		deflated(page.Bytes())
	}
}
