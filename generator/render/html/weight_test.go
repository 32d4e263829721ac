package html

import (
	"bytes"
	"slices"
	"strings"
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

// What a page says of its weight is no less than what a server sends.
func TestDeflated(t *testing.T) {
	text := []byte(strings.Repeat("Les soins de santé ne sont pas une marchandise. ", 400))
	for i := range text {
		text[i] += byte(i*i/700) % 3
	}
	quick, usual := deflated(text[:100], text[100:]), Compressed(text)
	if quick < usual || quick > 2*usual || quick != deflated(text) {
		t.Errorf("%d bytes quickly, %d as sent, of %d", quick, usual, len(text))
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
