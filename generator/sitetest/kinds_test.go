package sitetest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tract/generator/diag"
	"tract/generator/seal"
	"tract/generator/site"
)

// formPages are the pages of the reference site that show a form, by its name:
// where they lie below the folder of the content, in all languages with an
// edition.
var formPages = map[string][]string{
	"subscribe": {"", "newsletters"},
	"sign":      {"declarations/kapok-declaration-2024"},
	"contact":   {"pages/contact"},
	"join":      {"pages/join"},
}

// TestReferenceForms looks at the forms of the reference site: each in the words
// of its page's language, sent where tract.yaml says and allowed to go there.
func TestReferenceForms(t *testing.T) {
	b := reference(t)
	seen := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(formPages)) {
		form := b.site.Config.Form(name)
		if form == nil {
			t.Errorf("tract.yaml declares no form %s", name)
			continue
		}
		for _, id := range formPages[name] {
			n := b.site.Node(id)
			for _, l := range b.site.Languages {
				if n.Publication != nil && !n.Publication.IsReal(l) {
					continue
				}
				seen[name]++
				b.checkForm(t, b.byPath[n.Path(l)+"index.html"], form.Host(), form.Address())
			}
		}
	}
	atLeast(t, "pages with the form subscribe", seen["subscribe"], 18)
	atLeast(t, "pages with the form sign", seen["sign"], 7)
	atLeast(t, "pages with the form contact", seen["contact"], 9)
	atLeast(t, "pages with the form join", seen["join"], 9)
}

// checkForm checks the form of a page.
func (b *built) checkForm(t *testing.T, p *page, host, address string) {
	t.Helper()
	if p == nil {
		t.Error("a page with a form is not there")
		return
	}
	section := first(p.doc, func(n *html.Node) bool { return n.Data == "section" && attr(n, "class") == "form" })
	if section == nil {
		t.Errorf("%s shows no form", p.path)
		return
	}
	policy := ""
	for _, m := range all(p.doc, "meta") {
		if attr(m, "http-equiv") == "Content-Security-Policy" {
			policy = attr(m, "content")
		}
	}
	switch sent := all(section, "form"); {
	case address != "":
		if link := first(section, func(n *html.Node) bool { return n.Data == "a" }); link == nil || !strings.HasPrefix(attr(link, "href"), "mailto:"+address+"?") {
			t.Errorf("%s has no link that begins a letter to %s", p.path, address)
		}
		if strings.Contains(policy, "form-action 'self' https:") {
			t.Errorf("%s may send a form to a host that it has no form for: %s", p.path, policy)
		}
	case len(sent) != 1 || !strings.HasPrefix(attr(sent[0], "action"), "https://"+host+"/"):
		t.Errorf("%s has no form that is sent to %s", p.path, host)
	case !strings.Contains(policy, "form-action 'self' https://"+host+";") && !strings.HasSuffix(policy, "form-action 'self' https://"+host):
		t.Errorf("%s does not allow its form to be sent: %s", p.path, policy)
	}
	for _, name := range []string{"h2", "label", "button", "span", "p", "option"} {
		for _, n := range all(section, name) {
			// The languages to choose from call themselves by their own names.
			if lang := attr(n, "lang"); lang != "" && (name != "option" || !b.isLanguage(attr(n, "value"))) {
				t.Errorf("%s says %q in %s", p.path, textOf(n), lang)
			}
		}
	}
	if text := textOf(section); !strings.Contains(text, host+address) {
		t.Errorf("%s does not say where the answers go: %s", p.path, text)
	}
}

func (b *built) isLanguage(tag string) bool { return b.site.Language(tag) != nil }

// TestReferenceSeals holds that the texts which others cite are sealed in each
// language, as they are; that an erratum tells what changed since; and that no
// seal is published.
func TestReferenceSeals(t *testing.T) {
	b := reference(t)
	sealed, renewed, told := 0, 0, 0
	check := func(p *site.Publication) {
		for _, e := range p.Real() {
			file := seal.File(e.File.Path)
			kept, ms := seal.Parse(diag.Source{Path: file, Text: b.site.Seals[file]})
			if kept == nil {
				t.Errorf("%s is not sealed: %v", e.File.Path, ms)
				continue
			}
			sealed++
			if kept.Last().Digest != e.Digest() {
				t.Errorf("%s is not what its seal says", e.File.Path)
			}
			if len(kept.Records) > 1 {
				renewed++
			}
			if len(e.Errata) == 0 {
				continue
			}
			told++
			pg := b.byPath[p.Path(e.Language)+"index.html"]
			aside := first(pg.doc, func(n *html.Node) bool { return n.Data == "aside" && strings.Contains(attr(n, "class"), "errata") })
			want := e.Errata[0].Get("text").Text
			if aside == nil || !strings.Contains(textOf(aside), want) || first(aside, func(n *html.Node) bool { return attr(n, "lang") != "" }) != nil {
				t.Errorf("%s does not tell its correction in its language", pg.path)
			}
		}
	}
	for _, id := range []string{"reports/kapok-watch-1", "declarations/kapok-declaration-2024", "declarations/kapok-towns-2026", "declarations/kapok-charter-2019"} {
		p := b.site.Publication(id)
		check(p)
		for _, part := range p.Parts {
			check(part)
		}
	}
	atLeast(t, "sealed editions", sealed, 23+7+4+7)
	atLeast(t, "editions that were sealed again", renewed, 5)
	atLeast(t, "editions with a correction", told, 5)
	for file := range b.files {
		if strings.HasSuffix(file, seal.Extension) {
			t.Errorf("%s is published", file)
		}
	}
}

// TestReferenceSignatures holds that every signature is bound to the text as it
// is.
func TestReferenceSignatures(t *testing.T) {
	b := reference(t)
	bound := 0
	for _, p := range b.site.Publications {
		if p.Signatories == nil {
			continue
		}
		for i := range p.Signatories.Signed {
			one := &p.Signatories.Signed[i]
			if one.Digest != p.TextDigest() {
				t.Fatalf("%s: the signature of %s is bound to %q; the text is %s", p.ID, one.Name, one.Digest, p.TextDigest())
			}
			bound++
		}
	}
	atLeast(t, "signatures", bound, 300)
}
