package html_test

import (
	"strings"
	"testing"
)

// The page of a work leads to it as a book; the pages of its chapters, in
// whatever language, do not.
func TestBookLink(t *testing.T) {
	link := `<a href="v.epub" type="application/epub+zip" download>Livre pour liseuse</a>`
	if page := pageAt(t, volume, "fr/reports/v/index.html"); !strings.Contains(page, link) {
		t.Errorf("the page of a work has no link to its book: %s", page)
	}
	for _, at := range []string{"fr/reports/v/one/index.html", "ar/reports/v/one/index.html"} {
		if page := pageAt(t, volume, at); strings.Contains(page, ".epub") {
			t.Errorf("%s has a link to a book", at)
		}
	}
}
