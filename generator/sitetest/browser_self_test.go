package sitetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBrowserSees plants the troubles that the other tests look for, so that
// a browser that tells nothing would not pass for a good site.
func TestBrowserSees(t *testing.T) {
	dir := t.TempDir()
	const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">`
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("style.css", "p{color:rgb(1,2,3)}")
	write("good.html", `<!doctype html><html lang="fr"><meta charset="utf-8">`+policy+`<title>x</title><link rel="stylesheet" href="style.css"><p>a`)
	write("bad.html", `<!doctype html><html lang="fr"><meta charset="utf-8">`+policy+`<title>x</title><link rel="stylesheet" href="none.css">
		<p style="width:5000px">a<img src="https://example.invalid/x.png"><script>document.title = "ran"</script>`)
	tb := startBrowser(t).open(t, "file://")
	tb.size(t, 360, 640)
	tb.visit(t, fileURL(dir, "good.html"))
	var colour string
	tb.value(t, `getComputedStyle(document.querySelector('p')).color`, &colour)
	if colour != "rgb(1, 2, 3)" {
		t.Errorf("style-src 'self' does not let a style sheet in from the disk: the colour is %s", colour)
	}
	if len(tb.trouble) > 0 {
		t.Errorf("a good page gives %v", tb.trouble)
	}
	tb.visit(t, fileURL(dir, "bad.html"))
	said := strings.Join(tb.trouble, "\n")
	for _, want := range []string{"none.css", "script", "inline style", "example.invalid"} {
		if !strings.Contains(said, want) {
			t.Errorf("the browser says nothing of %q:\n%s", want, said)
		}
	}
}
