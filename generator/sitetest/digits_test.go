package sitetest

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// noteNumbers are the digits of the first notes in the languages of the site
// that have digits of their own.
var noteNumbers = map[string]string{"ar": "١٢٣٤٥٦٧٨٩", "bn": "১২৩৪৫৬৭৮৯"}

var noteRef = regexp.MustCompile(`<a href="?(#[^" >]*)"?[^>]*role="?doc-noteref"?[^>]*>([^<]*)</a>`)

// TestNoteNumbers looks at the numbers of footnotes on pages, in books and in
// mails: in the digits of their text, while their anchors stay what they are.
func TestNoteNumbers(t *testing.T) {
	b := reference(t)
	seen := map[string]int{}
	look := func(where, language, text string) {
		for _, m := range noteRef.FindAllStringSubmatch(text, -1) {
			digits := "123456789"
			if own := noteNumbers[language]; own != "" {
				digits = own
			}
			if strings.Trim(m[2], digits) != "" {
				t.Errorf("%s: the note %s has the number %q", where, m[1], m[2])
			}
			if strings.Contains(m[1], "fn-") && !strings.Contains(m[1], "#") {
				t.Errorf("%s: the note leads to %s", where, m[1])
			}
			seen[language]++
		}
	}
	for _, p := range b.pages {
		if p.route.Publication == nil || !p.route.Publication.IsReal(p.route.Language) || p.route.Publication.HasChapters() {
			continue // what stands in has the digits of its own language, as a page of all chapters may
		}
		text, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(p.path)))
		if err != nil {
			t.Fatal(err)
		}
		look(p.path, p.lang(), string(text))
	}
	book := filepath.Join(b.root, filepath.FromSlash(b.site.Output(b.site.Publication("reports/kapok-watch-1"), b.site.Language("ar"), "epub")))
	z, err := zip.OpenReader(book)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	notes := 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		notes += strings.Count(string(text), `role="doc-footnote"><p>١. `) + strings.Count(string(text), `role="doc-footnote"><p>٢. `)
	}
	atLeast(t, "notes in the Arabic book", notes, 2)
	atLeast(t, "Arabic notes", seen["ar"], 2)
	atLeast(t, "Bengali notes", seen["bn"], 1)
	atLeast(t, "French notes", seen["fr"], 2)
}
