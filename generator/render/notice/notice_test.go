package notice_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"html"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/render/email"
	"tract/generator/render/epub"
	"tract/generator/render/feed"
	"tract/generator/render/notice"
	"tract/generator/site"
	"tract/generator/translation"
)

const archive = `-- tract.yaml --
title: Réseau
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {fallback: [en, fr], digits: arab}}
messages: {ui-message-missing: off}
mail: {placeholders: mailchimp}
-- kinds/letter.yaml --
kind: letter
folders: [letters]
outputs: [email, epub]
-- content/letters/a/index.fr.md --
---
title: Lettre
date: 2026-01-02
updated: 2026-03-04
retraction: {date: 2026-05-06, text: {fr: Retirée., en: "Withdrawn <b>&\"*|X|*"}}
correction: {text: {fr: Un nombre était faux.}}
errata:
  - {date: 2026-02-03, text: "Lire « 21 » <i>"}
---

Un mot ancien.
-- content/letters/a/index.en.md --
---
title: Letter
translation: machine
errata:
  - {date: 2026-02-03, text: "Read 21 <i>"}
---

An old word.
-- content/letters/a/index.ar.md --
---
title: رسالة
translation: unreviewed
---

كلمة قديمة.
-- content/letters/a/part.en.md --
---
title: Part
date: 2026-01-02
source: en
errata:
  - {date: 2026-02-03, text: "Of the part"}
---

A part.
`

// load links the site after its source changed.
func load(t testing.TB) *site.Site {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	s := build.Load(build.Settings{Files: files}).Site
	p := s.Publication("letters/a")
	for _, language := range []string{"en", "ar"} {
		blocks := func(e *site.Edition) []translation.Block {
			return translation.Blocks(e.Document, p.Kind, s.Kinds.Common)
		}
		r := translation.New("fr", blocks(p.Source), blocks(p.Edition(s.Language(language))))
		files[translation.Path(p.ID, false, language)] = &fstest.MapFile{Data: r.Bytes()}
	}
	name := "content/letters/a/index.fr.md"
	files[name] = &fstest.MapFile{Data: bytes.Replace(files[name].Data, []byte("Un mot ancien"), []byte("Deux autres choses"), 1)}
	l := build.Load(build.Settings{Files: files})
	for _, m := range l.Messages {
		if m.Severity.String() == "error" {
			t.Fatal(m.File, m.ID, m.Args)
		}
	}
	return l.Site
}

func TestOf(t *testing.T) {
	s := load(t)
	p := s.Publication("letters/a")
	words := func(lang, title, date, text, of, url string) notice.Notice {
		n := notice.Notice{Lines: []notice.Line{{Date: date, Phrase: notice.Phrase{Text: text, Lang: of}, URL: url}}}
		if title != "" {
			n.Title = notice.Phrase{Text: title, Lang: lang}
		}
		return n
	}
	kind := func(kind string, n notice.Notice) notice.Notice { n.Kind = kind; return n }
	outdated := func(lang, sentence, date, original string) notice.Notice {
		n := kind(notice.Outdated, words(lang, "", "", sentence, lang, ""))
		n.Lines = append(n.Lines, notice.Line{Phrase: notice.Phrase{Text: date, Lang: lang}},
			notice.Line{Phrase: notice.Phrase{Text: original, Lang: lang}, URL: "https://example.org/x/fr/letters/a/"})
		return n
	}
	for _, test := range []struct {
		language string
		want     []notice.Notice
	}{
		{"fr", []notice.Notice{
			kind(notice.Retraction, words("fr", "Ce texte est retiré", "6 mai 2026", "Retirée.", "fr", "")),
			kind(notice.Correction, words("fr", "Correction", "", "Un nombre était faux.", "fr", "")),
			kind(notice.Errata, words("fr", "Corrections apportées depuis la publication", "3 février 2026", "Lire « 21 » <i>", "fr", "")),
		}},
		{"en", []notice.Notice{
			kind(notice.Retraction, words("en", "This text has been retracted", "May 6, 2026", `Withdrawn <b>&"*|X|*`, "en", "")),
			kind(notice.Correction, words("en", "Correction", "", "Un nombre était faux.", "fr", "")),
			kind(notice.Machine, words("", "", "", "This translation was made by a machine and nobody has reviewed it.", "en", "")),
			outdated("en", "The original text has changed since this translation was made.", "It was last changed on March 4, 2026.", "Original text (French)"),
			kind(notice.Errata, words("en", "Corrections since publication", "February 3, 2026", "Read 21 <i>", "en", "")),
		}},
		{"ar", []notice.Notice{
			kind(notice.Retraction, words("ar", "سُحب هذا النص", "٦ مايو ٢٠٢٦", `Withdrawn <b>&"*|X|*`, "en", "")),
			kind(notice.Correction, words("ar", "تصحيح", "", "Un nombre était faux.", "fr", "")),
			kind(notice.Unreviewed, words("", "", "", "لم تُراجَع هذه الترجمة بعد.", "ar", "")),
			outdated("ar", "تغيّر النص الأصلي بعد إنجاز هذه الترجمة.", "آخر تعديل له بتاريخ ٤ مارس ٢٠٢٦.", "النص الأصلي (الفرنسية)"),
		}},
	} {
		l := s.Language(test.language)
		if diff := cmp.Diff(test.want, notice.Of(s, p.Edition(l), l)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.language, diff)
		}
	}
	// A page that stands in says what its own edition has, in the reader's words.
	part, ar := s.Publication("letters/a/part"), s.Language("ar")
	if got := notice.Of(s, part.Source, ar); len(got) != 1 || got[0].Title.Lang != "ar" || got[0].Lines[0].Lang != "en" {
		t.Errorf("what stands in says %+v", got)
	}
}

// book is what the texts of a book hold.
func book(t testing.TB, s *site.Site, language string) string {
	t.Helper()
	p := s.Publication("letters/a")
	r, _ := s.Route(s.Output(p, s.Language(language), "epub"))
	var out bytes.Buffer
	if err := epub.Write(&out, s, r); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xhtml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(text, new(struct{})); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		all.Write(text)
	}
	return all.String()
}

// What is said before a text is said in every output that the text goes out
// in, as text.
func TestOutputs(t *testing.T) {
	s := load(t)
	en := s.Language("en")
	route := site.Route{Publication: s.Publication("letters/a"), Language: en}
	write := func(f func(*bytes.Buffer, *site.Site, site.Route) error, r site.Route) string {
		var out bytes.Buffer
		if err := f(&out, s, r); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	fed := func(name string) site.Route {
		r, ok := s.Route("en/letters/" + name)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		return r
	}
	var atom struct {
		Contents []string `xml:"entry>content"`
	}
	if err := xml.Unmarshal([]byte(write(feed.Atom, fed("feed.xml"))), &atom); err != nil {
		t.Fatal(err)
	}
	var items struct {
		Items []struct {
			Text string `json:"content_html"`
		} `json:"items"`
	}
	if err := json.Unmarshal([]byte(write(feed.JSON, fed("feed.json"))), &items); err != nil || len(items.Items) == 0 {
		t.Fatal(err)
	}
	marked := func(s string) string { return html.EscapeString(s) }
	for _, out := range []struct {
		name, text string
		escape     func(string) string
		service    bool
	}{
		{"the book", book(t, s, "en"), func(s string) string { return strings.ReplaceAll(marked(s), "&#34;", "&quot;") }, false},
		{"email.html", write(email.HTML, route), marked, true},
		{"email.txt", strings.Join(strings.Fields(write(email.Text, route)), " "), func(s string) string { return s }, true},
		{"feed.xml", strings.Join(atom.Contents, ""), marked, false},
		{"feed.json", items.Items[0].Text, marked, false},
	} {
		for _, n := range notice.Of(s, route.Publication.Edition(en), en) {
			texts := []string{n.Title.Text}
			for _, l := range n.Lines {
				texts = append(texts, l.Date, l.Text, l.URL)
			}
			for _, text := range texts {
				want := out.escape(text)
				if out.service {
					// The service's own signs never stand in what is content.
					want = strings.Split(want, "*|")[0]
				}
				if !strings.Contains(out.text, want) {
					t.Errorf("%s does not say %q of the %s", out.name, want, n.Kind)
				}
			}
		}
		if out.service && strings.Contains(out.text, "*|X|*") {
			t.Errorf("%s holds a sign of the service that content brought", out.name)
		}
		if !strings.Contains(out.text, "Of the part") {
			t.Errorf("%s does not hold the notice of a part", out.name)
		}
	}
	share := write(email.Share, route)
	if !strings.HasPrefix(share, "This text has been retracted\n\nLetter\n") || strings.Contains(share, "Un nombre") {
		t.Errorf("share.txt is %q", share)
	}
	ar := book(t, s, "ar")
	if !strings.Contains(ar, `<bdi lang="fr" xml:lang="fr" dir="ltr">Un nombre était faux.</bdi>`) {
		t.Error("the Arabic book does not say in which language a correction is")
	}
}
